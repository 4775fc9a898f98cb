using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>How far a gradient waits for others.</summary>
public enum GateGradientType
{
    /// <summary>Not at all.</summary>
    GATE_NONE = 0,

    /// <summary>Until all gradients of one op's inputs are there.</summary>
    GATE_OP = 1,

    /// <summary>Until all gradients are there.</summary>
    GATE_GRAPH = 2,
}

/// <summary>Turns gradients into updates of variables (Python's <c>tf.train.Optimizer</c>).</summary>
public abstract class Optimizer(string name, bool use_locking = false)
{
    private readonly Dictionary<(RefVariable Primary, string Slot), RefVariable> _slots = [];
    private readonly Dictionary<(Graph Graph, string Name), RefVariable> _nonSlots = [];

    /// <summary>The optimizer's name, which its nodes and slots bear.</summary>
    public string Name { get; } =
        !string.IsNullOrEmpty(name) ? name : throw new ValueError("Must specify the optimizer name");

    private protected bool UseLocking { get; } = use_locking;

    /// <summary>Adds the nodes of one training step; running the result performs it.</summary>
    /// <param name="loss">A scalar of a floating type.</param>
    /// <param name="global_step">A variable that is counted up by each step, or null.</param>
    /// <param name="var_list">The variables to train; all trainable ones where null.</param>
    /// <param name="gate_gradients">How far gradients wait for each other.</param>
    /// <param name="colocate_gradients_with_ops">Whether gradients want the device of the op they belong to.</param>
    /// <param name="name">The name of the result.</param>
    /// <param name="grad_loss">The gradient of the loss, 1 where null.</param>
    /// <exception cref="ValueError">No variable has a gradient.</exception>
    public Operation minimize(
        Tensor loss,
        RefVariable? global_step = null,
        List<RefVariable>? var_list = null,
        GateGradientType gate_gradients = GateGradientType.GATE_OP,
        bool colocate_gradients_with_ops = false,
        string? name = null,
        Tensor? grad_loss = null
    )
    {
        var pairs = compute_gradients(loss, var_list, gate_gradients, colocate_gradients_with_ops, grad_loss);
        if (Array.TrueForAll(pairs, p => p.Item1 is null))
            throw new ValueError(
                "No gradients provided for any variable, check your graph for ops that do not support gradients, between "
                    + $"variables [{string.Join(", ", pairs.Select(p => $"\"{p.Item2}\""))}] and loss {loss}."
            );
        return apply_gradients(pairs, global_step, name);
    }

    /// <summary>The gradients of a loss with their variables; null where the loss does not depend on one.</summary>
    public (Tensor?, RefVariable)[] compute_gradients(
        Tensor loss,
        List<RefVariable>? var_list = null,
        GateGradientType gate_gradients = GateGradientType.GATE_OP,
        bool colocate_gradients_with_ops = false,
        Tensor? grad_loss = null
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckType(loss, loss.dtype);
        var variables = var_list ?? loss.graph.get_collection<RefVariable>(GraphKeys.TRAINABLE_VARIABLES);
        if (variables.Count == 0)
            throw new ValueError("No variables to optimize.");
        var grads = GradientBuilder.Build(
            [loss],
            [.. variables.Select(v => v.Handle)],
            grad_loss is null ? null : [grad_loss],
            gateGradients: gate_gradients == GateGradientType.GATE_OP,
            colocate: colocate_gradients_with_ops
        );
        if (gate_gradients == GateGradientType.GATE_GRAPH)
            grads = SourceOps.Tuple(grads);
        foreach (var variable in variables)
            CheckType(variable.Handle, variable.dtype);
        return [.. grads.Zip(variables, (g, v) => (g, v))];
    }

    /// <summary>Adds the updates of these variables by these gradients; running the result performs them.</summary>
    /// <exception cref="ValueError">There are no gradients.</exception>
    public Operation apply_gradients(
        IEnumerable<(Tensor?, RefVariable)> grads_and_vars,
        RefVariable? global_step = null,
        string? name = null
    )
    {
        var pairs = grads_and_vars.ToArray();
        if (pairs.Length == 0)
            throw new ValueError("No variables provided.");
        var variables = pairs.Where(p => p.Item1 is not null).Select(p => p.Item2).ToList();
        if (variables.Count == 0)
            throw new ValueError(
                $"No gradients provided for any variable: [{string.Join(", ", pairs.Select(p => p.Item2.Name))}]."
            );
        var graph = variables[0].Graph;
        using (graph.OpenControlDependencies(null))
            CreateSlots(variables);
        var updates = new List<Operation>();
        using var scope = graph.OpenNameScope(name ?? Name, out var full);
        Prepare(graph);
        foreach (var (grad, variable) in pairs)
        {
            if (grad is null)
                continue;
            using var update = graph.OpenNameScope("update_" + variable.Op.name, out _);
            using var colocation = graph.OpenColocation(variable.Op);
            updates.Add(ApplyDense(grad, variable));
        }
        var train = global_step is null
            ? Finish(updates, full)
            : CountStep(graph, global_step, Finish(updates, "update"), full);
        if (!graph.get_collection<Operation>(GraphKeys.TRAIN_OP).Contains(train))
            graph.add_to_collection(GraphKeys.TRAIN_OP, train);
        return train;
    }

    /// <summary>The slot of this name that belongs to a variable, or null.</summary>
    public RefVariable? get_slot(RefVariable var, string name) => _slots.GetValueOrDefault((var, name));

    /// <summary>The variables of this optimizer: slots and what belongs to no variable.</summary>
    public IReadOnlyList<RefVariable> variables() =>
        [.. _nonSlots.Values.Concat(_slots.Values).OrderBy(v => v.Name, StringComparer.Ordinal)];

    /// <summary>Makes the slots, before any update.</summary>
    private protected abstract void CreateSlots(IReadOnlyList<RefVariable> variables);

    /// <summary>Makes the tensors that all updates share, in the optimizer's name scope.</summary>
    private protected abstract void Prepare(Graph graph);

    /// <summary>The update of one variable by a dense gradient.</summary>
    private protected abstract Operation ApplyDense(Tensor grad, RefVariable variable);

    /// <summary>What remains to be done after all updates; gives the step's last node.</summary>
    private protected virtual Operation Finish(List<Operation> updates, string name) => SourceOps.Group(updates, name);

    /// <summary>A slot of zeros in the variable's shape, named after the optimizer (slot_creator.py).</summary>
    private protected RefVariable ZerosSlot(RefVariable variable, string slot)
    {
        if (_slots.TryGetValue((variable, slot), out var existing))
            return existing;
        using var scope = new variable_scope(null, $"{variable.Op.name}/{Name}");
        using var colocation = variable.Graph.OpenColocation(variable.Op);
        var made = scope.scope.GetVariable("", variable.shape, variable.dtype, Initializers.Zeros, trainable: false);
        _slots.Add((variable, slot), made);
        return made;
    }

    /// <summary>A variable of the optimizer's own, beside another one.</summary>
    private protected RefVariable NonSlotVariable(object initialValue, string name, RefVariable colocateWith)
    {
        var key = (colocateWith.Graph, name);
        if (_nonSlots.TryGetValue(key, out var existing))
            return existing;
        using var colocation = colocateWith.Graph.OpenColocation(colocateWith.Op);
        var made = new RefVariable(initialValue, name, trainable: false);
        _nonSlots.Add(key, made);
        return made;
    }

    private protected RefVariable NonSlotVariable(string name, Graph graph) => _nonSlots[(graph, name)];

    private static Operation CountStep(Graph graph, RefVariable step, Operation finished, string name)
    {
        using var control = graph.OpenControlDependencies([finished]);
        using var colocation = graph.OpenColocation(step.Op);
        var one = Values.Elements.Convert(Values.Value.Of(1), step.dtype);
        var value = TensorConversion.Constant(one, null, "value", graph);
        return OpBuilder.Apply("AssignAdd", name, [step, value]);
    }

    private static void CheckType(Tensor tensor, TF_DataType type)
    {
        if (!type.is_floating())
            throw new ValueError(
                $"Invalid type {type.as_numpy_name()} for {tensor.name}, expected: float16, bfloat16, float32, float64."
            );
    }
}

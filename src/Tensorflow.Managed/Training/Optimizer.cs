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
public abstract partial class Optimizer(string name, bool use_locking = false)
{
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
        IVariableV1? global_step = null,
        IEnumerable<IVariableV1>? var_list = null,
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

    /// <summary>
    /// The gradients of a loss with their variables; null where the loss does not depend on one. The gradient of a variable
    /// of which rows are picked (<c>tf.gather</c>, <c>tf.nn.embedding_lookup</c>) holds those rows alone (Python's
    /// <c>IndexedSlices</c>); used like another tensor, it becomes the whole.
    /// </summary>
    public (Tensor?, IVariableV1)[] compute_gradients(
        Tensor loss,
        IEnumerable<IVariableV1>? var_list = null,
        GateGradientType gate_gradients = GateGradientType.GATE_OP,
        bool colocate_gradients_with_ops = false,
        Tensor? grad_loss = null
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        CheckType(loss, loss.dtype);
        IVariableV1[] variables =
        [
            .. var_list ?? loss.graph.get_collection<IVariableV1>(GraphKeys.TRAINABLE_VARIABLES),
        ];
        variables.AllGiven(nameof(var_list));
        if (variables.Length == 0)
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
        IEnumerable<(Tensor?, IVariableV1)> grads_and_vars,
        IVariableV1? global_step = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(grads_and_vars);
        var pairs = grads_and_vars.ToArray();
        if (pairs.Length == 0)
            throw new ValueError("No variables provided.");
        Array.ConvertAll(pairs, p => p.Item2).AllGiven(nameof(grads_and_vars));
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
            updates.Add(grad.Slices is { } rows ? ApplyRows(rows, variable) : ApplyDense(grad, variable));
        }
        var train = global_step is null
            ? Finish(updates, full)
            : CountStep(graph, global_step, Finish(updates, "update"), full);
        if (!graph.get_collection<Operation>(GraphKeys.TRAIN_OP).Contains(train))
            graph.add_to_collection(GraphKeys.TRAIN_OP, train);
        return train;
    }

    /// <summary>Makes the slots, before any update.</summary>
    private protected abstract void CreateSlots(IReadOnlyList<IVariableV1> variables);

    /// <summary>Makes the tensors that all updates share, in the optimizer's name scope.</summary>
    private protected abstract void Prepare(Graph graph);

    /// <summary>The update of one variable by a dense gradient.</summary>
    private protected abstract Operation ApplyDense(Tensor grad, IVariableV1 variable);

    /// <summary>The update of some rows of a variable; those that come more than once have been added.</summary>
    private protected virtual Operation ApplySparse(IndexedSlices rows, IVariableV1 variable) =>
        ApplyDense(IndexedSlices.Of(rows.Values, rows.Indices, rows.DenseShape), variable);

    /// <summary>The update of some rows of a variable, of which one may come more than once.</summary>
    private protected virtual Operation ApplyRows(IndexedSlices rows, IVariableV1 variable) =>
        ApplySparse(rows.WithoutDuplicates(), variable);

    /// <summary>What remains to be done after all updates; gives the step's last node.</summary>
    private protected virtual Operation Finish(List<Operation> updates, string name) => SourceOps.Group(updates, name);

    /// <summary>A number of the algorithm as a tensor; Python's floats are float32.</summary>
    private protected static Tensor Hyperparameter(object value, string name, Graph graph) =>
        TensorConversion.Convert(value is double number ? (float)number : value, null, name, graph);

    /// <summary>
    /// The op of an update, with what all of them have; where the gradient is of some rows, that which takes their numbers
    /// behind it.
    /// </summary>
    private protected Operation Update(string type, object?[] inputs, params ReadOnlySpan<(string, object?)> attrs)
    {
        var rows = inputs.OfType<Tensor>().FirstOrDefault(t => t.Slices is not null)?.Slices;
        return OpBuilder.Apply(
            rows is null ? type : "Sparse" + type,
            null,
            [.. inputs.SelectMany(i => i is Tensor { Slices: { } own } ? [own.Values, own.Indices] : new[] { i })],
            [.. attrs, ("use_locking", UseLocking)]
        );
    }

    private static Operation CountStep(Graph graph, IVariableV1 step, Operation finished, string name)
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

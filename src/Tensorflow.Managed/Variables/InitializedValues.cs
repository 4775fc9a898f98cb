using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// Values of variables that may not have been initialized yet, so that variables can be initialized from each other in
/// any order (variables.py, <c>_try_guard_against_uninitialized_dependencies</c>).
/// </summary>
internal static class InitializedValues
{
    private static readonly HashSet<string> _kept = new(StringComparer.Ordinal)
    {
        "IsVariableInitialized",
        "VarIsInitializedOp",
        "ReadVariableOp",
        "If",
    };

    /// <summary>The variable's value where it has one, else its initial value.</summary>
    public static Tensor Of(RefVariable variable)
    {
        var graph = variable.Graph;
        using var noControl = graph.OpenControlDependencies(null);
        var isSet = OpBuilder.Tensor("IsVariableInitialized", null, [variable]);
        return Binding.tf.cond(isSet, variable.read_value, () => variable.initial_value);
    }

    /// <summary>
    /// The initial value, made so that it reads initialized values in place of the variables it depends on.
    /// </summary>
    /// <param name="value">The initial value as it was given.</param>
    /// <param name="name">The full name of the variable to be initialized, with a trailing slash; new nodes end with it.</param>
    public static Tensor Guard(Tensor value, string name) => HasCycle(value.op, []) ? value : Guard(value, name, []);

    private static Tensor Guard(Tensor tensor, string name, Dictionary<Operation, Operation> known)
    {
        if (!known.TryGetValue(tensor.op, out var guarded))
            known[tensor.op] = guarded = Guard(tensor.op, name, known);
        return guarded.outputs[tensor.value_index];
    }

    private static Operation Guard(Operation op, string name, Dictionary<Operation, Operation> known)
    {
        if (_kept.Contains(op.type))
            return op;
        if (op.type is "Variable" or "VariableV2" or "VarHandleOp")
            return VariableOf(op) is { } variable ? Of(variable).op : op;
        var inputs = op.inputs.Select(i => Guard(i, name, known)).ToArray();
        if (inputs.SequenceEqual(op.inputs))
            return op;
        // What was a reference is a value now.
        var schema = OpRegistry.Get(op.type == "RefSwitch" ? "Switch" : op.type);
        var attrs = op.Attrs.ToDictionary(a => a.Key, a => a.Value.Clone(), StringComparer.Ordinal);
        return op.graph.AddOperation(
            schema,
            $"{op.name}_{name}".Replace(':', '_').TrimEnd('/'),
            inputs,
            attrs,
            OpBuilder.OutputTypes(schema, attrs)
        );
    }

    private static RefVariable? VariableOf(Operation op)
    {
        string[] collections = [GraphKeys.GLOBAL_VARIABLES, GraphKeys.LOCAL_VARIABLES];
        return collections
            .SelectMany(op.graph.get_collection<RefVariable>)
            .FirstOrDefault(v => ReferenceEquals(v.Op, op));
    }

    /// <summary>Whether something that the node needs needs the node.</summary>
    private static bool HasCycle(Operation op, Dictionary<Operation, bool> done)
    {
        if (done.TryGetValue(op, out var finished))
            return !finished;
        done[op] = false;
        foreach (var before in op.inputs.Select(i => i.op).Concat(op.control_inputs))
            if (HasCycle(before, done))
                return true;
        done[op] = true;
        return false;
    }
}

namespace Tensorflow.Sessions;

/// <summary>
/// Puts what a run reads of a variable before what the run writes to it, unless the graph says otherwise. TensorFlow leaves
/// that open; but its executor starts a node as soon as it is ready, so that the histogram of a weight shows the weight
/// before the step, whenever its node was made.
/// </summary>
internal static class ReadsFirst
{
    /// <summary>The nodes, with those that write and those behind them last if a later one would see what they wrote.</summary>
    public static Operation[] Order(Operation[] nodes, IReadOnlySet<Tensor> fed)
    {
        var late = new HashSet<Operation>();
        var written = new HashSet<Operation>();
        var seen = false;
        foreach (var op in nodes)
        {
            var writes = Writes(op);
            if (writes || ControlFlow.Sources(op, fed).Any(late.Contains))
                late.Add(op);
            else
                seen = seen || written.Count > 0 && op.inputs.Any(i => VariableOf(i) is { } v && written.Contains(v));
            if (writes && VariableOf(op.inputs[0]) is { } variable)
                written.Add(variable);
        }
        return seen ? [.. nodes.Where(op => !late.Contains(op)), .. nodes.Where(late.Contains)] : nodes;
    }

    private static bool Writes(Operation op) =>
        op.inputs.Count > 0
        && op.inputs[0].dtype.is_ref_dtype()
        && op.Schema.Def.InputArg[0].IsRef
        && !op.type.StartsWith("Ref", StringComparison.Ordinal)
        && op.type != "IsVariableInitialized";

    /// <summary>The variable whose memory the tensor is, itself or by way of references and copies that share it.</summary>
    private static Operation? VariableOf(Tensor tensor)
    {
        while (true)
        {
            var op = tensor.op;
            if (op.inputs.Count > 0 && op.inputs[0].dtype.is_ref_dtype())
            {
                if (!tensor.dtype.is_ref_dtype() && op.type != "Identity")
                    return null;
                tensor = op.inputs[0];
            }
            else
                return tensor.dtype.is_ref_dtype() ? op : null;
        }
    }
}

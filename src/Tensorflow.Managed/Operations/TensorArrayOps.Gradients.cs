namespace Tensorflow.Operations;

/// <content>Gradient rules (tensor_array_grad.py): reads become writes to the gradient's array, writes become reads.</content>
internal static partial class TensorArrayOps
{
    /// <summary>handle, index, flow</summary>
    private static Tensor?[] ReadGradient(Operation op, Tensor?[] grads)
    {
        var grad = GradientArray(op, op.Type("dtype"), op.inputs[2], grads[0]!);
        return [null, null, grad.write(op.inputs[1], grads[0]!).flow];
    }

    /// <summary>handle, index, value, flow</summary>
    private static Tensor?[] WriteGradient(Operation op, Tensor?[] grads)
    {
        var flow = WriteBarrier(op, grads[0]!);
        return [null, null, GradientArray(op, op.Type("T"), flow, flow).read(op.inputs[1]), flow];
    }

    /// <summary>handle, indices, flow</summary>
    private static Tensor?[] GatherGradient(Operation op, Tensor?[] grads)
    {
        var grad = GradientArray(op, op.Type("dtype"), op.inputs[2], grads[0]!);
        return [null, null, grad.scatter(op.inputs[1], grads[0]!).flow];
    }

    /// <summary>handle, indices, values, flow</summary>
    private static Tensor?[] ScatterGradient(Operation op, Tensor?[] grads)
    {
        var flow = WriteBarrier(op, grads[0]!);
        return [null, null, GradientArray(op, op.Type("T"), flow, flow).gather(op.inputs[1]), flow];
    }

    /// <summary>handle, flow</summary>
    private static Tensor?[] ConcatGradient(Operation op, Tensor?[] grads)
    {
        var grad = GradientArray(op, op.Type("dtype"), op.inputs[1], grads[0]!);
        return [null, grad.split(grads[0]!, op.outputs[1]).flow];
    }

    /// <summary>handle, value, lengths, flow</summary>
    private static Tensor?[] SplitGradient(Operation op, Tensor?[] grads)
    {
        var flow = WriteBarrier(op, grads[0]!);
        return [null, GradientArray(op, op.Type("T"), flow, flow).concat(), null, flow];
    }

    private static TensorArray GradientArray(Operation op, TF_DataType type, Tensor flow, Tensor grad) =>
        TensorArray.OfHandle(type, op.inputs[0], flow).grad(Source(grad), flow);

    /// <summary>The gradient's flow, after the write itself.</summary>
    private static Tensor WriteBarrier(Operation op, Tensor flow)
    {
        var written = SourceOps.Identity(op.outputs[0], "flow_out");
        using var control = op.graph.OpenControlDependencies([written]);
        return SourceOps.Identity(flow, "write_barrier");
    }

    /// <summary>The name that tells the gradients of one call from another's: up to the last scope <c>gradients</c>.</summary>
    private static string Source(Tensor grad)
    {
        var parts = grad.name.Split('/');
        var last = Array.FindLastIndex(parts, p => p.StartsWith("gradients", StringComparison.Ordinal));
        return last >= 0
            ? string.Join('/', parts[..(last + 1)])
            : throw new ValueError(
                $"Expected op/tensor name to start with gradients (excluding scope), got: {grad.name}."
            );
    }
}

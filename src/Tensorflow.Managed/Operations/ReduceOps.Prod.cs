using Tensorflow.Graphs;

namespace Tensorflow.Operations;

internal static partial class ReduceOps
{
    /// <summary>
    /// For each element the product of all others: running products from both ends, of the reduced axes taken as one
    /// (math_grad.py, <c>_ProdGrad</c>). Division by the element would not do where that is zero.
    /// </summary>
    private static Tensor?[] ProdGradient(Operation op, Tensor?[] grads)
    {
        var (input, grad) = (op.inputs[0], grads[0]!);
        var shape = ShapeOps.Shape(input);
        var axes = ShapeOps.Reshape(op.inputs[1], new[] { -1 });
        if (!op.Bool("keep_dims"))
            grad = ShapeOps.Reshape(grad, ReducedShape(shape, op.inputs[1]));
        grad = ShapeOps.BroadcastTo(grad, shape);
        Tensor order,
            reducedCount,
            otherCount;
        using (op.graph.device("/device:CPU:0"))
        {
            var rank = ShapeOps.Rank(input);
            axes = MathOps.FloorMod(MathOps.Add(axes, rank), rank);
            var reduced = MathOps.Cast(axes, TF_DataType.TF_INT32);
            var all = OpBuilder.Tensor("Range", "range", [0, rank, 1]);
            var other = OpBuilder.Apply("ListDiff", null, [all, reduced]).outputs[0];
            order = LayoutOps.Concat([reduced, other], 0);
            reducedCount = Reduce("Prod", LayoutOps.Gather(shape, reduced), null, false, null);
            otherCount = Reduce("Prod", LayoutOps.Gather(shape, other), null, false, null);
        }
        var permuted = LayoutOps.Transpose(input, order);
        var permutedShape = ShapeOps.Shape(permuted);
        var matrix = ShapeOps.Reshape(permuted, new object[] { reducedCount, otherCount });
        var before = ScanOps.Scan("Cumprod", matrix, 0, exclusive: true);
        var after = ScanOps.Scan("Cumprod", matrix, 0, exclusive: true, reverse: true);
        var others = ShapeOps.Reshape(MathOps.Mul(before, after), permutedShape);
        var back = LayoutOps.Transpose(others, OpBuilder.Tensor("InvertPermutation", null, [order]));
        return [ShapeOps.Reshape(MathOps.Mul(grad, back), shape), null];
    }

    /// <summary>ln of the sum of e^x, less the greatest x on the way (math_ops.py, <c>reduce_logsumexp</c>).</summary>
    public static Tensor LogSumExp(Tensor input, object? axis, bool keepdims, string? name)
    {
        using var scope = OpBuilder.GraphOf(input).OpenNameScope(name ?? "ReduceLogSumExp", out var full);
        var greatest = Reduce("Max", input, axis, keepdims: true, null);
        var finite = OpBuilder.Tensor("IsFinite", null, [greatest]);
        var zeros = OpBuilder.Tensor("ZerosLike", null, [greatest]);
        var shift = OpBuilder.Tensor("StopGradient", null, [SelectionOps.Where(finite, greatest, zeros)]);
        var powers = OpBuilder.Tensor("Exp", null, [OpBuilder.Tensor("Sub", null, [input, shift])]);
        var log = OpBuilder.Tensor("Log", null, [Reduce("Sum", powers, axis, keepdims, null)]);
        if (!keepdims)
            shift = ShapeOps.Reshape(shift, OpBuilder.Tensor("Shape", null, [log]));
        return OpBuilder.Tensor("AddV2", full, [log, shift]);
    }
}

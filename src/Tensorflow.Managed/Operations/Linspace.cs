using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Numbers at equal distances (math_ops.py, <c>linspace_nd</c>): some sixty nodes of other ops.</summary>
internal static class Linspace
{
    public static Tensor Build(object start, object stop, object num, string? name = null, int axis = 0)
    {
        var graph = new[] { start, stop, num }.OfType<ITensorOrOperation>().FirstOrDefault()?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "linspace", out _);
        var first = TensorConversion.Convert(start, null, "start", graph);
        var last = TensorConversion.Convert(stop, first.dtype.as_base_dtype(), "stop", graph);
        var number = TensorConversion.Convert(num, null, "num", graph);
        var count = OpBuilder.Tensor("Cast", null, [number], ("DstT", number.dtype.as_base_dtype()));
        MathOps.Cast(count, first.dtype.as_base_dtype()); // Python makes it and does not use it
        var (low, high) = Expanded(first, last, axis);
        var shape = ShapeOps.Shape(low);
        var rank = SliceOps.Item(ShapeOps.Shape(shape), 0);
        var place = Select(axis >= 0, axis, MathOps.Add(rank, axis));
        // What lies between the ends; both counts are kept from being negative, and the result is cut in the end.
        var between = OpBuilder.Tensor("Maximum", null, [MathOps.Sub(count, 2), 0]);
        var steps = OpBuilder.Tensor("Maximum", null, [MathOps.Sub(count, 1), 1]);
        var difference = MathOps.Sub(high, low);
        var delta = MathOps.TrueDiv(difference, MathOps.Cast(steps, high.dtype.as_base_dtype()));
        low = MathOps.Cast(low, delta.dtype);
        high = MathOps.Cast(high, delta.dtype);
        var end = Select(OpBuilder.Tensor("GreaterEqual", null, [count, 0]), steps, -1);
        var inner = MathOps.Cast(SourceOps.Range(1, end, dtype: TF_DataType.TF_INT64), delta.dtype);
        var isPlace = OpBuilder.Tensor("Equal", null, [place, SourceOps.Range(0, rank)]);
        inner = ShapeOps.Reshape(inner, Select(isPlace, between, 1));
        var middle = MathOps.Add(low, MathOps.Mul(delta, inner));
        var all = LayoutOps.Concat([low, middle, high], place);
        var begin = SourceOps.ZerosLike(shape);
        var size = LayoutOps.ConcatVectors(
            SliceOps.Item(shape, new Slice(0, place)),
            ShapeOps.Reshape(count, new[] { 1 }),
            SliceOps.Item(shape, new Slice(MathOps.Add(place, 1)))
        );
        return SliceOps.Slice(all, begin, size);
    }

    /// <summary>Both ends, broadcast together, with a new axis.</summary>
    private static (Tensor Low, Tensor High) Expanded(Tensor first, Tensor last, int axis)
    {
        var shape = OpBuilder.Tensor("BroadcastArgs", null, [ShapeOps.Shape(first), ShapeOps.Shape(last)]);
        var (low, high) = (ShapeOps.BroadcastTo(first, shape), ShapeOps.BroadcastTo(last, shape));
        return (ShapeOps.ExpandDims(low, axis), ShapeOps.ExpandDims(high, axis));
    }

    private static Tensor Select(object condition, object x, object y) =>
        OpBuilder.Tensor("SelectV2", null, [condition, x, y]);
}

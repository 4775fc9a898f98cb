using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Python functions of several nodes that choose elements by truth values or make such values.</summary>
internal static class Masking
{
    /// <summary>The elements, on the axes that the mask has, for which the mask is true, in a row.</summary>
    public static Tensor BooleanMask(Tensor tensor, object mask, int axis = 0, string name = "boolean_mask")
    {
        using var scope = tensor.Given().graph.OpenNameScope(name, out _);
        var truths = TensorConversion.Convert(mask, null, "mask", tensor.graph);
        var rank = truths.shape.ndim;
        if (rank == 0)
            throw new ValueError("mask cannot be scalar.");
        if (rank < 0)
            throw new ValueError(
                "Number of mask dimensions must be specified, even if some dimensions are None.  E.g. shape=[None] is ok, "
                    + "but shape=None is not."
            );
        var shape = tensor.shape;
        if (!shape.IsNull)
        {
            if (axis < 0)
                axis += shape.ndim;
            if (
                axis < 0
                || axis + rank > shape.ndim
                || !shape.Slice(axis, axis + rank).is_compatible_with(truths.shape)
            )
                throw new ValueError($"Shapes {shape} and {truths.shape} are incompatible");
        }
        var leading = OpBuilder.Tensor("Prod", null, [Part(new Slice(axis, axis + rank)), new[] { 0 }]);
        var rows = LayoutOps.ConcatVectors(
            Part(new Slice(null, axis)),
            new object[] { leading },
            Part(new Slice(axis + rank))
        );
        var flat = ShapeOps.Reshape(tensor, rows);
        if (!shape.IsNull)
        {
            var masked = shape.Slice(axis, axis + rank);
            flat.RefineShape(shape.Slice(0, axis).Concatenate(new(masked.size)).Concatenate(shape.Slice(axis + rank)));
        }
        var places = OpBuilder.Tensor("Where", null, [ShapeOps.Reshape(truths, new[] { -1 })]);
        return LayoutOps.Gather(flat, ShapeOps.Squeeze(places, [1]), axis);

        Tensor Part(Slice slice) => SliceOps.Item(ShapeOps.Shape(tensor), slice);
    }

    /// <summary>For each length a row of as many truths, and falses up to maxlen.</summary>
    public static Tensor SequenceMask(object lengths, object? maxlen, TF_DataType dtype, string? name)
    {
        var graph = ((lengths as ITensorOrOperation) ?? (maxlen as ITensorOrOperation))?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "SequenceMask", out _);
        var counts = TensorConversion.Convert(lengths, null, null, graph);
        var most = maxlen is null ? Longest(counts) : TensorConversion.Convert(maxlen, null, null, graph);
        if (most.shape.ndim > 0)
            throw new ValueError("Argument `maxlen` must be scalar for sequence_mask");
        var type = most.dtype.as_base_dtype();
        var start = TensorConversion.Convert(0, type, null, graph);
        var row = OpBuilder.Tensor("Range", null, [start, most, TensorConversion.Convert(1, type, null, graph)]);
        var column = OpBuilder.Tensor("Cast", null, [ShapeOps.ExpandDims(counts, -1)], ("DstT", type));
        var mask = OpBuilder.Tensor("Less", null, [row, column]);
        return dtype == TF_DataType.TF_BOOL ? mask : OpBuilder.Tensor("Cast", null, [mask], ("DstT", dtype));
    }

    private static Tensor Longest(Tensor lengths)
    {
        object axes = lengths.shape.IsNull
            ? SourceOps.Range(0, ShapeOps.Rank(lengths))
            : TensorConversion.Convert(Enumerable.Range(0, lengths.shape.ndim).ToArray(), null, null, lengths.graph);
        var longest = OpBuilder.Tensor("Max", null, [lengths, axes]);
        var zero = TensorConversion.Convert(0, lengths.dtype.as_base_dtype(), null, lengths.graph);
        return OpBuilder.Tensor("Maximum", null, [zero, longest]);
    }
}

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

internal static partial class SliceOps
{
    /// <summary>
    /// Python's <c>t[...]</c> (array_ops.py, <c>_slice_helper</c>): begins, ends and strides of all axes, packed under
    /// the names that Python gives, and a bit for each that is not one.
    /// </summary>
    public static Tensor Item(Tensor input, params ReadOnlySpan<Slice> slices)
    {
        var (begin, end, strides) = (new List<object>(), new List<object>(), new List<object>());
        var masks = default(SliceMasks);
        for (var i = 0; i < slices.Length; i++)
        {
            var slice = slices[i];
            var bit = 1L << i;
            // A bound that is open beside one that is computed becomes a constant of its type.
            var type = slice.IsIndex ? null : BoundType(slice);
            if (slice.IsIndex)
                masks = masks with { Shrink = masks.Shrink | bit };
            else if (slice.IsEllipsis)
                masks = masks with { Ellipsis = masks.Ellipsis | bit };
            else if (slice.IsNewAxis)
                masks = masks with { NewAxis = masks.NewAxis | bit };
            else
                masks = masks with
                {
                    Begin = masks.Begin | (slice.Start is null ? bit : 0),
                    End = masks.End | (slice.Stop is null ? bit : 0),
                };
            begin.Add(slice.Start ?? Bound(0));
            end.Add(slice.IsIndex ? After(slice.Start!) : slice.Stop ?? Bound(0));
            strides.Add(slice.Step ?? Bound(1));

            object Bound(int number) =>
                type is null ? number : TensorConversion.Convert(number, type, null, input.graph);
        }
        using var scope = input.graph.OpenNameScope("strided_slice", out var full);
        var packed = Packed(input.graph, begin, end, strides);
        return StridedSlice(
            input,
            packed[0],
            packed[1],
            packed[2],
            (int)masks.Begin,
            (int)masks.End,
            (int)masks.Ellipsis,
            (int)masks.NewAxis,
            (int)masks.Shrink,
            full
        );
    }

    /// <summary>The place behind an index.</summary>
    private static object After(object index) => index is Tensor tensor ? MathOps.Add(tensor, 1) : (int)index + 1;

    private static TF_DataType? BoundType(Slice slice)
    {
        TF_DataType? type = null;
        foreach (var bound in new[] { slice.Start, slice.Stop, slice.Step })
            if (bound is Tensor { dtype: var found } && (type is null || found == TF_DataType.TF_INT64))
                type = found.as_base_dtype();
        return type;
    }

    private static Tensor[] Packed(Graph graph, params ReadOnlySpan<List<object>> bounds)
    {
        if (bounds[0].Count == 0)
        {
            var none = TensorConversion.Convert(Array.Empty<int>(), TF_DataType.TF_INT32, null, graph);
            return [none, none, none];
        }
        var packed = new Tensor[bounds.Length];
        for (var i = 0; i < packed.Length; i++)
            packed[i] = TensorConversion.Convert(
                bounds[i].TrueForAll(b => b is int) ? bounds[i].Cast<int>().ToArray() : bounds[i],
                null,
                i == 0 ? "stack" : $"stack_{i}",
                graph
            );
        return Array.Exists(packed, p => p.dtype == TF_DataType.TF_INT64)
            ? Array.ConvertAll(packed, p => MathOps.Cast(p, TF_DataType.TF_INT64))
            : packed;
    }
}

using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>
/// A gradient of some rows of a tensor only, as picking rows has it (Python's <c>IndexedSlices</c>). Its values stand
/// for it on the way back (see <see cref="Tensor.Slices"/>) until an op needs the whole.
/// </summary>
/// <param name="Values">[count, ...], the rows' gradients.</param>
/// <param name="Indices">[count], the number of each row; one may come more than once.</param>
/// <param name="DenseShape">The whole tensor's shape, a vector.</param>
internal sealed record IndexedSlices(Tensor Values, Tensor Indices, Tensor DenseShape)
{
    /// <summary>Marks the values as standing for these rows, and gives them.</summary>
    public static Tensor Of(Tensor values, Tensor indices, Tensor denseShape)
    {
        values.Slices = new(values, indices, denseShape);
        return values;
    }

    /// <summary>The gradient as a tensor of the whole shape: rows that come more than once are added.</summary>
    public static Tensor? Dense(Tensor? grad) =>
        grad?.Slices is { } slices
            ? SegmentOps.UnsortedSegmentSum(slices.Values, slices.Indices, SliceOps.Item(slices.DenseShape, 0))
            : grad;

    /// <summary>The sum of gradients: rows one after the other where all have only some, else a tensor.</summary>
    public static Tensor Sum(IReadOnlyList<Tensor> grads)
    {
        if (grads.Any(g => g.Slices is null))
            return MathOps.AddN([.. grads.Select(g => Dense(g)!)]);
        // Their numbers must be of one type to be joined.
        var type = grads.Any(g => g.Slices!.Indices.dtype == TF_DataType.TF_INT64)
            ? TF_DataType.TF_INT64
            : TF_DataType.TF_INT32;
        var indices = grads.Select(g => MathOps.Cast(g.Slices!.Indices, type)).ToArray();
        var values = LayoutOps.Concat([.. grads.Select(g => g.Slices!.Values)], 0);
        return Of(values, LayoutOps.Concat(indices, 0), grads[0].Slices!.DenseShape);
    }
}

using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>
/// A gradient of some rows of a tensor only, as picking rows has it (Python's <c>IndexedSlices</c>). A tensor stands for it
/// (see <see cref="Tensor.Slices"/>): optimizers and clipping work on its values, whatever else takes it gets the whole.
/// </summary>
/// <param name="Values">[count, ...], the rows' gradients.</param>
/// <param name="Indices">[count], the number of each row; one may come more than once.</param>
/// <param name="DenseShape">The whole tensor's shape, a vector.</param>
internal sealed record IndexedSlices(Tensor Values, Tensor Indices, Tensor DenseShape)
{
    private Tensor? _whole;

    /// <summary>The tensor of the whole shape that a session fetches, made when first asked for.</summary>
    public Tensor Whole => _whole ??= Dense(Of(Values, Indices, DenseShape), null);

    /// <summary>A tensor that stands for these rows; the values themselves remain a tensor like others.</summary>
    public static Tensor Of(Tensor values, Tensor indices, Tensor denseShape)
    {
        var standIn = new Tensor(values.op, values.value_index, values.dtype)
        {
            Slices = new(values, indices, denseShape),
        };
        standIn.RefineShape(values.shape);
        return standIn;
    }

    /// <summary>The gradient as a tensor of the whole shape: rows that come more than once are added.</summary>
    public static Tensor? Dense(Tensor? grad) => grad is null ? null : Dense(grad, null);

    /// <summary>The same, made under a name.</summary>
    public static Tensor Dense(Tensor grad, string? name) =>
        grad.Slices is { } slices
            ? SegmentOps.UnsortedSegmentSum(slices.Values, slices.Indices, SliceOps.Item(slices.DenseShape, 0), name)
            : grad;

    /// <summary>A function of the values, of the rows that there are.</summary>
    public static Tensor OnValues(Tensor grad, Func<Tensor, Tensor> f) =>
        grad.Slices is { } slices ? Of(f(slices.Values), slices.Indices, slices.DenseShape) : f(grad);

    /// <summary>The same gradient with each row once (optimizer.py, <c>_deduplicate_indexed_slices</c>).</summary>
    public IndexedSlices WithoutDuplicates()
    {
        var unique = OpBuilder.Apply("Unique", null, [Indices]).outputs;
        var count = SliceOps.Item(ShapeOps.Shape(unique[0]), 0);
        return new(SegmentOps.UnsortedSegmentSum(Values, unique[1], count), unique[0], DenseShape);
    }

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

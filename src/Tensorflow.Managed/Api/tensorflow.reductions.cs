using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Reductions beside sums and extrema, and what runs along an axis.</content>
public sealed partial class tensorflow
{
    /// <summary>Mathematics (<c>tf.math</c>).</summary>
    public MathApi math { get; } = new();

    /// <summary>The product along axes, all of them where none are named (<c>Prod</c>).</summary>
    public Tensor reduce_prod(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("Prod", input_tensor.Given(), axis?.Value, keepdims, name);

    /// <summary>Whether all hold along axes, all of them where none are named (<c>All</c>).</summary>
    public Tensor reduce_all(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("All", input_tensor.Given(), axis?.Value, keepdims, name);

    /// <summary>Whether any holds along axes, all of them where none are named (<c>Any</c>).</summary>
    public Tensor reduce_any(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("Any", input_tensor.Given(), axis?.Value, keepdims, name);

    /// <summary>The logarithm of the sum of e^x along axes, all of them where none are named.</summary>
    public Tensor reduce_logsumexp(
        Tensor input_tensor,
        Axis? axis = null,
        bool keepdims = false,
        string? name = null
    ) => ReduceOps.LogSumExp(input_tensor.Given(), axis?.Value, keepdims, name);

    /// <summary>The index of the smallest element along an axis, the first of equals (<c>ArgMin</c>).</summary>
    public Tensor argmin(
        Tensor input,
        int axis = 0,
        string? name = null,
        TF_DataType output_type = TF_DataType.TF_INT64
    ) => ReduceOps.Arg("ArgMin", input, axis, output_type, name);

    /// <summary>The running sum along an axis (<c>Cumsum</c>).</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="exclusive">Whether each sum leaves out the number at its own place.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <param name="name">The node's name.</param>
    public Tensor cumsum(Tensor x, int axis = 0, bool exclusive = false, bool reverse = false, string? name = null) =>
        ScanOps.Scan("Cumsum", x, axis, exclusive, reverse, name);

    /// <summary>The running product along an axis (<c>Cumprod</c>).</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="exclusive">Whether each product leaves out the number at its own place.</param>
    /// <param name="reverse">Whether it runs from the end.</param>
    /// <param name="name">The node's name.</param>
    public Tensor cumprod(Tensor x, int axis = 0, bool exclusive = false, bool reverse = false, string? name = null) =>
        ScanOps.Scan("Cumprod", x, axis, exclusive, reverse, name);

    /// <summary>The length of vectors along an axis, or of the whole tensor taken as one vector.</summary>
    /// <param name="tensor">The vectors.</param>
    /// <param name="ord">1, 2 (euclidean, where null), infinity, or another positive p.</param>
    /// <param name="axis">The axis; all of the tensor where null.</param>
    /// <param name="keepdims">Whether the axis stays, as 1.</param>
    /// <param name="name">The name scope.</param>
    public Tensor norm(
        Tensor tensor,
        double? ord = null,
        Axis? axis = null,
        bool keepdims = false,
        string? name = null
    ) => Normalizing.Norm(tensor.Given(), ord, axis?.axis, keepdims, name);

    /// <summary>The sum of products over the last axes of a and the first axes of b, this many of each.</summary>
    /// <exception cref="ValueError">The axes do not fit.</exception>
    public Tensor tensordot(Tensor a, Tensor b, int axes, string? name = null)
    {
        var rank = a.Given().shape.ndim;
        if (axes < 0)
            throw new ValueError($"`axes` must be at least 0. Received: {axes}.");
        if (axes > rank)
            throw new ValueError(
                $"`axes` must not be larger than the number of dimensions of tensor {a}. Received {axes}."
            );
        return Tensordot.Build(
            a,
            b.Given(),
            [.. Enumerable.Range(rank - axes, axes)],
            [.. Enumerable.Range(0, axes)],
            name
        );
    }

    /// <summary>The sum of products over these axes of a and b, pair by pair.</summary>
    /// <exception cref="ValueError">The axes do not fit.</exception>
    public Tensor tensordot(Tensor a, Tensor b, int[][] axes, string? name = null) =>
        axes is [{ } ofA, { } ofB]
            ? Tensordot.Build(a.Given(), b.Given(), ofA, ofB, name)
            : throw new ValueError("`axes` must be an integer or have length 2.");

    /// <summary>Ones in a tensor's shape.</summary>
    public Tensor ones_like(Tensor tensor, TF_DataType dtype = TF_DataType.DtInvalid, string? name = null) =>
        SourceOps.OnesLike(tensor.Given(), dtype == TF_DataType.DtInvalid ? null : dtype, name);

    /// <summary>The indices [n, rank] of the elements that hold (<c>Where</c>).</summary>
    public Tensor where(Tensor condition, string? name = null) => SelectionOps.Where(condition, null, null, name);

    /// <summary>x where the condition holds, else y (<c>Select</c>).</summary>
    /// <param name="condition">Of the shape of x and y; or a vector, for whole rows; or a single element.</param>
    /// <param name="x">What is taken where it holds.</param>
    /// <param name="y">What is taken elsewhere.</param>
    /// <param name="name">The node's name.</param>
    public Tensor where(Tensor condition, Tensor x, Tensor y, string? name = null) =>
        SelectionOps.Where(condition, x, y, name);
}

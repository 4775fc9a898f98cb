using static Tensorflow.Binding;

namespace Tensorflow;

/// <content>Functions along axes.</content>
public sealed partial class MathApi
{
    /// <summary>The index of the largest element along an axis, the first of equals (<c>ArgMax</c>).</summary>
    public Tensor argmax(
        Tensor input,
        int axis = 0,
        string? name = null,
        TF_DataType output_type = TF_DataType.TF_INT64
    ) => tf.argmax(input, axis, name, output_type);

    /// <summary>The index of the smallest element along an axis, the first of equals (<c>ArgMin</c>).</summary>
    public Tensor argmin(
        Tensor input,
        int axis = 0,
        string? name = null,
        TF_DataType output_type = TF_DataType.TF_INT64
    ) => tf.argmin(input, axis, name, output_type);

    /// <summary>The running product along an axis (<c>Cumprod</c>).</summary>
    public Tensor cumprod(Tensor x, int axis = 0, bool exclusive = false, bool reverse = false, string? name = null) =>
        tf.cumprod(x, axis, exclusive, reverse, name);

    /// <summary>The running sum along an axis (<c>Cumsum</c>).</summary>
    public Tensor cumsum(Tensor x, int axis = 0, bool exclusive = false, bool reverse = false, string? name = null) =>
        tf.cumsum(x, axis, exclusive, reverse, name);

    /// <summary>Whether all hold along axes (<c>All</c>).</summary>
    public Tensor reduce_all(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_all(input_tensor, axis, keepdims, name);

    /// <summary>Whether any holds along axes (<c>Any</c>).</summary>
    public Tensor reduce_any(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_any(input_tensor, axis, keepdims, name);

    /// <summary>The logarithm of the sum of e^x along axes.</summary>
    public Tensor reduce_logsumexp(
        Tensor input_tensor,
        Axis? axis = null,
        bool keepdims = false,
        string? name = null
    ) => tf.reduce_logsumexp(input_tensor, axis, keepdims, name);

    /// <summary>The greatest element along axes (<c>Max</c>).</summary>
    public Tensor reduce_max(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_max(input_tensor, axis, keepdims, name);

    /// <summary>The mean along axes (<c>Mean</c>).</summary>
    public Tensor reduce_mean(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_mean(input_tensor, axis, keepdims, name);

    /// <summary>The least element along axes (<c>Min</c>).</summary>
    public Tensor reduce_min(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_min(input_tensor, axis, keepdims, name);

    /// <summary>The product along axes (<c>Prod</c>).</summary>
    public Tensor reduce_prod(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_prod(input_tensor, axis, keepdims, name);

    /// <summary>The sum along axes (<c>Sum</c>).</summary>
    public Tensor reduce_sum(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        tf.reduce_sum(input_tensor, axis, keepdims, name);
}

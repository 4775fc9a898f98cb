using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Random numbers; with a seed, TensorFlow's.</content>
public sealed partial class tensorflow
{
    /// <summary>Normally distributed numbers (<c>RandomStandardNormal</c>, scaled and shifted).</summary>
    public Tensor random_normal(
        Shape shape,
        float mean = 0.0f,
        float stddev = 1.0f,
        TF_DataType dtype = TF_DataType.TF_FLOAT,
        int? seed = null,
        string? name = null
    ) => RandomOps.Normal(shape, mean, stddev, dtype, seed, name);

    /// <summary>Uniformly distributed numbers in [minval, maxval) (<c>RandomUniform</c>, scaled and shifted).</summary>
    public Tensor random_uniform(
        Shape shape,
        float minval = 0,
        float maxval = 1,
        TF_DataType dtype = TF_DataType.TF_FLOAT,
        int? seed = null,
        string? name = null
    ) =>
        dtype.is_integer()
            ? RandomOps.Uniform(shape, (int)minval, (int)maxval, dtype, seed, name)
            : RandomOps.Uniform(shape, minval, maxval, dtype, seed, name);

    /// <summary>Normal numbers, those beyond two deviations drawn again (<c>TruncatedNormal</c>).</summary>
    public Tensor truncated_normal(
        Shape shape,
        float mean = 0.0f,
        float stddev = 1.0f,
        TF_DataType dtype = TF_DataType.TF_FLOAT,
        int? seed = null,
        string? name = null
    ) => RandomOps.TruncatedNormal(shape, mean, stddev, dtype, seed, name);
}

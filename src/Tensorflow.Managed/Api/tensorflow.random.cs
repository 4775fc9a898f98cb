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

    /// <summary>The rows of a tensor, its places along axis 0, in a random order (<c>RandomShuffle</c>).</summary>
    public Tensor random_shuffle(Tensor value, int? seed = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return RandomOps.Shuffle(value, seed, name);
    }

    /// <summary>Classes drawn at random (<c>Multinomial</c>).</summary>
    /// <param name="logits">[rows, classes]: the logarithms of the classes' odds; a tensor or an array.</param>
    /// <param name="num_samples">How many to draw for each row: a number or a scalar tensor.</param>
    /// <param name="seed">The op's seed.</param>
    /// <param name="name">The scope's name.</param>
    /// <param name="output_dtype">int32 or int64, which it is where not given.</param>
    /// <returns>[rows, num_samples]: numbers of classes.</returns>
    public Tensor multinomial(
        object logits,
        object num_samples,
        int? seed = null,
        string? name = null,
        TF_DataType output_dtype = TF_DataType.TF_INT64
    ) => RandomOps.Multinomial(logits, num_samples, seed, output_dtype, name);
}

namespace Tensorflow;

/// <summary>Initializers under their short names (<c>tf.initializers</c>).</summary>
public sealed class InitializersApi
{
    /// <summary>Zeros.</summary>
    public IInitializer zeros() => Initializers.Zeros;

    /// <summary>Ones.</summary>
    public IInitializer ones() => Initializers.Ones;

    /// <summary>A number, or an array of the variable's shape.</summary>
    public IInitializer constant<T>(T value)
        where T : notnull => Initializers.Constant(value);

    /// <summary>Normal numbers.</summary>
    public IInitializer random_normal(float mean = 0.0f, float stddev = 1.0f, int? seed = null) =>
        Initializers.RandomNormal(mean, stddev, seed);

    /// <summary>Uniform numbers in [minval, maxval); 1 is the upper bound of floats where null.</summary>
    public IInitializer random_uniform(float minval = 0.0f, float? maxval = null, int? seed = null) =>
        Initializers.RandomUniform(minval, maxval, seed);

    /// <summary>Normal numbers, those beyond two deviations drawn again.</summary>
    public IInitializer truncated_normal(float mean = 0.0f, float stddev = 1.0f, int? seed = null) =>
        Initializers.TruncatedNormal(mean, stddev, seed);

    /// <summary>Uniform numbers whose variance is 2 / (inputs + outputs).</summary>
    public IInitializer glorot_uniform(int? seed = null) => Initializers.GlorotUniform(seed);

    /// <summary>Truncated normal numbers whose variance is 2 / (inputs + outputs).</summary>
    public IInitializer glorot_normal(int? seed = null) =>
        Initializers.VarianceScaling(1, "fan_avg", "truncated_normal", seed);

    /// <summary>Truncated normal numbers whose variance is 2 / inputs (He et al., 2015).</summary>
    public IInitializer he_normal(int? seed = null) =>
        Initializers.VarianceScaling(2, "fan_in", "truncated_normal", seed);

    /// <summary>Uniform numbers whose variance is 2 / inputs.</summary>
    public IInitializer he_uniform(int? seed = null) => Initializers.VarianceScaling(2, "fan_in", "uniform", seed);

    /// <summary>Truncated normal numbers whose variance is 1 / inputs (LeCun et al., 1998).</summary>
    public IInitializer lecun_normal(int? seed = null) =>
        Initializers.VarianceScaling(1, "fan_in", "truncated_normal", seed);

    /// <summary>Uniform numbers whose variance is 1 / inputs.</summary>
    public IInitializer lecun_uniform(int? seed = null) => Initializers.VarianceScaling(1, "fan_in", "uniform", seed);

    /// <summary>Numbers whose variance is the scale over the number of inputs, of outputs, or their mean.</summary>
    public IInitializer variance_scaling(
        float scale = 1.0f,
        string mode = "fan_in",
        string distribution = "truncated_normal",
        int? seed = null
    ) => Initializers.VarianceScaling(scale, mode, distribution, seed);

    /// <summary>A matrix with orthonormal columns, or rows where those are fewer, times a gain.</summary>
    public IInitializer orthogonal(float gain = 1.0f, int? seed = null) => Initializers.Orthogonal(gain, seed);

    /// <summary>A matrix with the gain on its diagonal, zeros elsewhere.</summary>
    public IInitializer identity(float gain = 1.0f) => Initializers.Identity(gain);
}

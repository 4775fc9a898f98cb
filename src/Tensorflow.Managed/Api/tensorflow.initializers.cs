namespace Tensorflow;

/// <content>Initializers of variables.</content>
public sealed partial class tensorflow
{
    /// <summary>Initializers under their short names.</summary>
    public InitializersApi initializers { get; } = new();

    /// <summary>Normal numbers.</summary>
    public IInitializer random_normal_initializer(float mean = 0.0f, float stddev = 1.0f, int? seed = null) =>
        Initializers.RandomNormal(mean, stddev, seed);

    /// <summary>Uniform numbers in [minval, maxval); 1 is the upper bound of floats where null.</summary>
    public IInitializer random_uniform_initializer(float minval = 0.0f, float? maxval = null, int? seed = null) =>
        Initializers.RandomUniform(minval, maxval, seed);

    /// <summary>Normal numbers, those beyond two deviations drawn again.</summary>
    public IInitializer truncated_normal_initializer(float mean = 0.0f, float stddev = 1.0f, int? seed = null) =>
        Initializers.TruncatedNormal(mean, stddev, seed);

    /// <summary>Uniform numbers whose variance is 2 / (inputs + outputs) (Glorot and Bengio, 2010).</summary>
    public IInitializer glorot_uniform_initializer(int? seed = null) => Initializers.GlorotUniform(seed);

    /// <summary>Truncated normal numbers whose variance is 2 / (inputs + outputs).</summary>
    public IInitializer glorot_normal_initializer(int? seed = null) =>
        Initializers.VarianceScaling(1, "fan_avg", "truncated_normal", seed);

    /// <summary>Numbers whose variance is the scale over the number of inputs, of outputs, or their mean.</summary>
    /// <param name="scale">The variance, times that number.</param>
    /// <param name="mode"><c>fan_in</c>, <c>fan_out</c> or <c>fan_avg</c>.</param>
    /// <param name="distribution"><c>truncated_normal</c>, <c>untruncated_normal</c> or <c>uniform</c>.</param>
    /// <param name="seed">The op's seed.</param>
    /// <exception cref="ValueError">An argument is none of these.</exception>
    public IInitializer variance_scaling_initializer(
        float scale = 1.0f,
        string mode = "fan_in",
        string distribution = "truncated_normal",
        int? seed = null
    ) => Initializers.VarianceScaling(scale, mode, distribution, seed);

    /// <summary>A matrix with orthonormal columns, or rows where those are fewer, times a gain.</summary>
    public IInitializer orthogonal_initializer(float gain = 1.0f, int? seed = null) =>
        Initializers.Orthogonal(gain, seed);
}

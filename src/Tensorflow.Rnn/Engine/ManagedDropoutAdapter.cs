using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Dropout by a rate in double precision, which this engine takes.</summary>
internal static class DropoutAdapter
{
    /// <summary>Drops this share of the values.</summary>
    public static Tensor Drop(Tensor value, double rate, int? seed) => tf.nn.dropout(value, rate: rate, seed: seed);
}

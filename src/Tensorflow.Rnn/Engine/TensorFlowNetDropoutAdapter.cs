using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Dropout by a rate in single precision, which is what TensorFlow.NET takes.</summary>
internal static class DropoutAdapter
{
    /// <summary>Drops this share of the values.</summary>
    public static Tensor Drop(Tensor value, double rate, int? seed) =>
        tf.nn.dropout(value, seed: seed, rate: (float)rate);
}

using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Tensors of as many rows as a batch has, which may be known only when the graph runs.</summary>
internal static class BatchShape
{
    /// <summary>Zeros [batch_size, units] for a batch size that is computed.</summary>
    public static Tensor Zeros(Tensor batch_size, int units, TF_DataType dtype)
    {
        var zeros = tf.zeros(tf.concat([Vector(batch_size), tf.constant(new[] { units })], 0), dtype);
        // Python makes these nodes once more on its way to the static shape, which then stays as it was inferred.
        _ = Vector(batch_size);
        _ = tf.constant(new[] { units });
        return zeros;
    }

    /// <summary>Zeros [batch_size, units].</summary>
    public static Tensor Zeros(int batch_size, int units, TF_DataType dtype)
    {
        var shape = tf.concat([tf.constant(new[] { batch_size }), tf.constant(new[] { units })], 0);
        var zeros = tf.zeros(shape, dtype);
        _ = tf.constant(new[] { batch_size });
        _ = tf.constant(new[] { units });
        return zeros;
    }

    private static Tensor Vector(Tensor batch_size) =>
        batch_size.shape.ndim == 0 ? tf.expand_dims(batch_size, 0) : batch_size;
}

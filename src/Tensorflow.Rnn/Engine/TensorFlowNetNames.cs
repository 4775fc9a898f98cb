namespace Tensorflow;

/// <summary>Names of TensorFlow 1 that TensorFlow.NET lacks, or has elsewhere, made of those it has.</summary>
public static class TensorFlowNetNames
{
    extension(tensorflow tf)
    {
        /// <summary>Normally distributed numbers; TensorFlow.NET has them as <c>tf.random.normal</c>.</summary>
        public Tensor random_normal(
            Shape shape,
            float mean = 0.0f,
            float stddev = 1.0f,
            TF_DataType dtype = TF_DataType.TF_FLOAT,
            int? seed = null,
            string? name = null
        ) => tf.random.normal(shape, mean, stddev, dtype, seed, name!);

        /// <summary>The index of the largest element along an axis; TensorFlow.NET has it as <c>tf.math.argmax</c>.</summary>
        public Tensor argmax(
            Tensor input,
            int axis = 0,
            string? name = null,
            TF_DataType output_type = TF_DataType.TF_INT64
        ) => tf.math.argmax(input, axis, name!, output_type: output_type);

        /// <summary>A tensor cut along an axis given as a tensor; TensorFlow.NET's <c>tf.split</c> takes numbers only.</summary>
        public Tensor[] split(Tensor value, int num_split, Tensor axis, string? name = null) =>
            gen_array_ops.split(axis, value, num_split, name);
    }
}

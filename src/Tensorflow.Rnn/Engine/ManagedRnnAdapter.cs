using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>What loops and sequence lengths need of this engine beyond the names that both engines have.</summary>
internal static class RnnAdapter
{
    /// <summary>The results of one of two branches.</summary>
    public static Tensor[] Cond(Tensor pred, Func<Tensor[]> yes, Func<Tensor[]> no) => tf.cond(pred, yes, no);

    /// <summary>The variables of a loop after its last step.</summary>
    public static Tensor[] Loop(
        Func<Tensor[], Tensor> cond,
        Func<Tensor[], Tensor[]> body,
        Tensor[] loop_vars,
        Tensor maximum_iterations,
        int parallel_iterations,
        bool swap_memory
    ) =>
        tf.while_loop(
            cond,
            body,
            loop_vars,
            parallel_iterations: parallel_iterations,
            swap_memory: swap_memory,
            maximum_iterations: maximum_iterations
        );

    /// <summary>An array of tensors of one shape.</summary>
    public static TensorArray Array(TF_DataType dtype, Tensor size, Shape element_shape, string name) =>
        new(dtype, size, tensor_array_name: name, element_shape: element_shape);

    /// <summary>The same array after other writes.</summary>
    public static TensorArray WithFlow(TensorArray array, Tensor flow) => array.with_flow(flow);

    /// <summary>Rows of x where the condition holds, of y else, beside y.</summary>
    public static Tensor SelectBeside(Tensor condition, Tensor x, Tensor y)
    {
        using (tf.colocate_with(y))
            return tf.where(condition, x, y);
    }

    /// <summary>A node that fails with the data where the condition does not hold.</summary>
    public static Operation Assert(Tensor condition, object[] data) => tf.Assert(condition, data);

    /// <summary>Axes in an order that is computed.</summary>
    public static Tensor Transpose(Tensor x, Tensor perm) => tf.transpose(x, perm);

    /// <summary>As many elements of each row as its length says, in reverse.</summary>
    public static Tensor ReverseSequence(Tensor x, Tensor lengths, int seq_axis, int batch_axis) =>
        tf.reverse_sequence(x, lengths, seq_axis: seq_axis, batch_axis: batch_axis);

    /// <summary>Adds to what is known of a tensor's shape.</summary>
    public static void SetShape(Tensor tensor, Shape shape) => tensor.set_shape(shape);
}

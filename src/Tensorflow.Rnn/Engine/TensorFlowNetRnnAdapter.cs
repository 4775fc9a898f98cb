using Tensorflow.Operations;
using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>What loops and sequence lengths need of TensorFlow.NET beyond the names that both engines have.</summary>
internal static class RnnAdapter
{
    /// <summary>The results of one of two branches.</summary>
    public static Tensor[] Cond(Tensor pred, Func<Tensor[]> yes, Func<Tensor[]> no) =>
        control_flow_ops.cond(pred, yes, no);

    /// <summary>The variables of a loop after its last step; this engine's loops have no bound of their own.</summary>
    public static Tensor[] Loop(
        Func<Tensor[], Tensor> cond,
        Func<Tensor[], Tensor[]> body,
        Tensor[] loop_vars,
        Tensor maximum_iterations,
        int parallel_iterations,
        bool swap_memory
    ) =>
        control_flow_ops.while_loop(
            vars => cond(vars),
            vars => (Tensors)body(vars),
            (Tensors)loop_vars,
            parallel_iterations: parallel_iterations
        );

    /// <summary>An array of tensors of one shape.</summary>
    public static TensorArray Array(TF_DataType dtype, Tensor size, Shape element_shape, string name) =>
        new _GraphTensorArray(dtype, size, tensor_array_name: name, element_shape: element_shape);

    /// <summary>The same array after other writes.</summary>
    public static TensorArray WithFlow(TensorArray array, Tensor flow) =>
        tensor_array_ops.build_ta_with_new_flow(array, flow);

    /// <summary>Rows of x where the condition holds, of y else.</summary>
    public static Tensor SelectBeside(Tensor condition, Tensor x, Tensor y) => tf.where(condition, x, y);

    /// <summary>A node that fails with the data where the condition does not hold.</summary>
    public static Operation Assert(Tensor condition, object[] data) => gen_logging_ops.assert(condition, data);

    /// <summary>Axes in an order that is computed.</summary>
    public static Tensor Transpose(Tensor x, Tensor perm) => gen_array_ops.transpose(x, perm);

    /// <summary>As many elements of each row as its length says, in reverse.</summary>
    public static Tensor ReverseSequence(Tensor x, Tensor lengths, int seq_axis, int batch_axis) =>
        gen_array_ops.reverse_sequence(x, lengths, seq_dim: seq_axis, batch_dim: batch_axis);

    /// <summary>Adds to what is known of a tensor's shape.</summary>
    public static void SetShape(Tensor tensor, Shape shape) => tensor.set_shape(shape);
}

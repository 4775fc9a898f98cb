namespace Tensorflow.Operations;

/// <summary>Gradient rules that many ops share.</summary>
internal static class Gradients
{
    /// <summary>The op has no gradient: whatever comes in stops here (Python's <c>NotDifferentiable</c>).</summary>
    public static Tensor?[] None(Operation op, Tensor?[] grads) => new Tensor?[op.inputs.Count];

    /// <summary>The only input gets the output's gradient.</summary>
    public static Tensor?[] PassOn(Operation op, Tensor?[] grads) => [grads[0]];

    /// <summary>Whether gradients flow through tensors of this type.</summary>
    public static bool IsTrainable(TF_DataType type) =>
        type.is_floating()
        || type.is_complex()
        || type.as_base_dtype() is TF_DataType.TF_RESOURCE or TF_DataType.TF_VARIANT;
}

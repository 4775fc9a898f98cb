using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Infers the static shapes of a node's outputs (TensorFlow's shape functions).</summary>
internal delegate void ShapeRule(ShapeInference node);

/// <summary>Computes a node's outputs from its inputs, once a run.</summary>
internal delegate void Kernel(KernelContext context);

/// <summary>Decides on a node's kernel, once a plan: by element types and attributes.</summary>
internal delegate Kernel KernelFactory(KernelRequest node);

/// <summary>
/// Builds the gradients of a node's inputs from those of its outputs, null where there is none; in the order in which
/// TensorFlow's Python does, because names and seeds depend on it.
/// </summary>
internal delegate Tensor?[] GradientRule(Operation op, Tensor?[] grads);

/// <summary>
/// Everything we know of one op. A null <see cref="Kernel"/> means that it can be held and exported but not run; a null
/// <see cref="Gradient"/> that asking for one is an error, while <see cref="Gradients.None"/> says that there is none.
/// <see cref="Types"/> are the element types that it computes with or moves.
/// </summary>
internal sealed record OpRule(
    string Name,
    ShapeRule Shape,
    KernelFactory? Kernel,
    GradientRule? Gradient = null,
    bool Stateful = false,
    TypeSet Types = TypeSet.None
);

namespace Tensorflow;

/// <summary>Members of tensors that C# keeps their class from having: its property <c>shape</c> reserves the name.</summary>
public static class TensorExtensions
{
    /// <summary>Adds to what is known of the shape (Python's <c>Tensor.set_shape</c>).</summary>
    /// <exception cref="ValueError">It contradicts what is known.</exception>
    public static void set_shape(this Tensor tensor, Shape shape) => tensor.Given().RefineShape(shape);
}

using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>A recurrent cell that makes all its variables before its first step, in <see cref="RNNCell.build"/>.</summary>
/// <param name="base_name">The scope's name where the cell is given none, <c>basic_lstm_cell</c> for instance.</param>
/// <param name="name">The scope's name, or null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
public abstract class LayerRNNCell(string base_name, string? name = null, bool? reuse = null)
    : RNNCell(base_name, name, reuse)
{
    /// <inheritdoc/>
    public override (Tensor output, RnnState state) __call__(Tensor inputs, RnnState state) =>
        CallInScope(inputs, state);

    /// <summary>A variable of the cell.</summary>
    /// <param name="name">The name below the cell's scope.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="initializer">The initializer; the scope's where null.</param>
    protected IVariableV1 add_variable(string name, Shape shape, IInitializer? initializer = null) =>
        tf.compat.v1.get_variable(name, shape: shape, dtype: dtype, initializer: initializer!);

    /// <summary>The number of columns of a cell's input, which must be known.</summary>
    private protected static int Features(Shape inputs_shape)
    {
        if (inputs_shape.ndim != 2 || inputs_shape.dims[1] < 0)
            throw new ValueError($"Expected inputs.shape[-1] to be known, saw shape: {inputs_shape}");
        return (int)inputs_shape.dims[1];
    }

    private protected static int Positive(int value, string parameter) =>
        value > 0 ? value : throw new ValueError($"{parameter} must be above 0, not {value}");
}

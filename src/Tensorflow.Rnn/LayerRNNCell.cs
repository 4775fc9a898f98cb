using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// A recurrent cell: one step from input and state to output and new state. Its variables are made at the first call,
/// in a variable scope that the cell keeps, and all its steps put their nodes into that scope's name scope.
/// </summary>
/// <param name="base_name">The scope's name where the cell is given none, <c>basic_lstm_cell</c> for instance.</param>
/// <param name="name">The scope's name, or null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
public abstract class LayerRNNCell(string base_name, string? name = null, bool? reuse = null)
{
    private VariableScope? _scope;
    private bool _built;

    /// <summary>The units of the output.</summary>
    public abstract int output_size { get; }

    /// <summary>The units of the state, part by part.</summary>
    public abstract int[] state_size { get; }

    /// <summary>One step.</summary>
    /// <param name="inputs">[batch, features]; the features must be known.</param>
    /// <param name="state">The state before the step.</param>
    /// <returns>The output [batch, output_size] and the state after the step.</returns>
    public (Tensor output, RnnState state) __call__(Tensor inputs, RnnState state)
    {
        _scope ??= tf_with(
            name is null
                ? tf.variable_scope((string)null!, default_name: base_name, reuse: reuse)
                : tf.variable_scope(name, reuse: reuse),
            block => (VariableScope)block
        );
        return tf_with(
            tf.variable_scope(_scope, reuse: _built ? true : reuse, auxiliary_name_scope: false),
            _ =>
                tf_with(
                    tf.name_scope(_scope.original_name_scope),
                    _ =>
                    {
                        if (!_built)
                            build(inputs.shape);
                        _built = true;
                        return call(inputs, state);
                    }
                )
        );
    }

    /// <summary>Makes the cell's variables.</summary>
    protected abstract void build(Shape inputs_shape);

    /// <summary>Adds the nodes of one step.</summary>
    protected abstract (Tensor output, RnnState state) call(Tensor inputs, RnnState state);
}

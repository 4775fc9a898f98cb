using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>A cell around another, which adds nodes before or after its steps and has no scope of its own.</summary>
/// <param name="cell">The cell inside.</param>
public abstract class RNNCellWrapper(RNNCell cell) : RNNCell("")
{
    /// <summary>The cell inside.</summary>
    public RNNCell wrapped_cell { get; } = cell ?? throw new ArgumentNullException(nameof(cell));

    /// <inheritdoc/>
    public override int output_size => wrapped_cell.output_size;

    /// <inheritdoc/>
    public override RnnStateSize state_size => wrapped_cell.state_size;

    /// <inheritdoc/>
    public override (Tensor output, RnnState state) __call__(Tensor inputs, RnnState state) => call(inputs, state);

    /// <inheritdoc/>
    public override RnnState zero_state(Tensor batch_size, TF_DataType dtype) =>
        tf_with(tf.name_scope(GetType().Name + "ZeroState"), _ => wrapped_cell.zero_state(batch_size, dtype));

    /// <inheritdoc/>
    public override RnnState zero_state(int batch_size, TF_DataType dtype) =>
        tf_with(tf.name_scope(GetType().Name + "ZeroState"), _ => wrapped_cell.zero_state(batch_size, dtype));
}

using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>The plainest recurrent cell: output and new state are activation(W [input, state] + b).</summary>
/// <param name="num_units">The units of the output.</param>
/// <param name="activation">The activation; tanh where null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
/// <param name="name">The cell's scope, <c>basic_rnn_cell</c> where null.</param>
public sealed class BasicRNNCell(
    int num_units,
    Func<Tensor, Tensor>? activation = null,
    bool? reuse = null,
    string? name = null
) : LayerRNNCell("basic_rnn_cell", name, reuse)
{
    private readonly int _units = Positive(num_units, nameof(num_units));
    private readonly Func<Tensor, Tensor> _activation = activation ?? (x => tf.tanh(x));
    private IVariableV1 _kernel = null!;
    private IVariableV1 _bias = null!;

    /// <inheritdoc/>
    public override int output_size => _units;

    /// <inheritdoc/>
    public override RnnStateSize state_size => _units;

    /// <inheritdoc/>
    protected override void build(Shape inputs_shape)
    {
        _kernel = add_variable("kernel", (Features(inputs_shape) + _units, _units));
        _bias = add_variable("bias", _units, tf.zeros_initializer);
    }

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        // [batch, features + units] x [features + units, units]
        var gate_inputs = tf.matmul(tf.concat([inputs, (Tensor)state], 1), _kernel.AsTensor());
        var output = _activation(tf.nn.bias_add(gate_inputs, _bias));
        return (output, output);
    }
}

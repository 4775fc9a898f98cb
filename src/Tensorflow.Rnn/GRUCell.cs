using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// The gated recurrent unit of TensorFlow 1 (rnn_cell_impl.py): gates r and u from one matrix product of input and state,
/// the candidate from another of input and r times state.
/// </summary>
/// <param name="num_units">The units of the output.</param>
/// <param name="activation">The function of the candidate; tanh where null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
/// <param name="kernel_initializer">The initializer of both matrices; the scope's where null.</param>
/// <param name="bias_initializer">The initializer of both biases; ones for the gates and zeros else where null.</param>
/// <param name="name">The cell's scope, <c>gru_cell</c> where null.</param>
public sealed class GRUCell(
    int num_units,
    Func<Tensor, Tensor>? activation = null,
    bool? reuse = null,
    IInitializer? kernel_initializer = null,
    IInitializer? bias_initializer = null,
    string? name = null
) : LayerRNNCell("gru_cell", name, reuse)
{
    private readonly int _units = Positive(num_units, nameof(num_units));
    private readonly Func<Tensor, Tensor> _activation = activation ?? (x => tf.tanh(x));
    private IVariableV1 _gate_kernel = null!;
    private IVariableV1 _gate_bias = null!;
    private IVariableV1 _candidate_kernel = null!;
    private IVariableV1 _candidate_bias = null!;

    /// <inheritdoc/>
    public override int output_size => _units;

    /// <inheritdoc/>
    public override RnnStateSize state_size => _units;

    /// <inheritdoc/>
    protected override void build(Shape inputs_shape)
    {
        var rows = Features(inputs_shape) + _units;
        _gate_kernel = add_variable("gates/kernel", (rows, 2 * _units), kernel_initializer);
        _gate_bias = add_variable("gates/bias", 2 * _units, bias_initializer ?? tf.constant_initializer(1.0f));
        _candidate_kernel = add_variable("candidate/kernel", (rows, _units), kernel_initializer);
        _candidate_bias = add_variable("candidate/bias", _units, bias_initializer ?? tf.zeros_initializer);
    }

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        Tensor h = state;
        // [batch, features + units] x [features + units, 2 units]
        var gate_inputs = tf.matmul(tf.concat([inputs, h], 1), _gate_kernel.AsTensor());
        var gates = tf.split(tf.sigmoid(tf.nn.bias_add(gate_inputs, _gate_bias)), 2, 1);
        var (r, u) = (gates[0], gates[1]);

        // [batch, features + units] x [features + units, units]
        var candidate = tf.matmul(tf.concat([inputs, r * h], 1), _candidate_kernel.AsTensor());
        var c = _activation(tf.nn.bias_add(candidate, _candidate_bias));

        var new_h = u * h + (1 - u) * c;
        return (new_h, new_h);
    }
}

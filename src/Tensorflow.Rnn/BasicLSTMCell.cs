using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// The basic LSTM cell of TensorFlow 1 (rnn_cell_impl.py): gates i, j, f, o from one matrix product of input and output,
/// no peepholes, no projection.
/// </summary>
/// <param name="num_units">The units of memory and output.</param>
/// <param name="forget_bias">What is added to the forget gate, so that a new cell remembers.</param>
/// <param name="state_is_tuple">Whether the state is a pair (c, h), or both in one tensor [batch, 2 * num_units].</param>
/// <param name="activation">The function of candidate and memory; tanh where null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
/// <param name="name">The cell's scope, <c>basic_lstm_cell</c> where null.</param>
public sealed class BasicLSTMCell(
    int num_units,
    float forget_bias = 1.0f,
    bool state_is_tuple = true,
    Func<Tensor, Tensor>? activation = null,
    bool? reuse = null,
    string? name = null
) : LayerRNNCell("basic_lstm_cell", name, reuse)
{
    private readonly int _units = Positive(num_units, nameof(num_units));
    private readonly Func<Tensor, Tensor> _activation = activation ?? (x => tf.tanh(x));
    private IVariableV1 _kernel = null!;
    private IVariableV1 _bias = null!;

    /// <inheritdoc/>
    public override int output_size => _units;

    /// <inheritdoc/>
    public override RnnStateSize state_size => state_is_tuple ? RnnStateSize.Lstm(_units, _units) : 2 * _units;

    /// <inheritdoc/>
    protected override void build(Shape inputs_shape)
    {
        _kernel = add_variable("kernel", (Features(inputs_shape) + _units, 4 * _units));
        _bias = add_variable("bias", 4 * _units, tf.zeros_initializer);
    }

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        var one = tf.constant(1);
        Tensor c,
            h;
        if (state_is_tuple)
            (c, h) = LSTMStateTuple.Of(state);
        else
        {
            var parts = tf.split((Tensor)state, 2, one);
            (c, h) = (parts[0], parts[1]);
        }

        // [batch, features + units] x [features + units, 4 units]
        var gate_inputs = tf.matmul(tf.concat([inputs, h], 1), _kernel.AsTensor());
        gate_inputs = tf.nn.bias_add(gate_inputs, _bias);

        var gates = tf.split(gate_inputs, 4, one);
        var (i, j, f, o) = (gates[0], gates[1], gates[2], gates[3]);
        var forget_bias_tensor = tf.constant(forget_bias, dtype: f.dtype);
        var kept = tf.multiply(c, tf.sigmoid(tf.add(f, forget_bias_tensor)));
        var new_c = tf.add(kept, tf.multiply(tf.sigmoid(i), _activation(j)));
        var new_h = tf.multiply(_activation(new_c), tf.sigmoid(o));

        return (new_h, state_is_tuple ? new LSTMStateTuple(new_c, new_h) : new RnnState(tf.concat([new_c, new_h], 1)));
    }
}

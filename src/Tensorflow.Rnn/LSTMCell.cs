using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>
/// The full LSTM cell of TensorFlow 1 (rnn_cell_impl.py): the basic one with peepholes from the memory to the gates, a
/// clipped memory and a projected output, each where asked for.
/// </summary>
/// <param name="num_units">The units of the memory.</param>
/// <param name="use_peepholes">Whether the gates see the memory, unit by unit.</param>
/// <param name="cell_clip">The bound of the memory's absolute value; none where null.</param>
/// <param name="initializer">The initializer of matrices and peepholes; the scope's where null.</param>
/// <param name="num_proj">The units of the output, projected from the memory's; the memory's where null.</param>
/// <param name="proj_clip">The bound of the projected output's absolute value; none where null.</param>
/// <param name="forget_bias">What is added to the forget gate, so that a new cell remembers.</param>
/// <param name="state_is_tuple">Whether the state is a pair (c, m), or both in one tensor.</param>
/// <param name="activation">The function of candidate and memory; tanh where null.</param>
/// <param name="reuse">Whether the variables exist already.</param>
/// <param name="name">The cell's scope, <c>lstm_cell</c> where null.</param>
public sealed class LSTMCell(
    int num_units,
    bool use_peepholes = false,
    float? cell_clip = null,
    IInitializer? initializer = null,
    int? num_proj = null,
    float? proj_clip = null,
    float forget_bias = 1.0f,
    bool state_is_tuple = true,
    Func<Tensor, Tensor>? activation = null,
    bool? reuse = null,
    string? name = null
) : LayerRNNCell("lstm_cell", name, reuse)
{
    private readonly int _units = Positive(num_units, nameof(num_units));
    private readonly int _outputs = Positive(num_proj ?? num_units, nameof(num_proj));
    private readonly Func<Tensor, Tensor> _activation = activation ?? (x => tf.tanh(x));
    private IVariableV1 _kernel = null!;
    private IVariableV1 _bias = null!;
    private IVariableV1 _w_f_diag = null!;
    private IVariableV1 _w_i_diag = null!;
    private IVariableV1 _w_o_diag = null!;
    private IVariableV1 _proj_kernel = null!;

    /// <inheritdoc/>
    public override int output_size => _outputs;

    /// <inheritdoc/>
    public override RnnStateSize state_size => state_is_tuple ? RnnStateSize.Lstm(_units, _outputs) : _units + _outputs;

    /// <inheritdoc/>
    protected override void build(Shape inputs_shape)
    {
        _kernel = add_variable("kernel", (Features(inputs_shape) + _outputs, 4 * _units), initializer);
        _bias = add_variable("bias", 4 * _units, tf.zeros_initializer);
        if (use_peepholes)
        {
            _w_f_diag = add_variable("w_f_diag", _units, initializer);
            _w_i_diag = add_variable("w_i_diag", _units, initializer);
            _w_o_diag = add_variable("w_o_diag", _units, initializer);
        }
        if (num_proj is not null)
            _proj_kernel = add_variable("projection/kernel", (_units, _outputs), initializer);
    }

    /// <inheritdoc/>
    protected override (Tensor output, RnnState state) call(Tensor inputs, RnnState state)
    {
        var (c_prev, m_prev) = state_is_tuple
            ? LSTMStateTuple.Of(state)
            : (tf.slice(state, [0, 0], [-1, _units]), tf.slice(state, [0, _units], [-1, _outputs]));

        // [batch, features + outputs] x [features + outputs, 4 units]
        var lstm_matrix = tf.matmul(tf.concat([inputs, m_prev], 1), _kernel.AsTensor());
        lstm_matrix = tf.nn.bias_add(lstm_matrix, _bias);

        var gates = tf.split(lstm_matrix, 4, 1);
        var (i, j, f, o) = (gates[0], gates[1], gates[2], gates[3]);
        var c = use_peepholes
            ? tf.sigmoid(f + forget_bias + _w_f_diag.AsTensor() * c_prev) * c_prev
                + tf.sigmoid(i + _w_i_diag.AsTensor() * c_prev) * _activation(j)
            : tf.sigmoid(f + forget_bias) * c_prev + tf.sigmoid(i) * _activation(j);
        c = Clip(c, cell_clip);
        var m = use_peepholes
            ? tf.sigmoid(o + _w_o_diag.AsTensor() * c) * _activation(c)
            : tf.sigmoid(o) * _activation(c);
        if (num_proj is not null)
            m = Clip(tf.matmul(m, _proj_kernel.AsTensor()), proj_clip);

        return (m, state_is_tuple ? new LSTMStateTuple(c, m) : new RnnState(tf.concat([c, m], 1)));
    }

    private static Tensor Clip(Tensor x, float? bound) =>
        bound is { } most ? tf.clip_by_value(x, -most, most, "clip_by_value") : x;
}

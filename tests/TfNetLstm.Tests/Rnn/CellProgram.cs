using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Rnn;

/// <summary>What a recurrent program is fed, and what it ends in, by the names of cells.json.</summary>
internal sealed record CellProgram(Tensor[] Feeds, (string Name, Tensor Tensor)[] Ends)
{
    private const int T = 4;
    private const int D = 5;
    private const int H = 6;

    /// <summary>The programs of golden_model.py (<c>cells</c>), written in C#.</summary>
    public static IReadOnlyDictionary<string, Func<CellProgram>> All { get; } =
        new Dictionary<string, Func<CellProgram>>(StringComparer.Ordinal)
        {
            ["basic_lstm_step"] = OneStep,
            ["basic_lstm_concat_istate"] = () => Static(() => rnn_cell.BasicLSTMCell(H, state_is_tuple: false), 2 * H),
            ["basic_lstm_tuple"] = () => Static(() => rnn_cell.BasicLSTMCell(H)),
            ["basic_lstm_forget0"] = () => Static(() => rnn_cell.BasicLSTMCell(H, forget_bias: 0.0f)),
            ["basic_lstm_relu"] = () => Static(() => rnn_cell.BasicLSTMCell(H, activation: x => tf.nn.relu(x))),
            ["lstm_cell"] = () => Static(() => rnn_cell.LSTMCell(H)),
            ["lstm_cell_peepholes_clip"] = () =>
                Static(() => rnn_cell.LSTMCell(H, use_peepholes: true, cell_clip: 0.4f)),
            ["lstm_cell_projection"] = () => Static(() => rnn_cell.LSTMCell(H, num_proj: 3, proj_clip: 0.3f)),
            ["gru_cell"] = () => Static(() => rnn_cell.GRUCell(H)),
            ["basic_rnn_cell"] = () => Static(() => rnn_cell.BasicRNNCell(H)),
            ["multi_lstm"] = () =>
                Static(() => rnn_cell.MultiRNNCell([rnn_cell.BasicLSTMCell(H), rnn_cell.BasicLSTMCell(4)])),
            ["residual_dropout"] = () =>
                Static(() =>
                    rnn_cell.DropoutWrapper(rnn_cell.ResidualWrapper(rnn_cell.GRUCell(D)), output_keep_prob: 1.0f)
                ),
            ["bidirectional"] = Bidirectional,
            ["basic_lstm_lengths"] = () => Static(() => rnn_cell.BasicLSTMCell(H), lengths: true),
            ["dynamic_lstm"] = () => Dynamic(() => rnn_cell.BasicLSTMCell(H)),
            ["dynamic_gru_lengths"] = () => Dynamic(() => rnn_cell.GRUCell(H), lengths: true),
            ["dynamic_lstm_time_major"] = () => Dynamic(() => rnn_cell.LSTMCell(H), timeMajor: true),
        };

    private static Tensor X() => tf.placeholder(tf.float32, (-1, T, D), name: "x");

    private static CellProgram OneStep()
    {
        var x = tf.placeholder(tf.float32, (-1, D), name: "x");
        var c = tf.placeholder(tf.float32, (-1, H), name: "c");
        var h = tf.placeholder(tf.float32, (-1, H), name: "h");
        var (output, state) = rnn_cell.BasicLSTMCell(H).__call__(x, rnn_cell.LSTMStateTuple(c, h));
        var lstm = (LSTMStateTuple)state;
        return new([x, c, h], [("output", output), ("c", lstm.c), ("h", lstm.h)]);
    }

    private static CellProgram Static(Func<RNNCell> make, int? stateSize = null, bool lengths = false)
    {
        var x = X();
        var steps = tf.unstack(x, T, 1);
        var cell = make();
        var istate = stateSize is { } size ? tf.placeholder(tf.float32, (-1, size), name: "istate") : null;
        var sequence_length = lengths ? Lengths() : null;
        var (outputs, state) = istate is null
            ? tf.nn.static_rnn(cell, steps, dtype: tf.float32, sequence_length: sequence_length)
            : tf.nn.static_rnn(cell, steps, initial_state: istate);
        return new(Fed(x, istate, sequence_length), [.. Named("output", outputs), .. Named("state", state.Flatten())]);
    }

    private static CellProgram Dynamic(Func<RNNCell> make, bool lengths = false, bool timeMajor = false)
    {
        var x = X();
        var sequence_length = lengths ? Lengths() : null;
        var cell = make();
        var (outputs, state) = tf.nn.dynamic_rnn(
            cell,
            timeMajor ? tf.transpose(x, new[] { 1, 0, 2 }) : x,
            sequence_length,
            dtype: tf.float32,
            time_major: timeMajor
        );
        return new(Fed(x, sequence_length), [("outputs", outputs), .. Named("state", state.Flatten())]);
    }

    private static Tensor Lengths() => tf.placeholder(tf.int32, -1, name: "lengths");

    private static Tensor[] Fed(params Tensor?[] placeholders) => [.. placeholders.OfType<Tensor>()];

    private static CellProgram Bidirectional()
    {
        var x = X();
        var (outputs, _, _) = tf.nn.static_bidirectional_rnn(
            rnn_cell.BasicLSTMCell(H),
            rnn_cell.BasicLSTMCell(H),
            tf.unstack(x, T, 1),
            dtype: tf.float32
        );
        return new([x], Named("output", outputs));
    }

    private static (string, Tensor)[] Named(string name, Tensor[] tensors) =>
        [.. tensors.Select((tensor, i) => ($"{name}{i}", tensor))];
}

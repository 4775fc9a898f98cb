using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Rnn;

/// <summary>What recurrent cells do that no golden program shows.</summary>
public class CellTests
{
    private static readonly float[,] _x =
    {
        { 0.5f, -1, 2 },
        { 1.5f, 0.25f, -0.75f },
    };

    /// <summary>Cells whose states are tuples, and the same with all states in one tensor.</summary>
    public static TheoryData<string> Forms => ["lstm", "projected", "multi"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void BothFormsOfAStateGiveTheSameNumbers(string form)
    {
        var (tuple, joined) = (Run(form, state_is_tuple: true), Run(form, state_is_tuple: false));
        Assert.Equal(tuple.Output, joined.Output);
        Assert.Equal(tuple.State.Order(), joined.State.Order());
    }

    [Fact]
    public void ACellMayStartFromAnyState()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.constant(_x);
        var cell = rnn_cell.MultiRNNCell([rnn_cell.GRUCell(3), rnn_cell.LSTMCell(4)]);
        var (outputs, state) = tf.nn.static_rnn(cell, [x, x], initial_state: cell.zero_state(2, tf.float32));
        Assert.Equal(2, outputs.Length);
        Assert.Equal("(2, 3) (2, 4) (2, 4)", string.Join(' ', state.Flatten().Select(t => t.shape.ToString())));
        Assert.IsType<LSTMStateTuple>(state.Parts[1]);
        Assert.Equal(11, cell.state_size.Total);
        Assert.Equal(3, cell.get_initial_state(x).Flatten().Length);
    }

    [Fact]
    public void VariablesAreOfTheTypeOfTheInput()
    {
        using var scope = tf.Graph().as_default();
        _ = tf.nn.static_rnn(
            rnn_cell.LSTMCell(4, use_peepholes: true),
            [tf.ones((2, 3), tf.float64)],
            dtype: tf.float64
        );
        Assert.All(tf.global_variables(), v => Assert.Equal(tf.float64, v.dtype));
    }

    [Fact]
    public void ASecondCellOfANameGetsItsOwnVariables()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.constant(_x);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var cell = rnn_cell.BasicRNNCell(4, name: "mine");
            cell.__call__(x, cell.zero_state(2, tf.float32));
        }
        Assert.Equal(
            "mine/kernel mine/bias mine_1/kernel mine_1/bias",
            string.Join(' ', tf.global_variables().Select(v => v.op.name))
        );
        var shared = rnn_cell.BasicRNNCell(4, reuse: true, name: "mine");
        shared.__call__(x, shared.zero_state(2, tf.float32));
        Assert.Equal(4, tf.global_variables().Length);
    }

    [Fact]
    public void DropoutLeavesTheMemoryAlone()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.constant(_x);
        var cell = rnn_cell.DropoutWrapper(rnn_cell.LSTMCell(50), 0.5f, 0.5f, 0.5f, seed: 1);
        var (output, state) = cell.__call__(x, cell.zero_state(2, tf.float32));
        var lstm = Assert.IsType<LSTMStateTuple>(state);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        Assert.DoesNotContain(0, session.run(lstm.c).ToArray<float>());
        Assert.InRange(session.run(lstm.h).ToArray<float>().Count(v => v == 0), 25, 75);
        Assert.InRange(session.run(output).ToArray<float>().Count(v => v == 0), 25, 75);
    }

    [Fact]
    public void MistakesAreValueErrors()
    {
        using var scope = tf.Graph().as_default();
        var (x, cell) = (tf.constant(_x), rnn_cell.BasicLSTMCell(4));
        var noInputs = Assert.Throws<ValueError>(() => tf.nn.static_rnn(cell, [], dtype: tf.float32));
        Assert.Equal("Argument `inputs` must not be empty.", noInputs.Message);
        var noState = Assert.Throws<ValueError>(() => tf.nn.static_rnn(cell, [x]));
        Assert.Equal("If no initial_state is provided, argument `dtype` must be specified", noState.Message);
        Assert.Throws<ValueError>(() =>
            cell.__call__(
                tf.constant(
                    new[,]
                    {
                        { 1 },
                    }
                ),
                cell.zero_state(1, tf.float32)
            )
        );
        Assert.Throws<ValueError>(() => cell.__call__(x, x));
        Assert.Throws<ValueError>(() => rnn_cell.GRUCell(0));
        Assert.Throws<ValueError>(() => rnn_cell.MultiRNNCell([]));
        Assert.Throws<ValueError>(() => rnn_cell.MultiRNNCell([cell], state_is_tuple: false));
        Assert.Throws<ValueError>(() => rnn_cell.DropoutWrapper(cell, output_keep_prob: 1.5f));
        var unknown = tf.placeholder(tf.float32, (2, -1));
        Assert.Throws<ValueError>(() => rnn_cell.GRUCell(2).__call__(unknown, tf.ones((2, 2))));
    }

    [Fact]
    public void BothDirectionsOfALoopAreThoseOfTheSteps()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, (-1, 4, 3));
        var lengths = tf.placeholder(tf.int32, -1);
        RNNCell Cell() => rnn_cell.LSTMCell(2, initializer: tf.constant_initializer(0.2f));
        var steps = tf.unstack(x, 4, 1);
        var (joined, _, last) = tf.nn.static_bidirectional_rnn(
            Cell(),
            Cell(),
            steps,
            dtype: tf.float32,
            sequence_length: lengths,
            scope: "steps"
        );
        var (loop, states) = tf.nn.bidirectional_dynamic_rnn(Cell(), Cell(), x, lengths, dtype: tf.float32);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var random = new Random(1);
        FeedItem[] feeds =
        [
            new(
                x,
                new NumSharp.NDArray(Enumerable.Range(0, 24).Select(_ => random.NextSingle() - 0.5f).ToArray()).reshape(
                    2,
                    4,
                    3
                )
            ),
            new(lengths, new[] { 4, 2 }),
        ];
        Tensor[] expected = [tf.stack(joined, 1), .. last.Flatten()];
        Tensor[] actual = [tf.concat([loop.fw, loop.bw], 2), .. states.bw.Flatten()];
        for (var i = 0; i < expected.Length; i++)
        {
            var (left, right) = (session.run(expected[i], feeds), session.run(actual[i], feeds));
            Assert.Equal(left.ToArray<float>(), right.ToArray<float>());
            Assert.Equal(expected[i].shape.ToString(), actual[i].shape.ToString());
        }
        // The second row has two steps: its later outputs are zeros.
        Assert.All(session.run(actual[0], feeds).ToArray<float>()[24..], v => Assert.Equal(0, v));
    }

    [Fact]
    public void LengthsOfAnotherBatchAreToldOf()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, (-1, 2, 3));
        var lengths = tf.placeholder(tf.int32, -1);
        var (outputs, _) = tf.nn.dynamic_rnn(rnn_cell.GRUCell(2), x, lengths, dtype: tf.float32);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var error = Assert.Throws<InvalidArgumentError>(() =>
            session.run(outputs, new FeedItem(x, new float[3, 2, 3]), new FeedItem(lengths, new[] { 1, 2 }))
        );
        Assert.Contains("Expected shape for Tensor", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3] [ but saw shape: ] [2]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ValueError>(() => tf.nn.dynamic_rnn(rnn_cell.GRUCell(2), tf.ones((2, 3)), dtype: tf.float32));
        Assert.Throws<ValueError>(() => tf.nn.dynamic_rnn(rnn_cell.GRUCell(2), x));
    }

    private static (float[] Output, float[] State) Run(string form, bool state_is_tuple)
    {
        using var scope = tf.Graph().as_default();
        tf.set_random_seed(5);
        RNNCell cell = form switch
        {
            "lstm" => rnn_cell.LSTMCell(4, state_is_tuple: state_is_tuple),
            "projected" => rnn_cell.LSTMCell(4, num_proj: 2, state_is_tuple: state_is_tuple),
            _ => rnn_cell.MultiRNNCell([rnn_cell.GRUCell(4), rnn_cell.BasicRNNCell(2)], state_is_tuple),
        };
        var x = tf.constant(_x);
        // Seeds count nodes, of which the two forms make different numbers.
        using var net = new variable_scope("net", initializer: tf.constant_initializer(0.1f));
        var (outputs, state) = tf.nn.static_rnn(cell, [x, x * 0.5], dtype: tf.float32);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        return (
            session.run(outputs[1]).ToArray<float>(),
            [.. state.Flatten().SelectMany(s => session.run(s).ToArray<float>())]
        );
    }
}

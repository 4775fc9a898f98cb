using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Errors;

/// <summary>
/// The mistakes of errors.json (run_errors in scripts/golden_ops.py): the same class, and the first line word for word but
/// where it speaks of TensorFlow's own binary or Python's own source lines.
/// </summary>
public class GoldenErrorTests
{
    private static readonly Dictionary<string, Action> _mistakes = new(StringComparer.Ordinal)
    {
        ["missing_feed"] = () => Run(X() * 2.0),
        ["feed_wrong_shape"] = () => Fed(x => (x * 2.0, new float[2, 4])),
        ["feed_wrong_type"] = () =>
            Fed(x =>
                (
                    x * 2.0,
                    new[,]
                    {
                        { "a", "b", "c" },
                    }
                )
            ),
        ["uninitialized_variable"] = () => Run(V() * 2.0),
        ["matmul_inner_static"] = () => tf.matmul(tf.ones((2, 3)), tf.ones((4, 5))),
        ["matmul_inner_dynamic"] = () => Run(tf.matmul(Hidden(2, 3), Hidden(4, 5))),
        ["add_static"] = () => _ = tf.ones((2, 3)) + tf.ones(4),
        ["add_dynamic"] = () => Run(Hidden(2, 3) + Hidden(4)),
        ["add_dtype"] = () => _ = tf.ones(2) + tf.ones(2, tf.int32),
        ["reshape_static"] = () => tf.reshape(tf.ones((2, 3)), (4, 2)),
        ["reshape_dynamic"] = () => Run(tf.reshape(Hidden(2, 3), (-1, 4))),
        ["split_uneven"] = () => tf.split(tf.ones((5, 2)), 2, 0),
        ["concat_static"] = () => tf.concat([tf.ones((2, 3)), tf.ones((3, 2))], 0),
        ["xent_shapes"] = () =>
            tf.nn.softmax_cross_entropy_with_logits_v2(logits: tf.ones((2, 3)), labels: tf.ones((2, 4))),
        ["gather_range"] = () => Run(tf.gather(tf.ones(3), tf.placeholder_with_default(7))),
        ["argmax_axis"] = () => tf.argmax(tf.ones((2, 3)), 5),
        ["int_division_by_zero"] = () =>
            Run(OpBuilder.Tensor("FloorDiv", null, [tf.placeholder_with_default(1), tf.placeholder_with_default(0)])),
        ["unknown_tensor_name"] = () => tf.get_default_graph().get_tensor_by_name("nope:0"),
        ["tensor_name_without_port"] = () => X().graph.get_tensor_by_name("x"),
        ["unknown_operation"] = () => tf.get_default_graph().get_operation_by_name("nope"),
        ["duplicate_get_variable"] = () =>
        {
            for (var i = 0; i < 2; i++)
                tf.compat.v1.get_variable("w", 2);
        },
        ["assign_shape"] = () => OpBuilder.Apply("Assign", null, [V(), new[] { 1f, 2f, 3f }]),
        ["no_gradient"] = () =>
        {
            var loss = tf.reduce_sum(tf.placeholder(tf.float32, Shape.Scalar, "x"));
            tf.train.AdamOptimizer(0.1f).minimize(loss, var_list: [V()]);
        },
        ["no_variables"] = () =>
            tf.train.AdamOptimizer(0.1f).minimize(tf.reduce_sum(tf.placeholder(tf.float32, Shape.Scalar, "x"))),
        ["closed_session"] = () =>
        {
            var x = X();
            var session = tf.Session();
            session.close();
            session.run(x);
        },
        ["fetch_from_other_graph"] = () =>
        {
            var x = X();
            using var other = tf.Graph().as_default();
            Run(x);
        },
        ["fetch_none"] = () => Run(null!),
        ["sparse_xent_label_range"] = () =>
            Run(
                tf.nn.sparse_softmax_cross_entropy_with_logits(
                    logits: tf.ones((2, 3)),
                    labels: tf.constant(new[] { 0, 3 })
                )
            ),
        ["static_rnn_no_inputs"] = () => tf.nn.static_rnn(tf.nn.rnn_cell.BasicLSTMCell(4), [], dtype: tf.float32),
        ["static_rnn_no_state"] = () => tf.nn.static_rnn(tf.nn.rnn_cell.BasicLSTMCell(4), [tf.ones((2, 3))]),
        ["check_numerics"] = () => Run(tf.check_numerics(tf.constant(new[] { 1f, float.NaN }), "loss is bad")),
        ["import_unknown_op"] = () => Import("""node { name: "a" op: "NoSuchOp" }"""),
        ["import_missing_input"] = () =>
            Import("""node { name: "a" op: "Neg" input: "b" attr { key: "T" value { type: DT_FLOAT } } }"""),
        ["saver_missing_file"] = () =>
        {
            V();
            using var session = tf.Session();
            tf.train.Saver().restore(session, "no/such/model.ckpt");
        },
        ["negative_placeholder_dim"] = () => tf.placeholder(tf.float32, (-2, 3)),
    };

    public static TheoryData<string> Names => new(_mistakes.Keys);

    [Fact]
    public void EveryMistakeOfTheFileIsHere()
    {
        var names = Golden.Json("errors.json").GetProperty("cases").EnumerateArray();
        Assert.Equal(
            names.Select(c => c.GetProperty("name").GetString()!).Order(StringComparer.Ordinal),
            _mistakes.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheErrorIsTensorFlows(string name)
    {
        var golden = Golden.Json("errors.json").GetProperty("cases").EnumerateArray();
        var expected = golden.First(c => c.GetProperty("name").ValueEquals(name));
        using var scope = tf.Graph().as_default();
        var error = Assert.ThrowsAny<TensorflowException>(_mistakes[name]);
        Assert.Equal(expected.GetProperty("error").GetString(), error.GetType().Name);
        var message = expected.GetProperty("message").GetString()!.Trim('"');
        var binary = message.IndexOf(" in binary running on", StringComparison.Ordinal);
        if (binary > 0)
            Assert.StartsWith(message[..binary], error.Message, StringComparison.Ordinal);
        else
            Assert.Equal(message.TrimEnd(), error.Message.Split('\n')[0].TrimEnd());
    }

    private static void Import(string text) => tf.import_graph_def(TextFormat.Parse<GraphDef>(text));

    private static RefVariable V() => tf.Variable(new[] { 1f, 2f }, name: "v");

    private static Tensor X() => tf.placeholder(tf.float32, (-1, 3), "x");

    /// <summary>Ones whose shape nothing is known of before they are computed.</summary>
    private static Tensor Hidden(params int[] dims)
    {
        var ones = Array.CreateInstance(typeof(float), dims);
        return tf.placeholder_with_default(ones, null);
    }

    private static void Run(Tensor fetch)
    {
        using var session = tf.Session();
        session.run(fetch);
    }

    private static void Fed(Func<Tensor, (Tensor Fetch, object Value)> make)
    {
        var x = X();
        var (fetch, value) = make(x);
        using var session = tf.Session();
        session.run(fetch, (x, value));
    }
}

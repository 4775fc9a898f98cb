using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>
/// Graphs with branches and loops that went through a MetaGraph: gradients add the nodes that they add to the graph itself.
/// </summary>
public class ImportedContextTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> _programs = new(StringComparer.Ordinal)
    {
        ["cond"] = x => tf.cond(tf.reduce_sum(x) > 0f, () => tf.square(x), () => x * 3f),
        ["cond in cond"] = x =>
            tf.cond(
                tf.reduce_sum(x) > 0f,
                () => tf.cond(tf.reduce_sum(x) > 10f, () => x * 5f, () => tf.square(x)),
                () => x
            ),
        ["loop"] = x => tf.while_loop(v => tf.reduce_sum(v) < 100f, v => v * x, x),
        ["loop with a limit"] = x =>
            tf.while_loop(v => tf.reduce_sum(v[0]) < 100f, v => [v[0] * v[0] + x], [x], maximum_iterations: 3)[0],
        ["loop in loop"] = x =>
            tf.while_loop(
                v => v[0] < 3,
                v =>
                    [
                        v[0] + 1,
                        tf.while_loop(w => w[0] < 2, w => [w[0] + 1, w[1] * x + v[1]], [tf.constant(0), v[1]])[1],
                    ],
                [tf.constant(0), x]
            )[1],
        ["cond in loop"] = x =>
            tf.while_loop(
                v => v[0] < 4,
                v => [v[0] + 1, tf.cond(tf.equal(v[0] % 2, tf.constant(0)), () => v[1] * x, () => tf.square(v[1]))],
                [tf.constant(0), x]
            )[1],
        ["loop in cond"] = x =>
            tf.cond(tf.reduce_sum(x) > 0f, () => tf.while_loop(v => tf.reduce_sum(v) < 50f, v => v * x, x), () => x),
        ["dynamic_rnn"] = x =>
            tf.nn.dynamic_rnn(tf.nn.rnn_cell.BasicLSTMCell(3), tf.reshape(x, (1, 2, 1)), dtype: tf.float32).outputs,
    };

    public static TheoryData<string> Names => new(_programs.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreThoseOfTheGraphItself(string name)
    {
        var (meta, expected, values) = Built(_programs[name]);
        using var scope = tf.Graph().as_default();
        tf.train.import_meta_graph(MetaGraphDef.Parser.ParseFrom(meta));
        var graph = tf.get_default_graph();
        var x = graph.get_tensor_by_name("x:0");
        var gradient = tf.gradients(graph.get_tensor_by_name("loss:0"), [x])[0]!;
        Training.GraphComparison.AssertSame(expected, graph.as_graph_def());
        using var session = tf.Session();
        session.run(graph.get_operation_by_name("init"));
        Assert.Equal(values, session.run(gradient, (x, new[] { 1.5f, 2f })).ToArray<float>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ContextsGoOutAsTheyCameIn(string name)
    {
        var (meta, _, _) = Built(_programs[name]);
        var expected = MetaGraphDef.Parser.ParseFrom(meta);
        using var scope = tf.Graph().as_default();
        tf.train.import_meta_graph(expected);
        var actual = tf.train.export_meta_graph();
        Assert.Contains(actual.CollectionDef.Keys, k => k is GraphKeys.COND_CONTEXT or GraphKeys.WHILE_CONTEXT);
        foreach (var key in expected.CollectionDef.Keys)
            Assert.Equal(Contexts(key, expected), Contexts(key, actual));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AScopeGoesBeforeFramesToo(string name)
    {
        var (meta, _, values) = Built(_programs[name]);
        using var scope = tf.Graph().as_default();
        // Twice: frames of one name would be one frame.
        for (var i = 0; i < 2; i++)
            tf.train.import_meta_graph(MetaGraphDef.Parser.ParseFrom(meta), import_scope: "part");
        var graph = tf.get_default_graph();
        foreach (var prefix in (string[])["part", "part_1"])
        {
            var x = graph.get_tensor_by_name(prefix + "/x:0");
            var gradient = tf.gradients(graph.get_tensor_by_name(prefix + "/loss:0"), [x])[0]!;
            using var session = tf.Session();
            session.run(graph.get_operation_by_name(prefix + "/init"));
            Assert.Equal(values, session.run(gradient, (x, new[] { 1.5f, 2f })).ToArray<float>());
        }
    }

    /// <summary>The MetaGraph of a program, then the graph with its gradient, and the gradient's value.</summary>
    private static (byte[] Meta, GraphDef Graph, float[] Gradient) Built(Func<Tensor, Tensor> program)
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, 2, "x");
        tf.set_random_seed(1);
        var loss = tf.reduce_sum(program(x), name: "loss");
        tf.global_variables_initializer();
        // Where there are variables and no saver, importing makes one.
        var def =
            tf.global_variables().Length > 0 ? tf.train.Saver().export_meta_graph() : tf.train.export_meta_graph();
        var meta = Google.Protobuf.MessageExtensions.ToByteArray(def);
        var gradient = tf.gradients(loss, [x])[0]!;
        using var session = tf.Session();
        session.run(tf.get_default_graph().get_operation_by_name("init"));
        var value = session.run(gradient, (x, new[] { 1.5f, 2f })).ToArray<float>();
        return (meta, tf.get_default_graph().as_graph_def(), value);
    }

    /// <summary>A collection's contexts; their maps have no order.</summary>
    private static string[] Contexts(string key, MetaGraphDef def) =>
        [
            .. (def.CollectionDef[key].BytesList?.Value ?? []).Select(bytes =>
                (
                    key == GraphKeys.COND_CONTEXT
                        ? (Google.Protobuf.IMessage)CondContextDef.Parser.ParseFrom(bytes)
                        : WhileContextDef.Parser.ParseFrom(bytes)
                ).ToString()!
            ),
        ];
}

using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

/// <summary>Where random nodes stand goes from one session to another, so that a run goes on as if it had not stopped.</summary>
public class RandomStateTests
{
    private static readonly Dictionary<string, Func<Tensor>> _nodes = new(StringComparer.Ordinal)
    {
        ["normal"] = () => tf.random_normal(5),
        ["truncated normal"] = () => tf.truncated_normal(5),
        ["uniform"] = () => tf.random_uniform(5),
        ["shuffle"] = () => tf.random_shuffle(tf.constant(new[] { 1f, 2f, 3f, 4f, 5f })),
        ["no seed at all"] = () =>
        {
            tf.get_default_graph().seed = null;
            return tf.random_uniform(5);
        },
    };

    public static TheoryData<string> Names => new(_nodes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void AnotherSessionGoesOnWhereOneStopped(string name)
    {
        using var scope = tf.Graph().as_default();
        tf.set_random_seed(3);
        var node = _nodes[name]();
        using var session = tf.Session();
        for (var i = 0; i < 3; i++)
            Draw(session, node);
        var states = session.export_random_op_states();
        Assert.Single(states);
        var expected = new[] { Draw(session, node), Draw(session, node) };
        using var fresh = tf.Session();
        fresh.import_random_op_states(states);
        Assert.Equal(expected, [Draw(fresh, node), Draw(fresh, node)]);
        // A session that has run the node already goes back.
        session.import_random_op_states(states);
        Assert.Equal(expected, [Draw(session, node), Draw(session, node)]);
    }

    [Fact]
    public void TheSameGraphOfAnotherProcessTakesTheStateByName()
    {
        var first = Run(states: null, steps: 4, out var states);
        var rest = Run(states, steps: 3, out _);
        var whole = Run(states: null, steps: 7, out var all);
        Assert.Equal(whole, first.Concat(rest));
        Assert.Equal(["random_uniform/RandomUniform"], all.Select(s => s.Node));
    }

    [Fact]
    public void OnlyRandomNodesHaveAState()
    {
        using var scope = tf.Graph().as_default();
        tf.constant(1f, name: "c");
        using var session = tf.Session();
        Assert.Empty(session.export_random_op_states());
        var error = Assert.Throws<ValueError>(() =>
            session.import_random_op_states([new("c", 0, 0, 0), new("nope", 0, 0, 0)])
        );
        Assert.Equal("The graph has no random node named 'c', 'nope'.", error.Message);
    }

    private static float[] Run(RandomOpState[]? states, int steps, out RandomOpState[] end)
    {
        using var scope = tf.Graph().as_default();
        tf.set_random_seed(5);
        var node = tf.random_uniform(2);
        using var session = tf.Session();
        session.import_random_op_states(states ?? []);
        float[] drawn = [.. Enumerable.Range(0, steps).SelectMany(_ => Draw(session, node))];
        end = session.export_random_op_states();
        return drawn;
    }

    private static float[] Draw(Session session, Tensor node) => session.run(node).ToArray<float>();
}

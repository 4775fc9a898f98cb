using NumSharp;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Compatibility;

/// <summary>The adapter of the engine that the tests run on.</summary>
public class ManagedEngineTests
{
    [Fact]
    public void NodesGoToTheDefaultGraphUntilItsBlockEnds()
    {
        var graph = tf.Graph();
        var outer = tf.get_default_graph();
        using (Engine.AsDefault(graph))
            Assert.Same(graph, tf.constant(1f).graph);
        Assert.Same(outer, tf.get_default_graph());
    }

    [Fact]
    public void GraphsAreGivenAsGraphDefs()
    {
        var graph = tf.Graph();
        using (Engine.AsDefault(graph))
            _ = tf.placeholder(tf.float32, (-1, 3), name: "x");
        var node = Assert.Single(GraphDef.Parser.ParseFrom(Engine.GraphDef(graph)).Node);
        Assert.Equal(("x", "Placeholder"), (node.Name, node.Op));
    }

    [Fact]
    public void ArraysGoInAndScalarsComeOut()
    {
        var graph = tf.Graph();
        using var block = Engine.AsDefault(graph);
        var x = tf.placeholder(tf.float32, (2, 2));
        var sum = tf.reduce_sum(x);
        using var session = Engine.OpenSession(graph, threads: 1);
        using var array = np.array(new[] { 1f, 2f, 3f, 4f }).reshape(2, 2);
        Assert.Equal(10f, Engine.Scalar(session.run(sum, (x, Engine.Array(array)))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public void SeedsStayAsTheyAre(int? seed) => Assert.Equal(seed, Engine.Seed(seed));
}

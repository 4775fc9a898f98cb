using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Graphs;

/// <summary>The whole graph of the program beside the one that Python's TensorFlow builds.</summary>
public class ModelGraphTests
{
    private static readonly Graph _graph = Build();

    /// <summary>
    /// TensorFlow keeps up to 8 edges of a node in order; with more it iterates over addresses, so that in nodes.txt the
    /// order of more control inputs than that is chance. graph.pb sorts them.
    /// </summary>
    private const int OrderedEdges = 8;

    [Fact]
    public void NodesNamesTypesInputsAndShapesArePythons()
    {
        var expected = Golden.Text("model/nodes.txt").TrimEnd('\n').Split('\n');
        var actual = _graph.get_operations().Select(Line).ToArray();
        Assert.Equal(3351, expected.Length);
        var different = expected.Zip(actual).Where(p => Normal(p.First) != Normal(p.Second)).ToArray();
        Assert.True(
            different.Length == 0,
            $"{different.Length} nodes differ, first:\n{string.Join("\n", different.Take(10).Select(d => $"- {d.First}\n+ {d.Second}"))}"
        );
        Assert.Equal(expected.Length, actual.Length);
    }

    [Fact]
    public void EveryAttributeIsPythons()
    {
        var expected = GraphDef.Parser.ParseFrom(Golden.Bytes("model/graph.pb"));
        var actual = _graph.as_graph_def();
        var different = expected.Node.Zip(actual.Node).Where(p => !p.First.Equals(p.Second)).ToArray();
        Assert.True(
            different.Length == 0,
            $"{different.Length} nodes differ, first:\n{string.Join("\n", different.Take(5).Select(d => $"- {d.First}\n+ {d.Second}"))}"
        );
        Assert.Equal(expected, actual);
    }

    private static Graph Build()
    {
        var graph = tf.Graph();
        using (graph.as_default())
            _ = new MnistLstm(seed: 1);
        return graph;
    }

    private static string Line(Operation op)
    {
        var inputs = op.inputs.Select(t => t.name).Concat(op.control_inputs.Select(c => "^" + c.name));
        var outputs = op.outputs.Select(t => t.dtype.as_numpy_name() + t.shape);
        return $"{op.name}\t{op.type}\t{string.Join(",", inputs)}\t{string.Join(";", outputs)}";
    }

    private static string Normal(string line)
    {
        var fields = line.Split('\t');
        var inputs = fields[2].Split(',');
        if (inputs.Length > OrderedEdges)
            inputs =
            [
                .. inputs.Where(i => !i.StartsWith('^')),
                .. inputs.Where(i => i.StartsWith('^')).Order(StringComparer.Ordinal),
            ];
        fields[2] = string.Join(",", inputs);
        return string.Join("\t", fields);
    }
}

using Tensorflow;
using Tensorflow.Values;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>The graphs that Python made of each expression and its gradients, imported and run by a session.</summary>
public class ImportedOpTests
{
    public static TheoryData<string> Names => new(GoldenOpCase.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputAndGradientsAreTensorFlows(string name)
    {
        var golden = new GoldenOpCase(name);
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(golden.Def, name: "");
        using var session = tf.Session(graph);
        var feeds = golden.Inputs.Select((input, i) => new FeedItem($"in{i}:0", input)).ToList();
        if (golden.IncomingGradient is { } incoming)
            feeds.Add(new("gy0:0", incoming));
        foreach (var (tensor, expected) in golden.Gradients.Prepend(golden.Output))
        {
            var actual = HostArrays.ToValue(session.run(graph.get_tensor_by_name(tensor), [.. feeds]));
            Assert.Equal(expected.Shape, actual.Sizes.ToArray());
            OpTolerance.AssertClose(expected.Data, actual.ToArray(), tensor, golden);
        }
    }
}

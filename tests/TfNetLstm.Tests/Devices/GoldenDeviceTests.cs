using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Devices;

/// <summary>The graph of the program on a cluster, node for node beside Python's.</summary>
public class GoldenDeviceTests
{
    [Fact]
    public void TheWholeGraphIsPythonsDevicesIncluded()
    {
        var expected = CreateSessionRequest
            .Parser.ParseFrom(Golden.Bytes("master/01_CreateSession.request.pb"))
            .GraphDef;
        var actual = OnTheCluster().as_graph_def();
        var different = expected.Node.Zip(actual.Node).Where(p => !p.First.Equals(p.Second)).ToArray();
        Assert.True(
            different.Length == 0,
            $"{different.Length} nodes differ, first:\n{string.Join("\n", different.Take(5).Select(d => $"- {d.First}\n+ {d.Second}"))}"
        );
        Assert.Equal(expected, actual);
    }

    /// <summary>The tutorial's graph as the recording has it: one parameter server, one worker.</summary>
    public static Graph OnTheCluster()
    {
        var cluster = ClusterSpec.Parse("ps=localhost:2222;worker=localhost:2223");
        var graph = tf.Graph();
        using (graph.as_default())
        using (tf.device(tf.train.replica_device_setter(cluster: cluster)))
            _ = new MnistLstm(seed: 1);
        return graph;
    }
}

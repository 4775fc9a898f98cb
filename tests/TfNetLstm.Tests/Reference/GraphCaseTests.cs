using Tensorflow.Values;
using TfNetLstm.Tests.Operations;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Reference;

/// <summary>The small programs, run by a session and by the reference.</summary>
public class GraphCaseTests
{
    public static TheoryData<string> Names => new(GraphCases.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void ASessionComputesWhatTheReferenceDoes(string name)
    {
        using var scope = tf.Graph().as_default();
        var tensors = GraphCases.All[name]();
        using var session = tf.Session();
        var def = tf.get_default_graph().as_graph_def();
        foreach (var tensor in tensors)
        {
            var wanted = new PlainGraph(def).Run([tensor.name], PlainGraph.NoFeeds)[0]!;
            var got = HostArrays.ToValue(session.run(tensor));
            Assert.Equal(wanted.Dims, got.Sizes.ToArray());
            PlainTolerance.AssertClose(wanted.ToArray(), got.ToArray(), tensor.name);
        }
    }
}

using Tensorflow.Operations;
using Tensorflow.Values;
using TfNetLstm.Tests.Operations;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Reference;

/// <summary>The engine and the reference beside each other and beside the golden data.</summary>
public class ReferenceTests
{
    public static TheoryData<string> OpCases => new(GoldenOpCase.Names);

    [Fact]
    public void EveryKernelHasAReference() =>
        Assert.Empty(OpRegistry.Rules.Where(r => r.Kernel is not null).Select(r => r.Name).Except(PlainOps.Names));

    [Theory]
    [MemberData(nameof(OpCases))]
    public void OpsAreWhatTheReferenceSays(string name)
    {
        var golden = new GoldenOpCase(name);
        var feeds = golden.Inputs.Select((x, i) => ($"in{i}", Plain.From(x))).ToDictionary(p => p.Item1, p => p.Item2);
        if (golden.IncomingGradient is { } incoming)
            feeds.Add("gy0", Plain.From(incoming));
        var tensors = golden.Gradients.Prepend(golden.Output).ToArray();
        var reference = new PlainGraph(golden.Def).Run([.. tensors.Select(t => t.Tensor)], feeds);
        using var scope = tf.Graph().as_default();
        tf.import_graph_def(golden.Def, name: "");
        using var session = tf.Session();
        var fed = feeds.Keys.Select(k => new Tensorflow.FeedItem(k + ":0", golden.Fed(k))).ToArray();
        foreach (var ((tensor, expected), plain) in tensors.Zip(reference))
        {
            Assert.Equal(expected.Shape, plain!.Dims);
            PlainTolerance.AssertClose(expected.Data, plain.ToArray(), $"golden and reference of {tensor}");
            var engine = HostArrays.ToValue(session.run(tf.get_default_graph().get_tensor_by_name(tensor), fed));
            PlainTolerance.AssertClose(plain.ToArray(), engine.ToArray(), $"reference and engine of {tensor}");
        }
    }
}

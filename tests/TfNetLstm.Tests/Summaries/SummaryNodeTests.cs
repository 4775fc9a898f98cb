using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Summaries;

/// <summary>Names, tags and collections of summary nodes, as Python's compat.v1 makes them.</summary>
public class SummaryNodeTests
{
    [Fact]
    public void NamesAreMadeTags()
    {
        var names = Build(() =>
        {
            tf.summary.scalar("loss", tf.constant(1f));
            tf.summary.scalar("loss", tf.constant(1f));
            tf.summary.scalar("/my loss:a", tf.constant(1f));
            using (tf.name_scope("train"))
            {
                tf.summary.scalar("loss", tf.constant(1f));
                tf.summary.scalar("rate", tf.constant(1f), family: "Adam");
            }
            tf.summary.histogram("w/h", tf.constant(new[] { 1f }));
            tf.summary.image("i", tf.zeros((1, 2, 2, 1)), max_outputs: 2);
            tf.summary.audio("s", tf.zeros((1, 2)), 8000f);
            tf.summary.text("t", tf.constant("x"));
        });
        string[] expected =
        [
            "loss=ScalarSummary(loss/tags='loss')",
            "loss_1=ScalarSummary(loss_1/tags='loss_1')",
            "my_loss_a=ScalarSummary(my_loss_a/tags='my_loss_a')",
            "train/loss=ScalarSummary(train/loss/tags='train/loss')",
            "train/Adam/rate=ScalarSummary(train/Adam/rate/tags='Adam/train/Adam/rate')",
            "w/h=HistogramSummary(w/h/tag='w/h')",
            "i=ImageSummary(i/tag='i')",
            "s=AudioSummaryV2(s/tag='s')",
            "t=TensorSummaryV2(t/tag='t')",
        ];
        Assert.Equal(string.Join('\n', expected), string.Join('\n', names));
    }

    [Fact]
    public void MergeIsAScopeOfItsOwn()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        Assert.Null(tf.summary.merge_all());
        var a = tf.summary.scalar("a", tf.constant(1f));
        var b = tf.summary.scalar("b", tf.constant(1f), collections: ["mine", "summaries"]);
        var c = tf.summary.scalar("c", tf.constant(1f), collections: []);
        Assert.Equal("mine summaries", string.Join(' ', graph.get_all_collection_keys()));
        var all = tf.summary.merge_all()!;
        Assert.Equal("Merge/MergeSummary", all.op.name);
        Assert.Equal([a, b], all.op.inputs);
        Assert.Equal([b], tf.summary.merge_all("mine")!.op.inputs);
        Assert.Equal([b], tf.summary.merge_all(scope: "b")!.op.inputs);
        Assert.Null(tf.summary.merge_all(scope: "x|y"));
        var named = tf.summary.merge([c, a], ["merged"], "some thing");
        Assert.Equal("some_thing/some_thing", named.op.name);
        Assert.Equal([named], graph.get_collection<Tensor>("merged"));
        Assert.Equal([0L], new[] { all, named }.Select(t => (long)t.shape.ndim).Distinct());
        Assert.Throws<ValueError>(() => tf.summary.merge([]));
    }

    [Theory]
    [InlineData("ScalarSummary", 11)]
    [InlineData("HistogramSummary", 11)]
    [InlineData("ImageSummary", 4)]
    [InlineData("MergeSummary", 1)]
    public void GradientsStopAtSummaries(string op, int types)
    {
        var support = SupportedOps.All.Single(o => o.Name == op);
        Assert.Equal(OpGradient.None, support.Gradient);
        Assert.InRange(support.Types.Count, 1, types);
    }

    [Fact]
    public void TextMustBeText()
    {
        using var block = tf.Graph().as_default();
        var error = Assert.Throws<ValueError>(() => tf.summary.text("t", tf.constant(1f)));
        Assert.Equal("Expected tensor Const:0 to have dtype string, got float32", error.Message);
        Assert.Throws<TypeError>(() => tf.summary.scalar("s", tf.constant("x")));
    }

    private static IEnumerable<string> Build(Action build)
    {
        var graph = tf.Graph();
        using (graph.as_default())
            build();
        return graph
            .get_collection<Tensor>("summaries")
            .Select(t =>
                $"{t.op.name}={t.op.type}({t.op.inputs[0].op.name}='{t.op.inputs[0].op.node_def.Attr["value"].Tensor.StringVal[0].ToStringUtf8()}')"
            );
    }
}

using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>The MetaGraph of the program beside the one that Python's TensorFlow wrote.</summary>
public class MetaGraphTests
{
    [Fact]
    public void TheWholeFileIsPythonsButForWhoWroteIt()
    {
        using var scope = tf.Graph().as_default();
        var (_, saver) = GoldenProgram.Build();
        var expected = MetaGraphDef.Parser.ParseFrom(Golden.Bytes("files/model.ckpt-10.meta"));
        var actual = saver.export_meta_graph();
        AssertSame(expected, actual);
        Assert.Equal("TfNetLstm", actual.MetaInfoDef.TensorflowGitVersion);
        actual.MetaInfoDef.TensorflowGitVersion = expected.MetaInfoDef.TensorflowGitVersion;
        Assert.Equal(Golden.Bytes("files/model.ckpt-10.meta"), actual.ToByteArray());
    }

    /// <summary>Fails with the first nodes, collections or fields that differ; who wrote it may.</summary>
    internal static void AssertSame(MetaGraphDef expected, MetaGraphDef actual)
    {
        Training.GraphComparison.AssertSame(expected.GraphDef, actual.GraphDef);
        Assert.Equal(expected.SaverDef, actual.SaverDef);
        Assert.Equal(
            expected.CollectionDef.Keys.Order(StringComparer.Ordinal),
            actual.CollectionDef.Keys.Order(StringComparer.Ordinal)
        );
        foreach (var (key, collection) in expected.CollectionDef)
            Assert.Equal(collection, actual.CollectionDef[key]);
        Assert.Equal(
            expected.MetaInfoDef.StrippedOpList.Op.Select(o => o.Name).ToArray(),
            actual.MetaInfoDef.StrippedOpList.Op.Select(o => o.Name).ToArray()
        );
        foreach (
            var (before, after) in expected.MetaInfoDef.StrippedOpList.Op.Zip(actual.MetaInfoDef.StrippedOpList.Op)
        )
            Assert.Equal(before, after);
        var same = actual.Clone();
        same.MetaInfoDef.TensorflowGitVersion = expected.MetaInfoDef.TensorflowGitVersion;
        Assert.Equal(expected.MetaInfoDef, same.MetaInfoDef);
        Assert.Equal(expected, same);
    }
}

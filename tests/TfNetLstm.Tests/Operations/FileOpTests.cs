using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static TfNetLstm.Tests.Operations.OneNode;

namespace TfNetLstm.Tests.Operations;

/// <summary>Ops that graphs of other programs hold, which nothing here builds: shards of a checkpoint, older summaries.</summary>
public class FileOpTests
{
    [Fact]
    public void ShardsOfACheckpointBecomeOne()
    {
        using var folder = new TemporaryFolder();
        var (first, second, whole) = (Path("a"), Path("b"), Path("whole"));
        Save(first, "x", Floats(2, 3));
        Save(second, "y", Ints(4, 5));
        Run("MergeV2Checkpoints", [Strings([2], first, second), Strings([], whole)]);
        var read = Run(
            "RestoreV2",
            [Strings([], whole), Strings([2], "y", "x"), Strings([2], "", "")],
            ("dtypes", new[] { TF_DataType.TF_INT32, TF_DataType.TF_FLOAT })
        );
        Assert.Equal([4, 5], read[0].Span<int>().ToArray());
        Assert.Equal(Floats(2, 3).Span<float>().ToArray(), read[1].Span<float>().ToArray());

        string Path(string name) => System.IO.Path.Combine(folder.Path, name);

        static void Save(string prefix, string name, Tensorflow.Values.Value value) =>
            Run("SaveV2", [Strings([], prefix), Strings([1], name), Strings([1], ""), new[] { value }]);
    }

    [Fact]
    public void OlderSummariesHoldTheirTensor()
    {
        var tensor = Summary.Parser.ParseFrom(Run("TensorSummary", [Floats(2, 2)])[0].Strings![0]).Value[0].Tensor;
        Assert.Equal([2, 2], tensor.TensorShape.Dim.Select(d => d.Size));
        var sound = Run("AudioSummary", [Strings([], "s"), Floats(1, 4)], ("sample_rate", 8000f))[0].Strings![0];
        Assert.Equal(4, Summary.Parser.ParseFrom(sound).Value[0].Audio.LengthFrames);
    }
}

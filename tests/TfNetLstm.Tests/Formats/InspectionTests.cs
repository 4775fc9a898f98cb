using System.Text;
using Tensorflow.Formats;
using Tensorflow.Formats.Inspection;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Files are recognised by content, described, read and verified.</summary>
public class InspectionTests
{
    [Theory]
    [InlineData("files/model.ckpt-10", FileKind.Checkpoint)]
    [InlineData("files/model.ckpt-10.index", FileKind.Checkpoint)]
    [InlineData("files/model.ckpt-10.data-00000-of-00001", FileKind.Checkpoint)]
    [InlineData("files/model.ckpt-10.meta", FileKind.MetaGraph)]
    [InlineData("files", FileKind.Checkpoint)]
    [InlineData("files/checkpoint", FileKind.CheckpointState)]
    [InlineData("files/saved_model", FileKind.SavedModel)]
    [InlineData("files/saved_model/saved_model.pb", FileKind.SavedModel)]
    [InlineData("files/events", FileKind.EventFile)]
    [InlineData("files/events/events.out.tfevents.golden", FileKind.EventFile)]
    [InlineData("model/graph.pb", FileKind.Graph)]
    [InlineData("model/graph.pbtxt", FileKind.GraphText)]
    [InlineData("ops/while_loop.pb", FileKind.Graph)]
    public void EveryFileIsRecognisedAndWhole(string name, FileKind kind)
    {
        Assert.Equal(kind, FileInspector.Recognise(Golden.PathOf(name)));
        Assert.Empty(FileInspector.Verify(Golden.PathOf(name)));
        FileReport report = FileInspector.Inspect(Golden.PathOf(name));
        Assert.Equal(kind, report.Kind);
        Assert.NotEmpty(report.Facts);
        Assert.All(report.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));
    }

    [Fact]
    public void EverySmallGraphIsRecognised()
    {
        foreach (string path in Directory.GetFiles(Golden.PathOf("ops"), "*.pb"))
        {
            Assert.Equal(FileKind.Graph, FileInspector.Recognise(path));
        }
    }

    [Fact]
    public void ACheckpointIsDescribedWithStatistics()
    {
        FileReport report = FileInspector.Inspect(Golden.PathOf("files/model.ckpt-10"), statistics: true);
        ReportTable tensors = Assert.Single(report.Tables);
        IReadOnlyList<object?> row = Assert.Single(tensors.Rows, row => (string)row[0]! == "Variable_1");
        float[] values = Golden.Npz("files/checkpoint_values.npz")["Variable_1"].Floats;
        Assert.Equal("float32", Cell(tensors, row, "dtype"));
        Assert.Equal("[128,10]", Cell(tensors, row, "shape"));
        Assert.Equal(5120L, Cell(tensors, row, "bytes"));
        Assert.Equal((double)values.Min(), Cell(tensors, row, "min"));
        Assert.Equal((double)values.Max(), Cell(tensors, row, "max"));
        Assert.Equal(values.Average(value => (double)value), (double)Cell(tensors, row, "mean")!, 12);
        Assert.Equal(409_760L, report.Facts.Single(fact => fact.Key == "elements").Value);
    }

    [Fact]
    public void TensorsAreReadFromCheckpointsAndGraphs()
    {
        TensorElements weights = FileInspector.ReadTensor(Golden.PathOf("files/model.ckpt-10"), "Variable_1");
        Assert.Equal(Golden.Npz("files/checkpoint_values.npz")["Variable_1"].Floats[77], weights.NumberAt(77));
        GraphDef graph = MessageFile.Parse<GraphDef>("", Golden.Bytes("model/graph.pb"));
        NodeDef constant = graph.Node.First(node =>
            node.Op == "Const" && node.Attr["value"].Tensor.Dtype == DataType.DtInt32
        );
        TensorElements elements = FileInspector.ReadTensor(Golden.PathOf("model/graph.pb"), constant.Name);
        Assert.Equal(DataType.DtInt32, elements.Type);
        var missing = Assert.Throws<TensorFileException>(() =>
            FileInspector.ReadTensor(Golden.PathOf("model/graph.pb"), "nothing")
        );
        Assert.Equal(FileErrorKind.NotFound, missing.Kind);
    }

    [Fact]
    public void TheSignaturesOfASavedModelAreListed()
    {
        FileReport report = FileInspector.Inspect(Golden.PathOf("files/saved_model"));
        ReportTable signatures = Assert.Single(report.Tables, table => table.Name == "signatures");
        Assert.Contains(signatures.Rows, row => (string)row[0]! == "serving_default" && (string)row[2]! == "output");
        Assert.Contains(report.Tables, table => table.Name == "tensors" && table.Rows.Count == 20);
    }

    [Fact]
    public void DamageIsListedTensorByTensor()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        files[SmallCheckpoint.Data][0] ^= 1;
        files[SmallCheckpoint.Data][30] ^= 1;
        IReadOnlyList<TensorFileException> problems = FileInspector.Verify(SmallCheckpoint.Prefix, files);
        Assert.Equal(2, problems.Count);
        Assert.Contains("rnn/kernel ", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("rnn/kernel/Adam", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATornEventFileIsDescribedUpToTheTear()
    {
        byte[] bytes = Golden.Bytes("files/events/events.out.tfevents.golden");
        var files = new MemoryFileLayer();
        files["dir/events.out.tfevents.1"] = bytes[..^5];
        FileReport report = FileInspector.Inspect("dir/events.out.tfevents.1", files);
        Assert.NotEqual(0L, report.Facts.Single(fact => fact.Key == "bytes behind the last whole event").Value);
        Assert.Contains(
            "torn",
            Assert.Single(FileInspector.Verify("dir/events.out.tfevents.1", files)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("\u0001\u0002\u0003")]
    public void WhatIsNoFileOfTensorFlowsIsSaidToBeNone(string content)
    {
        var files = new MemoryFileLayer();
        files["dir/file"] = Encoding.UTF8.GetBytes(content);
        var error = Assert.Throws<TensorFileException>(() => FileInspector.Inspect("dir/file", files));
        Assert.Equal(FileErrorKind.InvalidArgument, error.Kind);
    }

    [Theory]
    [InlineData(DataType.DtHalf, "003C", "1")]
    [InlineData(DataType.DtBfloat16, "C03F", "1.5")]
    [InlineData(DataType.DtFloat8E5M2, "3C", "1")]
    [InlineData(DataType.DtFloat8E4M3Fn, "38", "1")]
    [InlineData(DataType.DtFloat8E4M3Fn, "01", "0.001953125")]
    [InlineData(DataType.DtInt8, "FF", "-1")]
    [InlineData(DataType.DtUint8, "FF", "255")]
    [InlineData(DataType.DtBool, "01", "True")]
    [InlineData(DataType.DtInt64, "FFFFFFFFFFFFFF7F", "9223372036854775807")]
    [InlineData(DataType.DtUint64, "FFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData(DataType.DtFloat, "CDCCCC3D", "0.1")]
    [InlineData(DataType.DtComplex64, "0000803F000000C0", "(1-2j)")]
    public void ElementsOfEveryTypeAreShown(DataType type, string bytes, string text) =>
        Assert.Equal(text, new TensorElements("a", type, [1], Convert.FromHexString(bytes)).TextAt(0));

    private static object? Cell(ReportTable table, IReadOnlyList<object?> row, string column) =>
        row[table.Columns.ToList().IndexOf(column)];
}

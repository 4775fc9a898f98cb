using System.Runtime.InteropServices;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>The checkpoint that TensorFlow wrote after ten steps of the MNIST LSTM.</summary>
public class CheckpointGoldenTests
{
    private const string DataFile = "model.ckpt-10.data-00000-of-00001";

    [Fact]
    public void EveryTensorIsBitEqual()
    {
        NpzFile values = Golden.Npz("files/checkpoint_values.npz");
        using CheckpointReader reader = CheckpointReader.Open(Golden.PathOf("files/model.ckpt-10"));
        Assert.Equal(
            values.Names.Order(StringComparer.Ordinal),
            reader.Entries.Select(entry => entry.Name),
            StringComparer.Ordinal
        );
        foreach (CheckpointEntry entry in reader.Entries)
        {
            NpyArray expected = values[entry.Name];
            Assert.Equal(DataType.DtFloat, entry.Type);
            Assert.Equal(expected.Shape.Select(dimension => (long)dimension), entry.Shape);
            Assert.Equal(MemoryMarshal.AsBytes<float>(expected.Floats), reader.ReadBytes(entry.Name));
        }
        reader.Verify();
    }

    [Fact]
    public void TheSameTensorsGiveTheSameBytes()
    {
        var files = new MemoryFileLayer();
        using (CheckpointReader reader = CheckpointReader.Open(Golden.PathOf("files/model.ckpt-10")))
        using (var writer = new CheckpointWriter("dir/model.ckpt-10", files))
        {
            foreach (CheckpointEntry entry in reader.Entries)
            {
                writer.Add(entry.Name, entry.Type, [.. entry.Shape], reader.ReadBytes(entry.Name));
            }
            writer.Finish();
        }
        Assert.Equal(Golden.Bytes($"files/{DataFile}"), files[$"dir/{DataFile}"]);
        Assert.Equal(Golden.Bytes("files/model.ckpt-10.index"), files["dir/model.ckpt-10.index"]);
        Assert.Equal(2, files.Names.Count());
    }

    [Theory]
    [InlineData("files/model.ckpt-10", "files/model.ckpt-10")]
    [InlineData("files/model.ckpt-10.index", "files/model.ckpt-10")]
    [InlineData("files/model.ckpt-10.meta", "files/model.ckpt-10")]
    [InlineData("files/model.ckpt-10.data-00000-of-00001", "files/model.ckpt-10")]
    [InlineData("files", "files/model.ckpt-10")]
    [InlineData("files/saved_model", "files/saved_model/variables/variables")]
    [InlineData("files/saved_model/variables", "files/saved_model/variables/variables")]
    public void AnyNameOfACheckpointLeadsToIt(string name, string prefix)
    {
        Assert.Equal(Golden.PathOf(prefix), CheckpointPath.Resolve(Golden.PathOf(name)));
        using CheckpointReader reader = CheckpointReader.Open(Golden.PathOf(name));
        Assert.Equal(20, reader.Entries.Count);
    }

    [Theory]
    [InlineData("files/model.ckpt-11")]
    [InlineData("files/checkpoint")]
    [InlineData("model")]
    [InlineData("nowhere/model")]
    public void WhatIsNoCheckpointIsNotFound(string name)
    {
        var error = Assert.Throws<TensorFileException>(() => CheckpointReader.Open(Golden.PathOf(name)));
        Assert.Equal(FileErrorKind.NotFound, error.Kind);
        Assert.Contains("checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StateOfTensorFlowKeepsItsBytes()
    {
        CheckpointState state = CheckpointStateFile.Read(Golden.PathOf("files"))!;
        Assert.Equal(Golden.PathOf("files/model.ckpt-10"), state.ModelCheckpointPath);
        Assert.Equal(state.ModelCheckpointPath, CheckpointStateFile.Latest(Golden.PathOf("files")));
        var files = new MemoryFileLayer();
        CheckpointStateFile.Write("dir", new CheckpointState { ModelCheckpointPath = "dir/model.ckpt-10" }, files);
        Assert.Equal(Golden.Bytes("files/checkpoint"), files["dir/checkpoint"]);
    }
}

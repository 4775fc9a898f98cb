using System.Text;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

public class CheckpointTests
{
    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        using CheckpointReader reader = CheckpointReader.Open(SmallCheckpoint.Prefix, files);
        Assert.Equal(
            ["empty", "flags", "global_step", "rnn/kernel", "rnn/kernel/Adam", "table", "words"],
            reader.Entries.Select(entry => entry.Name),
            StringComparer.Ordinal
        );
        Assert.Equal(SmallCheckpoint.Bytes(1, 24), reader.ReadBytes("rnn/kernel"));
        Assert.Equal([.. SmallCheckpoint.Bytes(4, 16), .. SmallCheckpoint.Bytes(5, 8)], reader.ReadBytes("table"));
        Assert.Equal("gate1", Encoding.UTF8.GetString(reader.ReadStrings("words")[1]));
        Assert.Equal([0L, 4L], reader.GetShapes()["empty"]);
        Assert.Equal(DataType.DtBool, reader.GetTypes()["flags"]);
        Assert.True(reader.HasTensor("table"));
        Assert.False(reader.HasTensor("nothing"));
        reader.Verify();
    }

    [Theory]
    [InlineData("-:-", 0, 1, 2, 3, 4, 5)]
    [InlineData("0,1:-", 0, 1)]
    [InlineData("1,2:1,1", 3, 5)]
    [InlineData("2,1:0,1", 4)]
    public void APieceIsReadWhicheverWayTheTensorWasSaved(string slice, params int[] expected)
    {
        byte[] elements = [0, 1, 2, 3, 4, 5];
        var files = new MemoryFileLayer();
        using (var writer = new CheckpointWriter(SmallCheckpoint.Prefix, files))
        {
            writer.Add("whole", DataType.DtUint8, [3, 2], elements);
            writer.AddSlice("rows", DataType.DtUint8, [3, 2], TensorSlice.Parse("0,2:-"), elements.AsSpan(0, 4));
            writer.AddSlice("rows", DataType.DtUint8, [3, 2], TensorSlice.Parse("2,1:-"), elements.AsSpan(4));
            writer.AddSlice("columns", DataType.DtUint8, [3, 2], TensorSlice.Parse("-:0,1"), [0, 2, 4]);
            writer.AddSlice("columns", DataType.DtUint8, [3, 2], TensorSlice.Parse("-:1,1"), [1, 3, 5]);
            writer.Finish();
        }
        using CheckpointReader reader = CheckpointReader.Open(SmallCheckpoint.Prefix, files);
        foreach (string name in (string[])["whole", "rows", "columns"])
        {
            var read = new byte[expected.Length];
            reader.ReadSlice(name, TensorSlice.Parse(slice), read);
            Assert.Equal(expected, read.Select(value => (int)value));
            Assert.Equal(elements, reader.ReadBytes(name));
        }
    }

    [Fact]
    public void ManyTensorsFillSeveralBlocks()
    {
        var files = new MemoryFileLayer();
        using (var writer = new CheckpointWriter(SmallCheckpoint.Prefix, files))
        {
            for (int i = 0; i < 20000; i++)
            {
                writer.Add(
                    $"layer_{i % 100}/a/rather/long/name/so/that/blocks/fill/weights_{i}",
                    DataType.DtInt32,
                    [1],
                    BitConverter.GetBytes(i)
                );
            }
            writer.Finish();
        }
        Assert.True(files[SmallCheckpoint.Index].Length > 2 * (256 << 10));
        using CheckpointReader reader = CheckpointReader.Open(SmallCheckpoint.Prefix, files);
        Assert.Equal(20000, reader.Entries.Count);
        Assert.Equal(
            77,
            BitConverter.ToInt32(reader.ReadBytes("layer_77/a/rather/long/name/so/that/blocks/fill/weights_77"))
        );
    }

    [Fact]
    public void SeveralDataFilesAreReadAsOneCheckpoint()
    {
        var files = new MemoryFileLayer();
        var table = new TableBuilder();
        table.Add([], TableFixtures.Header(shards: 2));
        for (int shard = 0; shard < 2; shard++)
        {
            byte[] bytes = [(byte)shard, 7];
            files[CheckpointPath.DataFile("dir/m", shard, 2)] = bytes;
            table.Add(
                [(byte)('a' + shard)],
                TableFixtures.Entry(entry =>
                {
                    entry.Dtype = DataType.DtUint8;
                    entry.ShardId = shard;
                    entry.Shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = 2 });
                    entry.Size = 2;
                    entry.Crc32C = MaskedCrc32C.Of(bytes);
                })
            );
        }
        files["dir/m.index"] = table.Finish().ToArray();
        using CheckpointReader reader = CheckpointReader.Open("dir/m.data-00001-of-00002", files);
        Assert.Equal(2, reader.ShardCount);
        Assert.Equal([1, 7], reader.ReadBytes("b"));
    }

    [Fact]
    public void MistakesOfTheCallerAreNamed()
    {
        var files = new MemoryFileLayer();
        using var writer = new CheckpointWriter(SmallCheckpoint.Prefix, files);
        writer.Add("a", DataType.DtFloat, [1], new byte[4]);
        AssertInvalid("twice", () => writer.Add("a", DataType.DtFloat, [1], new byte[4]));
        AssertInvalid("8 bytes are not [3] of float32", () => writer.Add("b", DataType.DtFloat, [3], new byte[8]));
        AssertInvalid("resource", () => writer.Add("c", DataType.DtResource, [], new byte[8]));
        AssertInvalid("name", () => writer.Add("", DataType.DtFloat, [1], new byte[4]));
        AssertInvalid("2 strings are not [3]", () => writer.AddStrings("d", [3], new ReadOnlyMemory<byte>[2]));
        AssertInvalid(
            "does not lie within",
            () => writer.AddSlice("e", DataType.DtInt8, [2], TensorSlice.Parse("1,2"), new byte[2])
        );
        writer.AddSlice("f", DataType.DtInt8, [3], TensorSlice.Parse("0,2"), new byte[2]);
        AssertInvalid("2 elements and not 3", writer.Finish);
        Assert.False(CheckpointPath.Exists(SmallCheckpoint.Prefix, files));
    }

    [Fact]
    public void MistakesOfTheReaderAreNamed()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        using CheckpointReader reader = CheckpointReader.Open(SmallCheckpoint.Prefix, files);
        var missing = Assert.Throws<TensorFileException>(() => reader.ReadBytes("nothing"));
        Assert.Equal(FileErrorKind.NotFound, missing.Kind);
        Assert.Contains("Key nothing not found in checkpoint", missing.Message, StringComparison.Ordinal);
        AssertInvalid("strings", () => reader.ReadBytes("words"));
        AssertInvalid("not strings", () => reader.ReadStrings("flags"));
        AssertInvalid("does not lie within", () => reader.ReadSlice("flags", TensorSlice.Parse("2,2"), new byte[2]));
        Assert.Throws<ArgumentException>(() => reader.Read("flags", new byte[4]));
    }

    [Theory]
    [InlineData(".data-00000-of-00001")]
    [InlineData(".index")]
    public void DeletingLeavesNothingOfOneCheckpointAndAllOfOthers(string ending)
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        SmallCheckpoint.Write(files, prefix: "dir/model.ckpt-10");
        files["dir/model.ckpt-1.meta"] = [1];
        CheckpointPath.Delete(CheckpointPath.WithoutEnding(SmallCheckpoint.Prefix + ending), files);
        Assert.Equal(
            ["dir/model.ckpt-10.data-00000-of-00001", "dir/model.ckpt-10.index"],
            files.Names.Order(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
    }

    [Theory]
    [InlineData("../other/model")]
    [InlineData("/etc/model")]
    [InlineData("a/../../model")]
    [InlineData("")]
    [InlineData("a\\nb")]
    public void AStateThatLeadsOutOfTheFolderIsRefused(string entry)
    {
        var files = new MemoryFileLayer();
        files["dir/checkpoint"] = Encoding.UTF8.GetBytes($"model_checkpoint_path: \"{entry}\"\n");
        var error = Assert.Throws<TensorFileException>(() => CheckpointStateFile.Read("dir", files));
        Assert.Equal("dir/checkpoint", error.File);
    }

    [Fact]
    public void AFolderThatWasMovedKeepsItsCheckpoints()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        files["dir/checkpoint"] =
            """
            model_checkpoint_path: "/old/place/model.ckpt-1"
            all_model_checkpoint_paths: "/old/place/model.ckpt-0"
            all_model_checkpoint_paths: "/old/place/model.ckpt-1"
            """u8.ToArray();
        CheckpointState state = CheckpointStateFile.Read("dir", files)!;
        Assert.Equal("dir/model.ckpt-1", state.ModelCheckpointPath);
        Assert.Equal(["dir/model.ckpt-0", "dir/model.ckpt-1"], state.AllModelCheckpointPaths, StringComparer.Ordinal);
        Assert.Equal(
            "/old/place/model.ckpt-1",
            CheckpointStateFile.Read("dir", files, allowOutside: true)!.ModelCheckpointPath
        );
    }

    [Fact]
    public void ATableThatIsACheckpointOfFormatV1IsNamed()
    {
        var files = new MemoryFileLayer();
        files["dir/old.ckpt"] = Golden.Bytes("files/model.ckpt-10.index");
        var error = Assert.Throws<TensorFileException>(() => CheckpointReader.Open("dir/old.ckpt", files));
        Assert.Equal(FileErrorKind.Unimplemented, error.Kind);
        Assert.Contains("V1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "80")]
    [InlineData(1, "81")]
    [InlineData(63, "BF")]
    [InlineData(64, "C040")]
    [InlineData(-1, "7F")]
    [InlineData(-64, "40")]
    [InlineData(-65, "3FBF")]
    [InlineData(long.MaxValue, "FFC07FFFFFFFFFFFFFFF")]
    public void SignedNumbersAreBytesThatSort(long number, string bytes)
    {
        var sink = new ByteSink();
        OrderedCode.AppendSigned(sink, number);
        Assert.Equal(bytes, Convert.ToHexString(sink.Written));
    }

    private static void AssertInvalid(string part, Action action)
    {
        var error = Assert.Throws<TensorFileException>(action);
        Assert.Equal(FileErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}

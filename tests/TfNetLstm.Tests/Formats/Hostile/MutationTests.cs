using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Seeded changes of every format: a named error, or a value; of checkpoints only the right one. Nothing else is ever thrown.</summary>
public class MutationTests
{
    private static readonly string[] Checkpoints = [SmallCheckpoint.Index, SmallCheckpoint.Data];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ChangedCheckpointsAreNeverWrong(int file)
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        string expected = SmallCheckpoint.ReadAll(files);
        byte[] original = files[Checkpoints[file]];
        Run(
            Checkpoints[file],
            seed =>
            {
                files[Checkpoints[file]] = Mutations.Apply(original, seed);
                string read = SmallCheckpoint.ReadAll(files);
                Assert.Equal(expected, read);
            }
        );
    }

    /// <summary>With the checksums made right again, what lies behind them is reached.</summary>
    [Fact]
    public void ChangedIndexesWithRightChecksumsAreErrorsOrValues()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        byte[] original = files[SmallCheckpoint.Index];
        int contents = BlockLength(original);
        Run(
            "index with right checksums",
            seed =>
            {
                byte[] changed = Mutations.Apply(original[..contents], seed);
                files[SmallCheckpoint.Index] = TableFixtures.Table(changed);
                SmallCheckpoint.ReadAll(files);
            }
        );
    }

    [Fact]
    public void ChangedStateFiles()
    {
        var files = new MemoryFileLayer();
        CheckpointStateFile.Write(
            "dir",
            new CheckpointState
            {
                ModelCheckpointPath = "dir/model.ckpt-20",
                AllModelCheckpointPaths = { "dir/model.ckpt-10", "dir/model.ckpt-20" },
                AllModelCheckpointTimestamps = { 1700000000.25, 1700000100.5 },
                LastPreservedTimestamp = 1700000000,
            },
            files
        );
        byte[] original = files["dir/checkpoint"];
        Run(
            "checkpoint",
            seed =>
            {
                files["dir/checkpoint"] = Mutations.Apply(original, seed);
                CheckpointStateFile.Read("dir", files);
            }
        );
    }

    [Fact]
    public void ChangedGraphs() => RunMessages<GraphDef>("graph.pb", Golden.Bytes("ops/while_loop.pb"));

    [Fact]
    public void ChangedGraphTexts()
    {
        GraphDef graph = MessageFile.Parse<GraphDef>("graph.pb", Golden.Bytes("ops/while_loop.pb"));
        byte[] original = Encoding.UTF8.GetBytes(TextFormat.Print(graph));
        Run(
            "graph.pbtxt",
            seed =>
            {
                GraphDef read = MessageFile.ParseText<GraphDef>("graph.pbtxt", Mutations.Apply(original, seed));
                Assert.Equal(read, TextFormat.Parse<GraphDef>(TextFormat.Print(read)));
            }
        );
    }

    [Fact]
    public void ChangedMetaGraphs() => RunMessages<MetaGraphDef>("model.meta", SmallMetaGraph().ToByteArray());

    [Fact]
    public void ChangedSavedModels() =>
        RunMessages<SavedModel>(
            "saved_model.pb",
            new SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { SmallMetaGraph() } }.ToByteArray()
        );

    [Fact]
    public void ChangedEventFilesGiveWhatLiesBeforeTheDamage()
    {
        var files = new MemoryFileLayer();
        byte[] original = EventFile(out List<Event> events);
        Run(
            "events.out.tfevents",
            seed =>
            {
                files["dir/events"] = Mutations.Apply(original, seed);
                var read = new List<Event>();
                using var reader = new EventFileReader("dir/events", files);
                try
                {
                    read.AddRange(reader.ReadToEnd());
                }
                finally
                {
                    // Whole records can be repeated by a change; each is one that was written.
                    Assert.All(read, item => Assert.Contains(item, events));
                }
            }
        );
    }

    /// <summary>The first events of the golden file, without its large graphs.</summary>
    private static byte[] EventFile(out List<Event> events)
    {
        events =
        [
            .. EventFileReader
                .ReadAll(Golden.PathOf("files/events/events.out.tfevents.golden"))
                .Where(item => item.WhatCase is not (Event.WhatOneofCase.GraphDef or Event.WhatOneofCase.MetaGraphDef))
                .Take(4),
        ];
        var sink = new ByteSink();
        foreach (Event item in events)
        {
            byte[] data = item.ToByteArray();
            int start = sink.Length;
            sink.AppendFixed64((ulong)data.Length);
            sink.AppendFixed32(MaskedCrc32C.Of(sink.Written[start..]));
            sink.Append(data);
            sink.AppendFixed32(MaskedCrc32C.Of(data));
        }
        return sink.Written.ToArray();
    }

    /// <summary>The golden meta graph with a small graph in it: everything else is as TensorFlow wrote it.</summary>
    private static MetaGraphDef SmallMetaGraph()
    {
        SavedModel model = MessageFile.Parse<SavedModel>("", Golden.Bytes("files/saved_model/saved_model.pb"));
        MetaGraphDef meta = model.MetaGraphs[0];
        meta.GraphDef = MessageFile.Parse<GraphDef>("graph.pb", Golden.Bytes("ops/while_loop.pb"));
        meta.MetaInfoDef.StrippedOpList = null;
        return meta;
    }

    private static void RunMessages<T>(string name, byte[] original)
        where T : IMessage<T>, new() =>
        Run(
            name,
            seed =>
            {
                T read = MessageFile.Parse<T>(name, Mutations.Apply(original, seed));
                Assert.Equal(read, MessageFile.Parse<T>(name, read.ToByteArray()));
                TextFormat.Print(read);
            }
        );

    private static void Run(string what, Action<int> read)
    {
        int errors = 0;
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            try
            {
                read(seed);
            }
            catch (TensorFileException)
            {
                errors++;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{what}: the change with seed {seed} is no named error", error);
            }
        }
        Assert.NotEqual(0, errors);
        CheckpointDamageTests.Report(
            $"{what}: {Mutations.Count} changes, {errors} errors, {Mutations.Count - errors} values, 0 wrong"
        );
    }

    /// <summary>The length of the only data block, which the index block behind it tells.</summary>
    private static int BlockLength(byte[] index)
    {
        var footer = new BoundedReader("", 0, index.AsSpan(^TableFormat.FooterLength..));
        BlockHandle meta = BlockHandle.Take(ref footer, "");
        Assert.Equal(TableFormat.Magic, BinaryPrimitives.ReadUInt64LittleEndian(index.AsSpan(^8..)));
        return (int)meta.Offset - TableFormat.TrailerLength;
    }
}

using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using Tensorflow.Summaries;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Summaries;

public sealed class FileWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ItWritesWhatIsAdded()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var merged = tf.summary.merge([tf.summary.scalar("loss", tf.constant(2.5f))]);
        using var session = tf.Session(graph);
        using var writer = tf.summary.FileWriter(_folder.Path, graph, filename_suffix: ".test");
        Assert.EndsWith(".test", writer.event_file, StringComparison.Ordinal);
        Assert.Equal(_folder.Path, writer.get_logdir());
        writer.add_summary(session.run(merged), 7);
        writer.add_summary(((StringArray)session.run(merged)).Bytes[0], 8);
        writer.add_session_log(new() { Status = SessionLog.Types.SessionStatus.Start }, 8);
        writer.add_run_metadata(new(), "trace", 8);
        writer.add_event(new() { WallTime = 12, Step = 13 });
        writer.add_graph(graph, 9);
        writer.flush();
        var events = Read(writer);
        Assert.Equal(
            [
                Event.WhatOneofCase.FileVersion,
                Event.WhatOneofCase.GraphDef,
                Event.WhatOneofCase.MetaGraphDef,
                Event.WhatOneofCase.Summary,
                Event.WhatOneofCase.Summary,
                Event.WhatOneofCase.SessionLog,
                Event.WhatOneofCase.TaggedRunMetadata,
                Event.WhatOneofCase.None,
                Event.WhatOneofCase.GraphDef,
            ],
            events.Select(e => e.WhatCase)
        );
        Assert.Equal([0, 0, 0, 7, 8, 8, 8, 13, 9], events.Select(e => e.Step));
        Assert.Equal(("loss", 2.5f), (events[3].Summary.Value[0].Tag, events[3].Summary.Value[0].SimpleValue));
        Assert.Equal(events[3].Summary, events[4].Summary);
        Assert.Equal(graph.as_graph_def(add_shapes: true), GraphDef.Parser.ParseFrom(events[1].GraphDef));
        Assert.Equal(12, events[7].WallTime);
    }

    [Fact]
    public void MetadataAreKeptWithTheFirstValueOfATag()
    {
        using var writer = new FileWriter(_folder.Path);
        var summary = new Summary
        {
            Value =
            {
                new Summary.Types.Value
                {
                    Tag = "a",
                    Metadata = new() { DisplayName = "A" },
                },
                new Summary.Types.Value { Tag = "b" },
            },
        };
        writer.add_summary(summary, 1);
        writer.add_summary(summary, 2);
        summary.Value[1].Metadata = new() { DisplayName = "B" };
        writer.add_summary(summary, 3);
        writer.close();
        Assert.Equal(
            "A,,,,,B",
            string.Join(',', Read(writer).Skip(1).SelectMany(e => e.Summary.Value).Select(v => v.Metadata?.DisplayName))
        );
        Assert.NotNull(summary.Value[0].Metadata);
    }

    [Fact]
    public void ATagOfRunMetadataIsUsedOnce()
    {
        using var writer = new FileWriter(_folder.Path);
        writer.add_run_metadata(new(), "step 1");
        var error = Assert.Throws<ValueError>(() => writer.add_run_metadata(new(), "step 1"));
        Assert.Equal("The provided tag was already used for this event type", error.Message);
    }

    [Fact]
    public void GraphAndMessageExcludeEachOther()
    {
        var graph = tf.Graph();
        Assert.Throws<ValueError>(() => new FileWriter(_folder.Path, graph, graph_def: new()));
        using var writer = new FileWriter(_folder.Path);
        Assert.Throws<ValueError>(() => writer.add_graph(graph, graph_def: new()));
        Assert.Throws<TypeError>(() => writer.add_graph(null));
        writer.add_graph(null, graph_def: new() { Versions = new() { Producer = 1 } });
        writer.close();
        Assert.Equal(new VersionDef { Producer = 1 }, GraphDef.Parser.ParseFrom(Read(writer)[1].GraphDef).Versions);
    }

    [Fact]
    public void WhatIsNoSummaryIsRefused()
    {
        using var writer = new FileWriter(_folder.Path);
        Assert.Throws<ValueError>(() => writer.add_summary([1, 2, 3]));
        Assert.Throws<ValueError>(() => writer.add_summary(NumSharp.np.zeros(3)));
        Assert.Throws<ValueError>(() => writer.add_summary((Summary)null!));
        Assert.Throws<ValueError>(() => writer.add_event(new() { WallTime = double.NaN }));
        Assert.Throws<ValueError>(() => new FileWriter(""));
        Assert.Throws<ValueError>(() => new FileWriter(_folder["x"], flush_secs: double.NaN));
    }

    [Fact]
    public void AClosedWriterDropsUntilItIsReopened()
    {
        using var writer = new FileWriter(_folder.Path);
        var first = writer.event_file;
        writer.close();
        writer.add_summary(new Summary(), 1);
        writer.reopen();
        writer.add_summary(new Summary(), 2);
        writer.close();
        Assert.Single(EventFileReader.ReadAll(first));
        Assert.Equal([0, 2], Read(writer).Select(e => e.Step));
    }

    [Fact]
    public void TheCacheHasOneWriterAFolder()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        tf.constant(1);
        var cache = tf.summary.FileWriterCache;
        var writer = cache.get(_folder["a"]);
        Assert.Same(writer, cache.get(_folder["a"]));
        Assert.NotSame(writer, cache.get(_folder["b"]));
        Assert.Throws<InvalidArgumentError>(() => new FileWriter(_folder["a"]));
        cache.clear();
        Assert.Equal(Event.WhatOneofCase.GraphDef, Read(writer)[1].WhatCase);
        using var next = new FileWriter(_folder["a"]);
    }

    private static List<Event> Read(FileWriter writer) => EventFileReader.ReadAll(writer.event_file);
}

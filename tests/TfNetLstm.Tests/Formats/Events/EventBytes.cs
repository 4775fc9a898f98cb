using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using Tensorflow.Formats.Records;

namespace TfNetLstm.Tests.Formats.Events;

/// <summary>A small event file with an event of each kind, and what tests do to it.</summary>
internal static class EventBytes
{
    public static IReadOnlyList<Event> Events { get; } =
    [
        new() { WallTime = 1700000000, FileVersion = "brain.Event:2" },
        new()
        {
            WallTime = 1700000000.5,
            SessionLog = new() { Status = SessionLog.Types.SessionStatus.Start },
        },
        new()
        {
            WallTime = 1700000001,
            Step = 1,
            Summary = new()
            {
                Value =
                {
                    new Summary.Types.Value { Tag = "loss", SimpleValue = 2.5f },
                    new Summary.Types.Value
                    {
                        Tag = "w",
                        Histo = new()
                        {
                            Min = -1,
                            Max = 1,
                            Num = 2,
                            BucketLimit = { 0, 1.1 },
                            Bucket = { 1, 1 },
                        },
                    },
                },
            },
        },
        new()
        {
            WallTime = 1700000002,
            Step = 2,
            GraphDef = ByteString.CopyFromUtf8("graph"),
        },
        new()
        {
            WallTime = 1700000003,
            Step = 3,
            TaggedRunMetadata = new() { Tag = "step3", RunMetadata = ByteString.CopyFromUtf8("trace") },
        },
    ];

    public static byte[] File { get; } = Records(Events.Select(e => e.ToByteArray()));

    /// <summary>The offsets at which the records end.</summary>
    public static IReadOnlyList<int> Ends { get; } =
    [.. Enumerable.Range(1, Events.Count).Select(n => Records(Events.Take(n).Select(e => e.ToByteArray())).Length)];

    /// <summary>These as records.</summary>
    public static byte[] Records(IEnumerable<byte[]> records)
    {
        using var memory = new MemoryWriter();
        var writer = new RecordWriter(memory);
        foreach (var record in records)
            writer.Write(record);
        return memory.Bytes;
    }

    /// <summary>What a reader makes of a file: the events, and the error that ended it, if one did.</summary>
    public static (List<Event> Events, TensorFileException? Error) Read(byte[] file)
    {
        using var reader = new EventFileReader("events", new BytesFile(file));
        var events = new List<Event>();
        try
        {
            while (reader.Read() is { } item)
                events.Add(item);
            return (events, null);
        }
        catch (TensorFileException error)
        {
            return (events, error);
        }
    }

    private sealed class MemoryWriter : IFileWriter
    {
        private readonly MemoryStream _stream = new();

        public string Path => "memory";

        public byte[] Bytes => _stream.ToArray();

        public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

        public void FlushToDisk() { }

        public void Dispose() => _stream.Dispose();
    }
}

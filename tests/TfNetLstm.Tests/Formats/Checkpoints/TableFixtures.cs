using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Tests.Formats;

/// <summary>Index files made by hand.</summary>
internal static class TableFixtures
{
    public static byte[] Header(int shards = 1, Action<BundleHeaderProto>? change = null)
    {
        var header = new BundleHeaderProto
        {
            NumShards = shards,
            Version = new VersionDef { Producer = 1 },
        };
        change?.Invoke(header);
        return header.ToByteArray();
    }

    /// <summary>A float scalar at offset 0, with something changed.</summary>
    public static byte[] Entry(Action<BundleEntryProto>? change = null)
    {
        var entry = new BundleEntryProto
        {
            Dtype = DataType.DtFloat,
            Shape = new TensorShapeProto(),
            Size = 4,
        };
        change?.Invoke(entry);
        return entry.ToByteArray();
    }

    /// <summary>An index file with one entry "a" beside the header.</summary>
    public static byte[] Index(Action<BundleEntryProto>? change = null, Action<BundleHeaderProto>? changeHeader = null)
    {
        var table = new TableBuilder();
        table.Add([], Header(change: changeHeader));
        table.Add("a"u8, Entry(change));
        return table.Finish().ToArray();
    }

    /// <summary>A block with its trailer.</summary>
    public static byte[] Block(ReadOnlySpan<byte> contents, byte type = 0)
    {
        var sink = new ByteSink();
        sink.Append(contents);
        sink.AppendByte(type);
        sink.AppendFixed32(MaskedCrc32C.Of(sink.Written));
        return sink.Written.ToArray();
    }

    /// <summary>A table of one data block; its contents, the index entry's handle and the footer's can be lies.</summary>
    public static byte[] Table(
        ReadOnlySpan<byte> contents,
        byte type = 0,
        BlockHandle? said = null,
        BlockHandle? saidIndex = null
    )
    {
        var file = new ByteSink();
        file.Append(Block(contents, type));
        var meta = new BlockHandle((ulong)file.Length, 8);
        file.Append(Block(new BlockBuilder(1).Finish()));
        var handle = new ByteSink();
        (said ?? new BlockHandle(0, (ulong)contents.Length)).AppendTo(handle);
        var index = new BlockBuilder(1);
        index.Add([0xff], handle.Written);
        ReadOnlySpan<byte> indexContents = index.Finish();
        var indexHandle = new BlockHandle((ulong)file.Length, (ulong)indexContents.Length);
        file.Append(Block(indexContents));
        int footer = file.Length;
        meta.AppendTo(file);
        (saidIndex ?? indexHandle).AppendTo(file);
        while (file.Length < footer + 40)
        {
            file.AppendByte(0);
        }
        file.AppendFixed64(TableFormat.Magic);
        return file.Written.ToArray();
    }

    /// <summary>The contents of a block of entries; equal keys and wrong order are possible.</summary>
    public static byte[] Contents(params (string Key, byte[] Value)[] entries)
    {
        var sink = new ByteSink();
        foreach ((string key, byte[] value) in entries)
        {
            sink.AppendVarint(0);
            sink.AppendVarint((ulong)key.Length);
            sink.AppendVarint((ulong)value.Length);
            sink.Append(System.Text.Encoding.ASCII.GetBytes(key));
            sink.Append(value);
        }
        sink.AppendFixed32(0);
        sink.AppendFixed32(1);
        return sink.Written.ToArray();
    }
}

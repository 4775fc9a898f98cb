using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>A tensor in a checkpoint, without its value.</summary>
public sealed class CheckpointEntry
{
    internal CheckpointEntry(string name, BundleEntryProto proto, long[] shape, long count, long indexOffset)
    {
        Name = name;
        Type = proto.Dtype;
        Shape = shape;
        ElementCount = count;
        Shard = proto.ShardId;
        Offset = proto.Offset;
        Size = proto.Size;
        Crc = proto.Crc32C;
        IndexOffset = indexOffset;
    }

    /// <summary>The tensor's name, such as <c>rnn/basic_lstm_cell/kernel/Adam</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public DataType Type { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many elements it has.</summary>
    public long ElementCount { get; }

    /// <summary>The number of its data file; -1 when it is in pieces.</summary>
    public int Shard { get; internal set; }

    /// <summary>Where in its data file it begins.</summary>
    public long Offset { get; }

    /// <summary>How many bytes it has there; those of all pieces when it is in pieces.</summary>
    public long Size { get; internal set; }

    /// <summary>The masked checksum of those bytes.</summary>
    public uint Crc { get; }

    /// <summary>The pieces, when it was saved in pieces; none otherwise.</summary>
    public IReadOnlyList<TensorSlice> Slices { get; internal set; } = [];

    /// <summary>The entries of the pieces.</summary>
    internal IReadOnlyList<CheckpointEntry> Pieces { get; set; } = [];

    /// <summary>Where in the index file the entry is.</summary>
    internal long IndexOffset { get; }

    internal ReadOnlySpan<long> ShapeSpan => (long[])Shape;
}

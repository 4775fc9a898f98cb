using System.Text;
using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>What a checkpoint's index file says, each entry checked by itself and pieces joined with their wholes.</summary>
internal sealed class CheckpointIndex
{
    /// <summary>Real index files have kilobytes: a hundred bytes a tensor.</summary>
    private const long MaxLength = 64 << 20;

    /// <summary>Pieces are compared each with each.</summary>
    private const int MaxPieces = 4096;

    private const int FormatVersion = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    private readonly string _file;
    private readonly Dictionary<string, CheckpointEntry> _pieces = new(StringComparer.Ordinal);
    private readonly List<(byte[] Key, BundleEntryProto Proto, long Offset)> _wholes = [];

    private CheckpointIndex(string file) => _file = file;

    /// <summary>How many data files there are.</summary>
    public int ShardCount { get; private set; }

    /// <summary>The tensors by name in ordinal order.</summary>
    public List<CheckpointEntry> Entries { get; } = [];

    /// <summary>Everything that has bytes in a data file.</summary>
    public List<CheckpointEntry> Stored { get; } = [];

    public static CheckpointIndex Read(IFileLayer files, string path) =>
        Parse(path, MessageFile.ReadBytes(files, path, MaxLength));

    public static CheckpointIndex Parse(string file, ReadOnlyMemory<byte> bytes)
    {
        var index = new CheckpointIndex(file);
        List<TableEntry> table = TableReader.ReadAll(file, bytes);
        if (table.Count == 0 || table[0].Key.Length != 0)
        {
            throw index.Damaged(0, "the first entry is not the header, whose key is empty");
        }
        index.ReadHeader(table[0]);
        foreach (TableEntry entry in table.Skip(1))
        {
            index.ReadEntry(entry);
        }
        foreach ((byte[] key, BundleEntryProto proto, long offset) in index._wholes)
        {
            index.JoinPieces(key, proto, offset);
        }
        if (index._pieces.Count > 0)
        {
            throw index.Damaged(index._pieces.Values.First().IndexOffset, "a piece belongs to no tensor");
        }
        index.Entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return index;
    }

    private void ReadHeader(TableEntry entry)
    {
        BundleHeaderProto header = Message<BundleHeaderProto>(entry, "the header");
        if (header.NumShards <= 0)
        {
            throw Damaged(entry.Offset, $"the header says that there are {header.NumShards} data files");
        }
        if (header.Endianness != BundleHeaderProto.Types.Endianness.Little)
        {
            throw Unimplemented(entry, "its numbers are stored highest byte first (big-endian)");
        }
        VersionDef version = header.Version ?? new VersionDef();
        if (version.MinConsumer > FormatVersion || version.BadConsumers.Contains(FormatVersion))
        {
            throw Unimplemented(
                entry,
                $"it asks for a reader of version {version.MinConsumer} or later, and this one is of version {FormatVersion}"
            );
        }
        ShardCount = header.NumShards;
    }

    private void ReadEntry(TableEntry entry)
    {
        BundleEntryProto proto = Message<BundleEntryProto>(entry, "an entry");
        if (proto.Slices.Count > 0)
        {
            _wholes.Add((entry.Key, proto, entry.Offset));
            return;
        }
        bool isPiece = entry.Key[0] == 0;
        string name = isPiece ? Convert.ToHexString(entry.Key) : Name(entry.Key, entry.Offset);
        CheckpointEntry stored = Checked(name, proto, entry.Offset);
        CheckPlace(stored);
        Stored.Add(stored);
        if (isPiece)
        {
            _pieces.Add(name, stored);
        }
        else
        {
            Entries.Add(stored);
        }
    }

    /// <summary>The whole of pieces that lie within it, beside each other, and fill it.</summary>
    private void JoinPieces(byte[] key, BundleEntryProto proto, long offset)
    {
        CheckpointEntry whole = Checked(Name(key, offset), proto, offset);
        if (proto.Slices.Count > MaxPieces)
        {
            throw new TensorFileException(
                FileErrorKind.ResourceExhausted,
                _file,
                $"tensor {whole.Name} is in {proto.Slices.Count} pieces, and {MaxPieces} are the most that is read",
                offset
            );
        }
        var slices = new List<TensorSlice>();
        var pieces = new List<CheckpointEntry>();
        Int128 count = 0;
        Int128 size = 0;
        foreach (TensorSliceProto sliceProto in proto.Slices)
        {
            TensorSlice slice = TensorSlice.FromProto(sliceProto);
            long[] shape =
                slice.ShapeWithin(whole.ShapeSpan)
                ?? throw Damaged(
                    offset,
                    $"tensor {whole.Name}: the piece {slice} is not within {TensorShapes.Text(whole.ShapeSpan)}"
                );
            if (!_pieces.Remove(Convert.ToHexString(slice.KeyOf(key)), out CheckpointEntry? piece))
            {
                throw Damaged(offset, $"tensor {whole.Name}: the piece {slice} is missing, or named twice");
            }
            if (piece.Type != whole.Type || !piece.ShapeSpan.SequenceEqual(shape))
            {
                throw Damaged(piece.IndexOffset, $"tensor {whole.Name}: the piece {slice} is of another type or shape");
            }
            if (slices.Exists(other => Overlap(slice, other, whole.ShapeSpan)))
            {
                throw Damaged(offset, $"tensor {whole.Name}: the piece {slice} lies over another one");
            }
            slices.Add(slice);
            pieces.Add(piece);
            count += piece.ElementCount;
            size += piece.Size;
        }
        if (count != whole.ElementCount || size > long.MaxValue)
        {
            throw Damaged(
                offset,
                $"tensor {whole.Name}: its pieces have {count} elements and not {whole.ElementCount}"
            );
        }
        whole.Shard = -1;
        whole.Size = (long)size;
        whole.Slices = slices;
        whole.Pieces = pieces;
        Entries.Add(whole);
    }

    private static bool Overlap(TensorSlice left, TensorSlice right, ReadOnlySpan<long> shape)
    {
        for (int d = 0; d < shape.Length; d++)
        {
            long leftEnd = left.StartAt(d) + left.LengthAt(d, shape[d]);
            long rightEnd = right.StartAt(d) + right.LengthAt(d, shape[d]);
            if (Math.Max(left.StartAt(d), right.StartAt(d)) >= Math.Min(leftEnd, rightEnd))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>An entry with a type and a shape that tensors can have.</summary>
    private CheckpointEntry Checked(string name, BundleEntryProto proto, long offset)
    {
        if (!Enum.IsDefined(proto.Dtype) || proto.Dtype is DataType.DtInvalid || (int)proto.Dtype > 100)
        {
            throw Damaged(offset, $"tensor {name}: {(int)proto.Dtype} is no type of elements");
        }
        string? problem = TensorShapes.TryRead(proto.Shape, out long[] shape, out long count);
        return problem is null
            ? new CheckpointEntry(name, proto, shape, count, offset)
            : throw Damaged(offset, $"tensor {name}: {problem}");
    }

    /// <summary>A place in a data file that there may be, of the size that type and shape ask for.</summary>
    private void CheckPlace(CheckpointEntry entry)
    {
        if (entry.Shard < 0 || entry.Shard >= ShardCount)
        {
            throw Damaged(
                entry.IndexOffset,
                $"tensor {entry.Name}: there is no data file {entry.Shard} of {ShardCount}"
            );
        }
        if (entry.Offset < 0 || entry.Size < 0 || entry.Offset > long.MaxValue - entry.Size)
        {
            throw Damaged(entry.IndexOffset, $"tensor {entry.Name}: no file has {entry.Size} bytes at {entry.Offset}");
        }
        int elementSize = ElementTypes.SizeOf(entry.Type);
        Int128 size = (Int128)entry.ElementCount * elementSize;
        if (elementSize > 0 ? size != entry.Size : entry.ElementCount > entry.Size)
        {
            throw Damaged(
                entry.IndexOffset,
                $"tensor {entry.Name}: {TensorShapes.Text(entry.ShapeSpan)} of {ElementTypes.NameOf(entry.Type)} is not {entry.Size} bytes"
            );
        }
    }

    private string Name(byte[] key, long offset)
    {
        try
        {
            return StrictUtf8.GetString(key);
        }
        catch (DecoderFallbackException error)
        {
            throw TensorFileException.Damaged(_file, offset, "a tensor's name is no text in UTF-8", error);
        }
    }

    private T Message<T>(TableEntry entry, string what)
        where T : IMessage<T>, new()
    {
        try
        {
            var message = new T();
            message.MergeFrom(entry.Value.Span);
            return message;
        }
        catch (InvalidProtocolBufferException error)
        {
            throw TensorFileException.Damaged(
                _file,
                entry.Offset,
                $"{what} is no {typeof(T).Name}: {error.Message}",
                error
            );
        }
    }

    private TensorFileException Unimplemented(TableEntry entry, string what) =>
        new(FileErrorKind.Unimplemented, _file, $"this checkpoint cannot be read: {what}", entry.Offset);

    private TensorFileException Damaged(long offset, string cause) => TensorFileException.Damaged(_file, offset, cause);
}

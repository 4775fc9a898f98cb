using System.Buffers.Binary;

namespace Tensorflow.Formats;

/// <summary>
/// Reads all entries of a table file. Stricter than TensorFlow: blocks have to lie one behind the other, so that no byte
/// of the file is without a check, and keys have to ascend.
/// </summary>
internal sealed class TableReader
{
    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<TableEntry> _entries = [];
    private long _keyBudget;
    private byte[] _lastKey = [];

    private TableReader(string file, ReadOnlyMemory<byte> bytes)
    {
        _file = file;
        _bytes = bytes;
        // Keys share beginnings: many long ones could come out of a small file.
        _keyBudget = (16L << 20) + (4L * bytes.Length);
    }

    /// <summary>Whether a file that ends like this says to be a table.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> end) =>
        end.Length >= sizeof(ulong)
        && BinaryPrimitives.ReadUInt64LittleEndian(end[^sizeof(ulong)..]) == TableFormat.Magic;

    /// <summary>The entries in the order of their keys; the file's name is for errors.</summary>
    public static List<TableEntry> ReadAll(string file, ReadOnlyMemory<byte> bytes)
    {
        var reader = new TableReader(file, bytes);
        reader.ReadFile();
        return reader._entries;
    }

    private void ReadFile()
    {
        int footerStart = _bytes.Length - TableFormat.FooterLength;
        if (footerStart < 0)
        {
            throw Damaged(0, $"the file has {_bytes.Length} bytes, and a table has {TableFormat.FooterLength} or more");
        }
        (BlockHandle meta, BlockHandle index) = ReadFooter(footerStart);
        ulong next = 0;
        var blocks = new BlockEntries(_file, index.Offset, Contents(index, footerStart, "the index block"));
        while (blocks.MoveNext())
        {
            BlockHandle block = ReadHandle(blocks);
            CheckFollows(ref next, block, "a data block");
            ReadDataBlock(block, footerStart);
            if (_lastKey.AsSpan().SequenceCompareTo(blocks.Key) > 0)
            {
                throw Damaged(blocks.Offset, "the index block's key lies before the block's last key");
            }
        }
        CheckFollows(ref next, meta, "the meta block");
        if (new BlockEntries(_file, meta.Offset, Contents(meta, footerStart, "the meta block")).MoveNext())
        {
            throw Damaged((long)meta.Offset, "the meta block should be empty");
        }
        CheckFollows(ref next, index, "the index block");
        if (next != (ulong)footerStart)
        {
            throw Damaged((long)next, "between the index block and the footer are bytes that belong to neither");
        }
    }

    private (BlockHandle Meta, BlockHandle Index) ReadFooter(int start)
    {
        var footer = new BoundedReader(_file, start, _bytes.Span[start..]);
        if (!HasMagic(_bytes.Span))
        {
            throw Damaged(_bytes.Length - sizeof(ulong), "the last 8 bytes are not those of a table");
        }
        BlockHandle meta = BlockHandle.Take(ref footer, "the footer");
        BlockHandle index = BlockHandle.Take(ref footer, "the footer");
        int padding = footer.Remaining - sizeof(ulong);
        if (padding < 0 || footer.Take((ulong)padding, "the footer").ContainsAnyExcept((byte)0))
        {
            throw footer.Damaged("the footer is not filled with zeros");
        }
        return (meta, index);
    }

    private BlockHandle ReadHandle(in BlockEntries entry)
    {
        var value = new BoundedReader(_file, entry.Offset, entry.Value);
        BlockHandle handle = BlockHandle.Take(ref value, "an index entry");
        return value.Remaining == 0 ? handle : throw value.Damaged("an index entry is longer than its block handle");
    }

    private void CheckFollows(ref ulong next, BlockHandle block, string what)
    {
        if (block.Offset != next)
        {
            throw Damaged((long)next, $"{what} should begin here, and is said to begin at {block.Offset}");
        }
        next += block.Length + TableFormat.TrailerLength;
    }

    /// <summary>The contents of a block, after its place, type and checksum are found right.</summary>
    private ReadOnlyMemory<byte> Contents(BlockHandle block, int end, string what)
    {
        if (
            block.Offset > (ulong)end
            || block.Length + TableFormat.TrailerLength > (ulong)end - block.Offset
            || block.Length > (ulong)end
        )
        {
            throw Damaged(
                end,
                $"{what} is said to be at {block.Offset}, {block.Length} bytes long: that is beyond the file's end"
            );
        }
        int start = (int)block.Offset;
        int length = (int)block.Length;
        byte type = _bytes.Span[start + length];
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Span[(start + length + 1)..]);
        if (MaskedCrc32C.Of(_bytes.Span.Slice(start, length + 1)) != stored)
        {
            throw Damaged(start, $"the checksum of {what} is wrong");
        }
        return type switch
        {
            TableFormat.NotCompressed => _bytes.Slice(start, length),
            TableFormat.Snappy => throw new TensorFileException(
                FileErrorKind.Unimplemented,
                _file,
                $"{what} is compressed with Snappy, which is not supported; TensorFlow's own checkpoints are not compressed",
                start
            ),
            _ => throw Damaged(start + length, $"{what} has the unknown type {type}"),
        };
    }

    private void ReadDataBlock(BlockHandle block, int end)
    {
        var entries = new BlockEntries(_file, block.Offset, Contents(block, end, "a data block"));
        bool any = false;
        while (entries.MoveNext())
        {
            ReadOnlySpan<byte> key = entries.Key;
            if (_entries.Count > 0 && key.SequenceCompareTo(_lastKey) <= 0)
            {
                throw Damaged(entries.Offset, "the keys do not ascend");
            }
            _keyBudget -= key.Length;
            if (key.Length > TableFormat.MaxKeyLength || _keyBudget < 0)
            {
                throw new TensorFileException(
                    FileErrorKind.ResourceExhausted,
                    _file,
                    $"a key has {key.Length} bytes: that is more than is read, in one or in all",
                    entries.Offset
                );
            }
            _lastKey = key.ToArray();
            _entries.Add(new TableEntry(_lastKey, entries.ValueMemory, entries.Offset));
            any = true;
        }
        if (!any)
        {
            throw Damaged((long)block.Offset, "a data block has no entry");
        }
    }

    private TensorFileException Damaged(long offset, string cause) => TensorFileException.Damaged(_file, offset, cause);
}

/// <summary>A key, its value, and where in the file the entry begins.</summary>
internal readonly record struct TableEntry(byte[] Key, ReadOnlyMemory<byte> Value, long Offset);

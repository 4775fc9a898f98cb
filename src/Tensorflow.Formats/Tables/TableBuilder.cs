namespace Tensorflow.Formats;

/// <summary>Writes a table file in memory; keys come in ascending order.</summary>
internal sealed class TableBuilder
{
    private readonly ByteSink _file = new();
    private readonly ByteSink _handle = new();
    private readonly BlockBuilder _data = new(TableFormat.RestartInterval);
    private readonly BlockBuilder _index = new(restartInterval: 1);
    private byte[]? _lastKey;
    private BlockHandle? _pending;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_lastKey is { } last && key.SequenceCompareTo(last) <= 0)
        {
            throw new ArgumentException("Keys have to ascend.", nameof(key));
        }
        // An entry that would make the block far too long begins the next one.
        if (!_data.IsEmpty && key.Length + value.Length >= 2 * TableFormat.BlockLength)
        {
            FinishDataBlock();
        }
        if (_pending is { } block)
        {
            AddIndexEntry(Separator(_lastKey!, key), block);
        }
        _data.Add(key, value);
        _lastKey = key.ToArray();
        if (_data.Length >= TableFormat.BlockLength)
        {
            FinishDataBlock();
        }
    }

    /// <summary>The whole file.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        if (!_data.IsEmpty)
        {
            FinishDataBlock();
        }
        BlockHandle meta = AppendBlock(new BlockBuilder(TableFormat.RestartInterval));
        if (_pending is { } last)
        {
            AddIndexEntry(Successor(_lastKey!), last);
        }
        BlockHandle index = AppendBlock(_index);
        int footer = _file.Length;
        meta.AppendTo(_file);
        index.AppendTo(_file);
        while (_file.Length < footer + TableFormat.FooterLength - sizeof(ulong))
        {
            _file.AppendByte(0);
        }
        _file.AppendFixed64(TableFormat.Magic);
        return _file.Written;
    }

    private void FinishDataBlock()
    {
        _pending = AppendBlock(_data);
        _data.Clear();
    }

    private void AddIndexEntry(ReadOnlySpan<byte> key, BlockHandle block)
    {
        _handle.Clear();
        block.AppendTo(_handle);
        _index.Add(key, _handle.Written);
        _pending = null;
    }

    private BlockHandle AppendBlock(BlockBuilder block)
    {
        int start = _file.Length;
        _file.Append(block.Finish());
        int length = _file.Length - start;
        _file.AppendByte(TableFormat.NotCompressed);
        _file.AppendFixed32(MaskedCrc32C.Of(_file.Written[start..]));
        return new BlockHandle((ulong)start, (ulong)length);
    }

    /// <summary>A short key from the last one of a block on, and before the first one of the next.</summary>
    private static ReadOnlySpan<byte> Separator(ReadOnlySpan<byte> last, ReadOnlySpan<byte> next)
    {
        int shared = last.CommonPrefixLength(next);
        if (shared == last.Length || last[shared] == byte.MaxValue || last[shared] + 1 >= next[shared])
        {
            return last;
        }
        return Increment(last, shared);
    }

    /// <summary>A short key from the last one of all on.</summary>
    private static ReadOnlySpan<byte> Successor(ReadOnlySpan<byte> last)
    {
        int at = last.IndexOfAnyExcept(byte.MaxValue);
        return at < 0 ? last : Increment(last, at);
    }

    private static byte[] Increment(ReadOnlySpan<byte> key, int at)
    {
        byte[] shorter = key[..(at + 1)].ToArray();
        shorter[at]++;
        return shorter;
    }
}

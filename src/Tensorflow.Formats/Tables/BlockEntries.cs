using System.Buffers.Binary;

namespace Tensorflow.Formats;

/// <summary>Walks the entries of one block.</summary>
internal struct BlockEntries
{
    private readonly string _file;
    private readonly long _start;
    private readonly ReadOnlyMemory<byte> _entries;
    private readonly ReadOnlyMemory<byte> _restarts;
    private int _position;
    private int _nextRestart;
    private byte[] _key = new byte[64];
    private int _keyLength;

    /// <summary>The offset is that of the contents in the file.</summary>
    public BlockEntries(string file, ulong start, ReadOnlyMemory<byte> contents)
    {
        _file = file;
        _start = (long)start;
        int end = contents.Length - sizeof(uint);
        uint count = end < 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(contents.Span[end..]);
        if (count == 0 || count > (uint)end / sizeof(uint))
        {
            throw TensorFileException.Damaged(file, _start, "a block does not have the restarts that it says");
        }
        int restarts = end - ((int)count * sizeof(uint));
        _entries = contents[..restarts];
        _restarts = contents[restarts..end];
    }

    public readonly ReadOnlySpan<byte> Key => _key.AsSpan(0, _keyLength);

    public ReadOnlyMemory<byte> ValueMemory { get; private set; }

    public readonly ReadOnlySpan<byte> Value => ValueMemory.Span;

    /// <summary>Where in the file the current entry begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Goes to the next entry, if there is one.</summary>
    public bool MoveNext()
    {
        if (_position == _entries.Length)
        {
            // A block without entries has one restart at 0 all the same.
            return
                _nextRestart * sizeof(uint) == _restarts.Length
                || (_entries.IsEmpty && _restarts.Length == sizeof(uint) && Restart(0) == 0)
                ? false
                : throw TensorFileException.Damaged(_file, _start + _position, "a restart is behind the last entry");
        }
        var reader = new BoundedReader(_file, _start + _position, _entries.Span[_position..]);
        Offset = reader.Offset;
        uint shared = reader.TakeVarint32("an entry");
        uint own = reader.TakeVarint32("an entry");
        uint valueLength = reader.TakeVarint32("an entry");
        bool restarts = _nextRestart * sizeof(uint) < _restarts.Length && Restart(_nextRestart) == (uint)_position;
        if (restarts)
        {
            _nextRestart++;
        }
        if (shared > (restarts ? 0 : _keyLength) || (_position == 0 && !restarts))
        {
            throw reader.Damaged($"a key takes {shared} bytes from the one before, which has {_keyLength}");
        }
        AppendToKey((int)shared, reader.Take(own, "a key"));
        int valueStart = _position + reader.Position;
        reader.Take(valueLength, "a value");
        ValueMemory = _entries.Slice(valueStart, (int)valueLength);
        _position += reader.Position;
        return true;
    }

    private readonly uint Restart(int index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_restarts.Span[(index * sizeof(uint))..]);

    private void AppendToKey(int shared, ReadOnlySpan<byte> own)
    {
        int length = shared + own.Length;
        if (length > _key.Length)
        {
            Array.Resize(ref _key, Math.Max(length, 2 * _key.Length));
        }
        own.CopyTo(_key.AsSpan(shared));
        _keyLength = length;
    }
}

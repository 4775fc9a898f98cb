using System.Buffers.Binary;

namespace Tensorflow.Formats;

/// <summary>Takes values from bytes of a file; every length is checked before it is used, and errors tell file and offset.</summary>
internal ref struct BoundedReader(string file, long fileOffset, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>How many bytes were taken.</summary>
    public readonly int Position => _position;

    /// <summary>Where in the file the next byte is.</summary>
    public readonly long Offset => fileOffset + _position;

    /// <summary>The next bytes; what they are is for the error.</summary>
    public ReadOnlySpan<byte> Take(ulong count, string what)
    {
        if (count > (ulong)Remaining)
        {
            throw Damaged($"{what} should have {count} bytes, and {Remaining} are left");
        }
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    public byte TakeByte(string what) => Take(1, what)[0];

    public uint TakeFixed32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint), what));

    public ulong TakeFixed64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), what));

    /// <summary>A number of 7 bits a byte, lowest first; only the shortest form is taken, as writers write no other.</summary>
    public ulong TakeVarint64(string what)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = TakeByte(what);
            ulong bits = next & 0x7fu;
            if (shift == 63 && bits > 1)
            {
                break;
            }
            value |= bits << shift;
            if (next < 0x80)
            {
                return next == 0 && shift > 0 ? throw Damaged($"{what} has a number with needless zeros") : value;
            }
        }
        throw Damaged($"{what} has a number of more than 64 bits");
    }

    public uint TakeVarint32(string what)
    {
        ulong value = TakeVarint64(what);
        return value <= uint.MaxValue
            ? (uint)value
            : throw Damaged($"{what} has a number of more than 32 bits: {value}");
    }

    public readonly TensorFileException Damaged(string cause) => TensorFileException.Damaged(file, Offset, cause);
}

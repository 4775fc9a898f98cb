using System.Buffers.Binary;

namespace Tensorflow.Formats;

/// <summary>Bytes that grow at the end.</summary>
internal sealed class ByteSink
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    public void AppendByte(byte value) => Grow(1)[0] = value;

    public void AppendFixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Grow(sizeof(uint)), value);

    public void AppendFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Grow(sizeof(ulong)), value);

    public void AppendVarint(ulong value)
    {
        while (value >= 0x80)
        {
            AppendByte((byte)(value | 0x80));
            value >>= 7;
        }
        AppendByte((byte)value);
    }

    private Span<byte> Grow(int count)
    {
        int length = checked(Length + count);
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(length, 2L * _bytes.Length)));
        }
        Span<byte> end = _bytes.AsSpan(Length, count);
        Length = length;
        return end;
    }
}

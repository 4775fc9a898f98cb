using System.Buffers.Binary;
using System.Numerics;

namespace Tensorflow.Formats;

/// <summary>Values as bytes that sort as the values do; TensorFlow makes the keys of slices of them.</summary>
internal static class OrderedCode
{
    /// <summary>A count of bytes, then so many, highest first.</summary>
    public static void AppendNumber(ByteSink sink, ulong value)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], value);
        int length = (71 - BitOperations.LeadingZeroCount(value)) / 8;
        bytes[^(length + 1)] = (byte)length;
        sink.Append(bytes[^(length + 1)..]);
    }

    /// <summary>The bytes, 0 and 255 each followed by the other, and 0 1 as the end.</summary>
    public static void AppendString(ByteSink sink, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            sink.AppendByte(value);
            if (value is 0 or byte.MaxValue)
            {
                sink.AppendByte((byte)~value);
            }
        }
        sink.AppendByte(0);
        sink.AppendByte(1);
    }

    /// <summary>As many ones as there are bytes, then the number in the bits left; the first bit turned, so that negative ones sort first.</summary>
    public static void AppendSigned(ByteSink sink, long value)
    {
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)(value < 0 ? ~value : value));
        int length = (bits / 7) + 1;
        Span<byte> bytes = stackalloc byte[2 + sizeof(long)];
        bytes.Fill(value < 0 ? byte.MaxValue : (byte)0);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], value);
        Span<byte> code = bytes[^length..];
        // length ones from the top: 1 byte 0x80, 2 bytes 0xc0, ... 9 bytes 0xff 0x80, 10 bytes 0xff 0xc0.
        int header = ~((1 << (16 - length)) - 1) & 0xffff;
        code[0] ^= (byte)(header >> 8);
        if (length > 1)
        {
            code[1] ^= (byte)header;
        }
        sink.Append(code);
    }
}

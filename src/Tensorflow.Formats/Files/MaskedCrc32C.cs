using System.Buffers.Binary;
using System.Numerics;

namespace Tensorflow.Formats;

/// <summary>
/// TensorFlow's checksum: CRC-32C, turned and moved by a constant, because the checksum of data that holds its own checksum is weak.
/// </summary>
public static class MaskedCrc32C
{
    private const uint Delta = 0xa282ead8;

    /// <summary>The masked checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Mask(Extend(0, bytes));

    /// <summary>The plain CRC-32C of bytes that follow bytes with a known one; 0 is that of none.</summary>
    public static uint Extend(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint state = ~crc;
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (byte value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }
        return ~state;
    }

    /// <summary>The form that files hold.</summary>
    public static uint Mask(uint crc) => BitOperations.RotateRight(crc, 15) + Delta;

    /// <summary>The plain checksum of a masked one.</summary>
    public static uint Unmask(uint masked) => BitOperations.RotateLeft(masked - Delta, 15);
}

using System.Buffers.Binary;

namespace Tensorflow.Formats;

/// <summary>
/// Strings in a data file: their lengths as varints, the masked checksum of the lengths, then the strings. The checksums run over
/// the lengths as numbers of 4 bytes (8 from 4 GiB on), not over the varints.
/// </summary>
internal static class StringElements
{
    /// <summary>Takes the strings out of their bytes; the plain checksum of it all is for the entry's.</summary>
    public static byte[][] Read(string file, long offset, ReadOnlySpan<byte> bytes, long count, out uint crc)
    {
        var reader = new BoundedReader(file, offset, bytes);
        if (count > bytes.Length)
        {
            throw reader.Damaged($"{count} strings do not fit into {bytes.Length} bytes");
        }
        crc = 0;
        if (count == 0 && bytes.IsEmpty)
        {
            return [];
        }
        var lengths = new ulong[count];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = reader.TakeVarint64("the length of a string");
            crc = Extend(crc, lengths[i]);
        }
        uint stored = reader.TakeFixed32("the checksum of the lengths");
        if (stored != MaskedCrc32C.Mask(crc))
        {
            throw reader.Damaged("the checksum of the lengths of strings is wrong");
        }
        crc = ExtendFixed32(crc, stored);
        var strings = new byte[count][];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = reader.Take(lengths[i], "a string").ToArray();
            crc = MaskedCrc32C.Extend(crc, strings[i]);
        }
        return reader.Remaining == 0
            ? strings
            : throw reader.Damaged($"{reader.Remaining} bytes are left behind the last string");
    }

    /// <summary>Appends the strings as a file has them; the result is their plain checksum.</summary>
    public static uint Write(ByteSink sink, IReadOnlyList<ReadOnlyMemory<byte>> strings)
    {
        uint crc = 0;
        foreach (ReadOnlyMemory<byte> value in strings)
        {
            sink.AppendVarint((ulong)value.Length);
            crc = Extend(crc, (ulong)value.Length);
        }
        uint masked = MaskedCrc32C.Mask(crc);
        sink.AppendFixed32(masked);
        crc = ExtendFixed32(crc, masked);
        foreach (ReadOnlyMemory<byte> value in strings)
        {
            sink.Append(value.Span);
            crc = MaskedCrc32C.Extend(crc, value.Span);
        }
        return crc;
    }

    private static uint Extend(uint crc, ulong length)
    {
        if (length <= uint.MaxValue)
        {
            return ExtendFixed32(crc, (uint)length);
        }
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return MaskedCrc32C.Extend(crc, bytes);
    }

    private static uint ExtendFixed32(uint crc, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return MaskedCrc32C.Extend(crc, bytes);
    }
}

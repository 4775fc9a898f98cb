using System.Buffers.Binary;
using System.IO.Compression;

namespace Tensorflow.Formats.Images;

/// <summary>Writes pictures of 8 bits a channel as PNG files (ISO/IEC 15948): grey, grey and alpha, RGB, or RGBA.</summary>
public static class PngEncoder
{
    /// <summary>The colour types of PNG's header, by the number of channels.</summary>
    private static readonly byte[] _colorTypes = [0, 0, 4, 2, 6];

    private static readonly uint[] _crcOfByte = [.. Enumerable.Range(0, 256).Select(i => CrcOfByte((uint)i))];

    /// <summary>The file of a picture whose pixels are [height, width, channels].</summary>
    /// <exception cref="ArgumentException">The picture is empty, has more than four channels, or lacks pixels.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        if (width <= 0 || height <= 0)
            throw new ArgumentException($"A picture of {width} x {height} pixels cannot be written as PNG.");
        if (channels is < 1 or > 4)
            throw new ArgumentException($"A picture of {channels} channels cannot be written as PNG.");
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException($"{pixels.Length} bytes are not {width} x {height} x {channels}.");
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = _colorTypes[channels];
        header[10..].Clear();
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(pixels, width * channels, height, channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int rowLength, int height, int channels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            ReadOnlySpan<byte> above = new byte[rowLength];
            var filtered = new byte[1 + rowLength];
            var best = new byte[1 + rowLength];
            for (var y = 0; y < height; y++)
            {
                var row = pixels.Slice(y * rowLength, rowLength);
                var least = long.MaxValue;
                for (var filter = 0; filter < 5; filter++)
                {
                    filtered[0] = (byte)filter;
                    var cost = Filter(filter, row, above, channels, filtered.AsSpan(1));
                    if (cost < least)
                        (least, best, filtered) = (cost, filtered, best);
                }
                zlib.Write(best);
                above = row;
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    /// <summary>
    /// What is left of each byte after a guess from its neighbours; the sum of the sizes, as signed numbers, tells how well
    /// the row will compress.
    /// </summary>
    private static long Filter(
        int filter,
        ReadOnlySpan<byte> row,
        ReadOnlySpan<byte> above,
        int step,
        Span<byte> target
    )
    {
        var cost = 0L;
        for (var i = 0; i < row.Length; i++)
        {
            int left = i < step ? 0 : row[i - step];
            int up = above[i];
            int corner = i < step ? 0 : above[i - step];
            var guess = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => 0,
            };
            target[i] = (byte)(row[i] - guess);
            cost += Math.Abs((int)(sbyte)target[i]);
        }
        return cost;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left
            : toUp <= toCorner ? up
            : corner;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var item in data)
            crc = _crcOfByte[(byte)(crc ^ item)] ^ crc >> 8;
        return crc;
    }

    private static uint CrcOfByte(uint crc)
    {
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) != 0 ? 0xedb88320u ^ crc >> 1 : crc >> 1;
        return crc;
    }
}

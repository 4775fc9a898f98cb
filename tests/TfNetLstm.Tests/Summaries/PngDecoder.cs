using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TfNetLstm.Tests.Summaries;

/// <summary>A picture's pixels, [height, width, channels].</summary>
internal sealed record Picture(int Width, int Height, int Channels, byte[] Pixels);

/// <summary>Reads PNG files of 8 bits a channel, without interlacing; it checks each chunk's checksum, bit by bit.</summary>
internal static class PngDecoder
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    public static Picture Decode(byte[] file)
    {
        Assert.True(file.AsSpan().StartsWith(Signature));
        var (width, height, channels) = (0, 0, 0);
        var data = new MemoryStream();
        var position = Signature.Length;
        var type = "";
        while (type != "IEND")
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(position));
            var chunk = file.AsSpan(position + 4, 4 + length);
            Assert.Equal(Crc(chunk), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(position + 8 + length)));
            type = Encoding.ASCII.GetString(chunk[..4]);
            var body = chunk[4..];
            if (type == "IHDR")
            {
                (width, height) = (
                    BinaryPrimitives.ReadInt32BigEndian(body),
                    BinaryPrimitives.ReadInt32BigEndian(body[4..])
                );
                Assert.Equal(8, body[8]);
                channels = body[9] switch
                {
                    0 => 1,
                    2 => 3,
                    4 => 2,
                    6 => 4,
                    _ => 0,
                };
                Assert.Equal([0, 0, 0], body[10..].ToArray());
            }
            else if (type == "IDAT")
                data.Write(body);
            position += 12 + length;
        }
        Assert.Equal(file.Length, position);
        data.Position = 0;
        return new(width, height, channels, Unfilter(data, width * channels, height, channels));
    }

    private static byte[] Unfilter(MemoryStream packed, int rowLength, int height, int step)
    {
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[rowLength * height];
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            var row = pixels.AsSpan(y * rowLength, rowLength);
            zlib.ReadExactly(row);
            for (var i = 0; i < rowLength; i++)
            {
                int left = i < step ? 0 : row[i - step];
                int up = y == 0 ? 0 : pixels[(y - 1) * rowLength + i];
                int corner = y == 0 || i < step ? 0 : pixels[(y - 1) * rowLength + i - step];
                row[i] += (byte)(
                    filter switch
                    {
                        0 => 0,
                        1 => left,
                        2 => up,
                        3 => (left + up) >> 1,
                        4 => new[] { left, up, corner }.MinBy(n => Math.Abs(left + up - corner - n)),
                        _ => throw new InvalidDataException($"filter {filter}"),
                    }
                );
            }
        }
        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var item in bytes)
        {
            crc ^= item;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xedb88320u);
        }
        return ~crc;
    }
}

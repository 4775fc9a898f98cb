using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace TfNetLstm.Data;

/// <summary>A gzip'd IDX file of bytes: dimensions and values, row-major.</summary>
/// <param name="Dims">The sizes of the dimensions, the first one counts the examples.</param>
/// <param name="Content">The uncompressed file: header (magic, dims), then the values.</param>
internal sealed record IdxFile(int[] Dims, byte[] Content)
{
    private const int MagicOfBytes = 0x0800;

    // A deflate stream cannot grow by more than this factor, so a larger promise is a damaged header.
    private const int MaxGrowth = 1032;

    /// <summary>The values without the header.</summary>
    public ReadOnlyMemory<byte> Values => Content.AsMemory(HeaderSize(Dims.Length));

    /// <summary>Reads the whole file and checks its header against its length.</summary>
    public static IdxFile Read(string path, int rank)
    {
        var compressed = ReadCompressed(path);
        try
        {
            using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
            return ReadContent(path, rank, gzip, (long)compressed.Length * MaxGrowth);
        }
        catch (InvalidDataException)
        {
            throw Bad(path, "the gzip data is damaged");
        }
    }

    /// <summary>The error for a file whose bytes are not what they should be.</summary>
    public static DataFileException Bad(string path, string problem) =>
        new(path, problem, $"get {Path.GetFileName(path)} again, the repository has it in data/mnist");

    private static int HeaderSize(int rank) => 4 + 4 * rank;

    private static byte[] ReadCompressed(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad(path, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, "the file cannot be read", "check what it is and who may read it");
        }
        return bytes switch
        {
            [0x1f, 0x8b, ..] => bytes,
            [] => throw Bad(path, "the file is empty"),
            [0, 0, 8, ..] => throw new DataFileException(
                path,
                "not gzip but a plain IDX file",
                "compress it with gzip"
            ),
            _ when LooksLikeText(bytes) => throw Bad(path, "not gzip but text, perhaps a web page saved by a download"),
            _ => throw Bad(path, "not a gzip file"),
        };
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes) =>
        !bytes[..Math.Min(bytes.Length, 64)].ContainsAnyInRange((byte)0, (byte)8);

    private static IdxFile ReadContent(string path, int rank, GZipStream gzip, long limit)
    {
        var header = new byte[HeaderSize(rank)];
        var got = gzip.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (got >= 4 && BinaryPrimitives.ReadInt32BigEndian(header) is var magic && magic != MagicOfBytes + rank)
        {
            throw Bad(path, $"wrong magic number 0x{magic:x8} where 0x{MagicOfBytes + rank:x8} belongs");
        }
        if (got < header.Length)
        {
            throw CutShort(path, got, header.Length);
        }

        var dims = new int[rank];
        long length = header.Length;
        long values = 1;
        for (var i = 0; i < rank; i++)
        {
            dims[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * i));
            // values <= limit < 2^42 before, dims < 2^31: the product may pass 2^63, so divide instead.
            if (dims[i] <= 0 || dims[i] > (limit - length) / values)
            {
                throw Bad(path, $"dimension {Text(i)} of the header, {Text(dims[i])}, cannot be");
            }
            values *= dims[i];
        }
        length += values;
        if (length > Array.MaxLength)
        {
            throw Bad(path, $"{Text(length)} bytes are too many for this reader");
        }
        return new IdxFile(dims, ReadValues(path, gzip, header, (int)length));
    }

    private static byte[] ReadValues(string path, GZipStream gzip, byte[] header, int length)
    {
        var content = new byte[length];
        header.CopyTo(content, 0);
        var end = gzip.ReadAtLeast(content.AsSpan(header.Length), length - header.Length, throwOnEndOfStream: false);
        if (header.Length + end < length)
        {
            throw CutShort(path, header.Length + end, length);
        }
        if (gzip.ReadByte() >= 0)
        {
            throw Bad(path, $"more bytes follow after the {Text(length)} that the header promises");
        }
        return content;
    }

    private static DataFileException CutShort(string path, int got, int want) =>
        Bad(path, $"cut short, {Text(got)} of {Text(want)} bytes");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

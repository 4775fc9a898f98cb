using System.IO.Compression;

namespace TfNetLstm.Tests.Data;

/// <summary>Makes IDX files, whole and broken.</summary>
internal static class IdxBytes
{
    public static byte[] Header(int magic, params int[] dims)
    {
        var bytes = new List<byte>();
        foreach (var number in (int[])[magic, .. dims])
        {
            bytes.AddRange([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        }
        return [.. bytes];
    }

    public static byte[] Values(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(i * 31);
        }
        return bytes;
    }

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, level))
        {
            gzip.Write(content);
        }
        return stream.ToArray();
    }
}

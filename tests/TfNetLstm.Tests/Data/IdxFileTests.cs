using System.IO.Compression;
using System.Text;
using TfNetLstm.Data;

namespace TfNetLstm.Tests.Data;

public class IdxFileTests
{
    private const string Again = "; get f.gz again, the repository has it in data/mnist";

    [Fact]
    public void ReadsDimensionsAndValues()
    {
        using var folder = new TemporaryFolder();
        var values = IdxBytes.Values(2 * 3 * 4);
        var path = folder.Write("f.gz", IdxBytes.Gzip([.. IdxBytes.Header(0x803, 2, 3, 4), .. values]));
        var idx = IdxFile.Read(path, 3);
        Assert.Equal([2, 3, 4], idx.Dims);
        Assert.Equal(values, idx.Values.ToArray());
    }

    [Fact]
    public void ReadsAFileOfSeveralGzipMembers()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. IdxBytes.Header(0x801, 5), 1, 2, 3, 4, 5];
        var path = folder.Write("f.gz", [.. IdxBytes.Gzip(content[..7]), .. IdxBytes.Gzip(content[7..])]);
        Assert.Equal(content, IdxFile.Read(path, 1).Content);
    }

    public static TheoryData<string, byte[], string> BadFiles()
    {
        byte[] good = [.. IdxBytes.Header(0x803, 2, 3, 4), .. IdxBytes.Values(24)];
        byte[] random = new byte[4096];
        new Random(1).NextBytes(random);
        byte[] big = [.. IdxBytes.Header(0x803, 4, 32, 32), .. random];
        var packed = IdxBytes.Gzip(big);
        var flipped = (byte[])packed.Clone();
        flipped[^6] ^= 1; // in the CRC
        return new()
        {
            { "empty", [], "the file is empty" + Again },
            {
                "a web page",
                Encoding.UTF8.GetBytes("<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n"),
                "not gzip but text, perhaps a web page saved by a download" + Again
            },
            { "plain", good, "not gzip but a plain IDX file; compress it with gzip" },
            { "a zip", [0x50, 0x4b, 3, 4, 20, 0, 0, 0], "not a gzip file" + Again },
            {
                "gzip of nothing",
                [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                "cut short, 0 of 16 bytes" + Again
            },
            { "gzip cut in its header", packed[..8], "cut short, 0 of 16 bytes" + Again },
            { "header cut", IdxBytes.Gzip(good[..11]), "cut short, 11 of 16 bytes" + Again },
            { "content cut", IdxBytes.Gzip(good[..39]), "cut short, 39 of 40 bytes" + Again },
            {
                "one byte more",
                IdxBytes.Gzip([.. good, 0]),
                "more bytes follow after the 40 that the header promises" + Again
            },
            { "checksum of gzip", flipped, "the gzip data is damaged" + Again },
            {
                "labels in place of images",
                IdxBytes.Gzip([.. IdxBytes.Header(0x801, 24), .. IdxBytes.Values(24)]),
                "wrong magic number 0x00000801 where 0x00000803 belongs" + Again
            },
            {
                "floats",
                IdxBytes.Gzip([.. IdxBytes.Header(0xd03, 2, 3, 4), .. IdxBytes.Values(96)]),
                "wrong magic number 0x00000d03 where 0x00000803 belongs" + Again
            },
            {
                "a page, compressed",
                IdxBytes.Gzip(Encoding.UTF8.GetBytes("<html>404 Not Found</html>")),
                "wrong magic number 0x3c68746d where 0x00000803 belongs" + Again
            },
            {
                "a dimension of 0",
                IdxBytes.Gzip(IdxBytes.Header(0x803, 0, 28, 28)),
                "dimension 0 of the header, 0, cannot be" + Again
            },
            {
                "a negative dimension",
                IdxBytes.Gzip(IdxBytes.Header(0x803, 2, -28, 28)),
                "dimension 1 of the header, -28, cannot be" + Again
            },
            {
                "more than the file can hold",
                IdxBytes.Gzip(IdxBytes.Header(0x803, 60_000, 28, 28)),
                "dimension 0 of the header, 60000, cannot be" + Again
            },
            {
                "a product past 2^63",
                IdxBytes.Gzip(IdxBytes.Header(0x803, int.MaxValue, int.MaxValue, int.MaxValue)),
                "dimension 0 of the header, 2147483647, cannot be" + Again
            },
        };
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void SaysWhatIsWrongInOneLine(string what, byte[] bytes, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("f.gz", bytes);
        var error = Assert.Throws<DataFileException>(() => IdxFile.Read(path, 3));
        Assert.True($"{path}: {problem}" == error.Message, $"{what}: {error.Message}");
    }

    /// <summary>Cut anywhere a download may stop: always an error of ours; only the gzip trailer may be missing.</summary>
    [Fact]
    public void NoCutFilePassesForWhole()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. IdxBytes.Header(0x803, 10, 10, 10), .. IdxBytes.Values(1000)];
        var packed = IdxBytes.Gzip(content, CompressionLevel.NoCompression);
        for (var length = 0; length < packed.Length - 8; length++)
        {
            var path = folder.Write("f.gz", packed[..length]);
            Assert.Throws<DataFileException>(() => IdxFile.Read(path, 3));
        }
    }

    [Fact]
    public void NoFlippedBitEscapesAsAnotherError()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. IdxBytes.Header(0x801, 20), .. IdxBytes.Values(20)];
        var packed = IdxBytes.Gzip(content);
        for (var bit = 0; bit < packed.Length * 8; bit++)
        {
            var bytes = (byte[])packed.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var path = folder.Write("f.gz", bytes);
            try
            {
                Assert.Equal(content, IdxFile.Read(path, 1).Content);
            }
            catch (DataFileException e)
            {
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AFolderInPlaceOfAFileIsNamed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["f.gz"]);
        var error = Assert.Throws<DataFileException>(() => IdxFile.Read(folder["f.gz"], 3));
        Assert.Equal($"{folder["f.gz"]}: the file cannot be read; check what it is and who may read it", error.Message);
    }
}

using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats;

/// <summary>Every byte of a small checkpoint changed to every other value, and every cut: an error each time, never a wrong tensor.</summary>
public class CheckpointDamageTests
{
    [Fact]
    public void EveryChangedByteIsFound()
    {
        MemoryFileLayer files = NewFiles();
        string expected = SmallCheckpoint.ReadAll(files);
        int flips = 0;
        foreach (string file in (string[])[SmallCheckpoint.Index, SmallCheckpoint.Data])
        {
            byte[] bytes = files[file];
            for (int at = 0; at < bytes.Length; at++)
            {
                byte right = bytes[at];
                for (int change = 1; change < 256; change++)
                {
                    bytes[at] = (byte)(right ^ change);
                    AssertDamaged(files, $"{file} at {at}: {bytes[at]:x2}");
                    flips++;
                }
                bytes[at] = right;
            }
        }
        Assert.Equal(expected, SmallCheckpoint.ReadAll(files));
        Assert.Equal(255 * (files[SmallCheckpoint.Index].Length + files[SmallCheckpoint.Data].Length), flips);
        Report($"{flips} bytes changed, {flips} errors, 0 wrong tensors");
    }

    [Fact]
    public void EveryCutIsFound()
    {
        MemoryFileLayer files = NewFiles();
        int cuts = 0;
        foreach (string file in (string[])[SmallCheckpoint.Index, SmallCheckpoint.Data])
        {
            byte[] whole = files[file];
            for (int length = 0; length < whole.Length; length++)
            {
                files[file] = whole[..length];
                AssertDamaged(files, $"{file} cut at {length}");
                cuts++;
            }
            files[file] = whole;
        }
        Report($"{cuts} offsets cut, {cuts} errors, 0 wrong tensors");
    }

    [Fact]
    public void BytesThatWereAppendedAreFound()
    {
        foreach (string file in (string[])[SmallCheckpoint.Index, SmallCheckpoint.Data])
        {
            MemoryFileLayer files = NewFiles();
            files[file] = [.. files[file], 1];
            AssertDamaged(files, $"{file} with a byte more");
        }
    }

    [Fact]
    public void AMissingFileIsFound()
    {
        foreach (string file in (string[])[SmallCheckpoint.Index, SmallCheckpoint.Data])
        {
            MemoryFileLayer files = NewFiles();
            files.Delete(file);
            var error = Assert.Throws<TensorFileException>(() => SmallCheckpoint.ReadAll(files));
            Assert.Equal(FileErrorKind.NotFound, error.Kind);
        }
    }

    [Fact]
    public void FilesOfTwoCheckpointsDoNotGoTogether()
    {
        MemoryFileLayer files = NewFiles();
        var other = new MemoryFileLayer();
        SmallCheckpoint.Write(other, seed: 2);
        files[SmallCheckpoint.Data] = other[SmallCheckpoint.Data];
        AssertDamaged(files, "the data file of another checkpoint");
    }

    internal static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    private static MemoryFileLayer NewFiles()
    {
        var files = new MemoryFileLayer();
        SmallCheckpoint.Write(files);
        return files;
    }

    /// <summary>The one named error, with the file in it. Anything else that is thrown fails the test by itself.</summary>
    private static void AssertDamaged(MemoryFileLayer files, string what)
    {
        try
        {
            SmallCheckpoint.ReadAll(files);
        }
        catch (TensorFileException error)
        {
            Assert.True(error.File.StartsWith(SmallCheckpoint.Prefix, StringComparison.Ordinal), what);
            return;
        }
        Assert.Fail($"{what} was not found");
    }
}

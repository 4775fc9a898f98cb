using System.IO.Compression;
using System.Security.Cryptography;
using NumSharp;
using TfNetLstm.Data;

namespace TfNetLstm.Tests.Data;

public class MnistDataTests
{
    [Fact]
    public void TheFilesBesideTheProgramAreMnist()
    {
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        Assert.Equal(
            (MnistData.TrainCount, MnistData.ValidationCount, MnistData.TestCount),
            (data.Train.Count, data.Validation.Count, data.Test.Count)
        );
    }

    [Fact]
    public void AFileCompressedAnewPasses()
    {
        using var folder = new TemporaryFolder();
        var original = MnistFiles.Read(MnistFiles.DefaultFolder, MnistFiles.TestLabels);
        var path = folder.Write(
            MnistFiles.TestLabels.Name,
            IdxBytes.Gzip(original.Content, CompressionLevel.NoCompression)
        );
        Assert.NotEqual(4517, new FileInfo(path).Length);
        Assert.Equal(original.Content, MnistFiles.Read(folder.Path, MnistFiles.TestLabels).Content);
    }

    [Fact]
    public void AChangedPixelIsAWrongChecksum()
    {
        using var folder = new TemporaryFolder();
        var content = MnistFiles.Read(MnistFiles.DefaultFolder, MnistFiles.TestLabels).Content;
        content[^1] ^= 1;
        var path = folder.Write(MnistFiles.TestLabels.Name, IdxBytes.Gzip(content));
        var error = Assert.Throws<DataFileException>(() => MnistFiles.Read(folder.Path, MnistFiles.TestLabels));
        Assert.Equal(
            $"{path}: wrong checksum, its content has SHA-256 {Convert.ToHexStringLower(SHA256.HashData(content))} "
                + $"and not {MnistFiles.TestLabels.Sha256}; "
                + "get t10k-labels-idx1-ubyte.gz again, the repository has it in data/mnist",
            error.Message
        );
    }

    [Fact]
    public void AMissingFolderIsNamed()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<DataFileException>(() => MnistData.Load(folder["no"], np.random.RandomState(1)));
        Assert.Equal(
            $"{folder["no"]}: there is no such folder; --data-dir names the one with train-images-idx3-ubyte.gz, "
                + "train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz",
            error.Message
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AMissingFileIsNamed(int missing)
    {
        using var folder = new TemporaryFolder();
        var name = MnistFiles.All[missing].Name;
        foreach (var file in MnistFiles.All.Where(f => f.Name != name))
        {
            File.Copy(Path.Combine(MnistFiles.DefaultFolder, file.Name), folder[file.Name]);
        }
        var error = Assert.Throws<DataFileException>(() => MnistData.Load(folder.Path, np.random.RandomState(1)));
        Assert.Equal(
            $"{folder[name]}: there is no such file; get {name} again, the repository has it in data/mnist",
            error.Message
        );
    }
}

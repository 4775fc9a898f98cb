using TfNetLstm.Tests.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class LossCurveTests
{
    [Fact]
    public void WritesWhatJsonDumpWrites()
    {
        using var folder = new TemporaryFolder();
        LossCurve.Open(folder["curve.json"]).Write([8.225427627563477f, 0.1f, float.NaN, 1f]);
        Assert.Equal("[8.225427627563477, 0.10000000149011612, NaN, 1.0]", File.ReadAllText(folder["curve.json"]));
        Assert.Equal([folder["curve.json"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void NoLossesAreAnEmptyArray()
    {
        using var folder = new TemporaryFolder();
        LossCurve.Open(folder["curve.json"]).Write([]);
        Assert.Equal("[]", File.ReadAllText(folder["curve.json"]));
    }

    [Fact]
    public void TheOldFileStaysUntilTheNewOneIsWhole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["curve.json"], "old");
        var curve = LossCurve.Open(folder["curve.json"]);
        Assert.Equal("old", File.ReadAllText(folder["curve.json"]));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        curve.Write([1f]);
        Assert.Equal("[1.0]", File.ReadAllText(folder["curve.json"]));
    }

    [Fact]
    public void ALinkStaysALink()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["target.json"], "old");
        File.CreateSymbolicLink(folder["link.json"], folder["target.json"]);
        LossCurve.Open(folder["link.json"]).Write([2f]);
        Assert.Equal("[2.0]", File.ReadAllText(folder["target.json"]));
        Assert.Equal(folder["target.json"], new FileInfo(folder["link.json"]).LinkTarget);
    }

    [Fact]
    public void AFolderOrAMissingFolderIsRefusedAtOnce()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<IOException>(() => LossCurve.Open(folder.Path));
        Assert.Throws<DirectoryNotFoundException>(() => LossCurve.Open(Path.Combine(folder["no"], "curve.json")));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void AFailedWriteLeavesNoTemporaryFile()
    {
        using var folder = new TemporaryFolder();
        var curve = LossCurve.Open(folder["curve.json"]);
        Directory.CreateDirectory(folder["curve.json"]);
        Assert.ThrowsAny<Exception>(() => curve.Write([1f]));
        Assert.Equal([folder["curve.json"]], Directory.GetFileSystemEntries(folder.Path));
    }
}

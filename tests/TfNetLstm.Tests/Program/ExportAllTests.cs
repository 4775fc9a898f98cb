using System.Diagnostics;
using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>The script export_all.sh writes a folder laid out as the golden one, with the same contents where that is told.</summary>
public class ExportAllTests
{
    [Fact]
    public async Task TheFolderIsTheGoldenOne()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "it is a shell script");
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(
            "bash",
            [Path.Combine(AppContext.BaseDirectory, "scripts", "export_all.sh"), folder["out"]]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TFNETLSTM"] = $"dotnet {Path.Combine(AppContext.BaseDirectory, "TfNetLstm.dll")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await output}\n{error}");
        Check(folder);
    }

    private static void Check(TemporaryFolder folder)
    {
        var golden = Golden.Npz("files/checkpoint_values.npz");
        var values = NpzFile.Read(Path.Combine(folder["out"], "checkpoint_values.npz"));
        Assert.Equal(golden.Names.Order(StringComparer.Ordinal), values.Names.Order(StringComparer.Ordinal));
        Assert.All(golden.Names, name => Assert.Equal(golden[name].Floats, values[name].Floats));
        Assert.Equal(
            Golden.Bytes("files/model.ckpt-10.data-00000-of-00001"),
            File.ReadAllBytes(Path.Combine(folder["out"], "model.ckpt-10.data-00000-of-00001"))
        );
        Assert.Equal(
            GraphDef.Parser.ParseFrom(Golden.Bytes("model/graph.pb")),
            GraphDef.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder["out"], "graph.pb")))
        );
        Assert.Equal(Path.Combine(folder["out"], "model.ckpt-10"), CheckpointStateFile.Latest(folder["out"]));
        var events = Directory.EnumerateFiles(Path.Combine(folder["out"], "events")).Single();
        Assert.Equal(
            10,
            EventFileReader.ReadAll(events).Count(e => e.Summary?.Value.Any(v => v.Tag == "loss") == true)
        );
        foreach (
            var file in (string[])
                ["frozen.pb", "inference.npz", "saved_model/saved_model.pb", "saved_model/variables/variables.index"]
        )
            Assert.True(File.Exists(Path.Combine(folder["out"], file)), file);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>The built program as its users start it: a process with arguments, streams, an exit code, signals.</summary>
public class ProcessTests
{
    private const int InterruptSignal = 2;
    private const int TerminateSignal = 15;

    private static readonly string[] _golden = Golden.Text("model/log.txt").Split('\n');

    [Fact]
    public async Task TrainPrintsTensorFlowsLinesAndNothingElse()
    {
        using var process = Start("train", "--seed", "1", "--training-iters", "5200", "--test-examples", "100");
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(_golden[..4], lines[..4]);
        Assert.Equal("Optimization Finished!", lines[4]);
        Assert.Matches(@"^Testing Accuracy: 0\.\d+$", lines[5]);
        Assert.Equal(6, lines.Length);
        Assert.Matches(@"\n40 steps in \d+\.\d\d s, \d+\.\d\d ms a step\n$", error);
    }

    [Fact]
    public async Task CtrlCStopsAfterTheStepAndKeepsTheCurve()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        var curve = Path.Combine(Path.GetTempPath(), $"curve-{Guid.NewGuid():N}.json");
        try
        {
            using var process = Start("train", "--seed", "1", "--training-iters", "2000000000", "--curve", curve);
            var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.Equal(_golden[0], first);
            Signal(process, InterruptSignal);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("Stopped after step ", error, StringComparison.Ordinal);
            var losses = JsonSerializer.Deserialize<double[]>(await File.ReadAllTextAsync(curve))!;
            var expected = Golden.Json("model/run.json").GetProperty("losses").EnumerateArray().Take(10);
            Assert.Equal(expected.Select(l => l.GetDouble()).ToArray(), losses[..10]);
        }
        finally
        {
            File.Delete(curve);
        }
    }

    /// <summary>Both signals finish the step, save, and say how to go on; a run gone on with is as if it had never stopped.</summary>
    [Theory]
    [InlineData(InterruptSignal, 130)]
    [InlineData(TerminateSignal, 143)]
    public async Task ASignalSavesAndTheRunGoesOnExactly(int signal, int code)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using var folder = new TemporaryFolder();
        var stop = TestContext.Current.CancellationToken;
        string[] settings = ["--seed", "1", "--hidden", "16", "--display-step", "1"];
        using (
            var process = Start(["train", .. settings, "--training-iters", "2000000000", "--save-dir", folder["run"]])
        )
        {
            for (var line = 0; line < 3; line++)
                await process.StandardOutput.ReadLineAsync(stop);
            Signal(process, signal);
            var rest = process.StandardOutput.ReadToEndAsync(stop);
            var error = await process.StandardError.ReadToEndAsync(stop);
            await rest;
            await process.WaitForExitAsync(stop);
            Assert.Equal(code, process.ExitCode);
            Assert.Matches(@"\nGo on with: TfNetLstm train --seed 1 .*--save-dir \S+ --resume latest\n", error);
        }
        var prefix = Tensorflow.Formats.CheckpointStateFile.Latest(folder["run"])!;
        var done = int.Parse(prefix.Split('-')[^1], CultureInfo.InvariantCulture);
        var iterations = ((done + 3) * 128).ToString(CultureInfo.InvariantCulture);
        ProgramRun.Ok("train", "--save-dir", folder["run"], "--resume", "latest", "--training-iters", iterations);
        ProgramRun.Ok(["train", .. settings, "--save-dir", folder["whole"], "--training-iters", iterations]);
        var name = string.Create(CultureInfo.InvariantCulture, $"model.ckpt-{done + 2}.data-00000-of-00001");
        foreach (var file in (string[])[name, "metrics.csv"])
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(folder["whole"], file), stop),
                await File.ReadAllBytesAsync(Path.Combine(folder["run"], file), stop)
            );
        }
    }

    [Fact]
    public async Task AWrongArgumentIsOneLineAndExitCodeTwo()
    {
        using var process = Start("train", "--batch-size", "none");
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, process.ExitCode);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Contains("--batch-size", error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TfNetLstm.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Signal(Process process, int signal)
    {
        var pid = process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [$"-{signal.ToString(CultureInfo.InvariantCulture)}", pid]);
        kill.WaitForExit();
    }
}

using System.Globalization;
using TfNetLstm.Data;
using TfNetLstm.Runs;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>A run that was stopped and resumed leaves the same bytes as one that never stopped.</summary>
public class ResumeTests
{
    // 11 steps over four epochs; a step ends in the middle of one, and validations fall between.
    private const int Batch = 20_000;
    private const int Steps = 11;

    private static readonly string[] _small =
    [
        "--seed",
        "3",
        "--batch-size",
        "20000",
        "--hidden",
        "5",
        "--steps",
        "2",
        "--display-step",
        "2",
        "--validate-every",
        "3",
        "--test-examples",
        "10",
        "--keep",
        "2",
    ];

    [Fact]
    public void ASmallRunIsResumedExactlyAfterEveryStep()
    {
        using var folder = new TemporaryFolder();
        Train(_small, folder["whole"], Steps, Batch);
        var expected = Bytes(folder["whole"], Steps);
        for (var stop = 1; stop < Steps; stop++)
        {
            var name = folder[$"stopped{stop}"];
            Train(_small, name, stop, Batch);
            Resume(name, Steps, Batch);
            AssertSame(expected, Bytes(name, Steps), stop);
        }
    }

    [Fact]
    public void ARunWithoutASeedIsResumedExactlyToo()
    {
        using var folder = new TemporaryFolder();
        string[] unseeded = [.. _small.Skip(2)];
        Train(unseeded, folder["a"], 2, Batch);
        Directory.CreateDirectory(folder["b"]);
        foreach (var file in Directory.EnumerateFiles(folder["a"]))
            File.Copy(file, Path.Combine(folder["b"], Path.GetFileName(file)));
        Resume(folder["a"], 6, Batch);
        Resume(folder["b"], 4, Batch);
        Resume(folder["b"], 6, Batch);
        AssertSame(Bytes(folder["a"], 6), Bytes(folder["b"], 6), 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(29)]
    public void TheTutorialsRunIsResumedExactly(int stop)
    {
        using var folder = new TemporaryFolder();
        Train(["--seed", "1"], folder["whole"], 30, 128);
        Train(["--seed", "1"], folder["stopped"], stop, 128);
        Resume(folder["stopped"], 30, 128);
        AssertSame(Bytes(folder["whole"], 30), Bytes(folder["stopped"], 30), stop);
    }

    [Fact]
    public void TheLinesGoOnWhereTheyStopped()
    {
        using var folder = new TemporaryFolder();
        var whole = Train(_small, folder["whole"], Steps, Batch).Output.Split('\n');
        var first = Train(_small, folder["stopped"], 6, Batch).Output.Split('\n');
        var rest = Resume(folder["stopped"], Steps, Batch).Output.Split('\n');
        Assert.Equal(whole, first[..3].Concat(rest).ToArray());
    }

    [Fact]
    public void TheNewestWholeCheckpointIsTaken()
    {
        using var folder = new TemporaryFolder();
        Train([.. _small, "--save-every", "2"], folder["run"], 4, Batch);
        var data = Path.Combine(folder["run"], "model.ckpt-4.data-00000-of-00001");
        var bytes = File.ReadAllBytes(data);
        bytes[100] ^= 1;
        File.WriteAllBytes(data, bytes);
        var (code, _, error) = ProgramRun.Run("train", "--save-dir", folder["run"], "--resume");
        Assert.Equal(0, code);
        Assert.StartsWith($"skipped {Path.Combine(folder["run"], "model.ckpt-4")}: ", error, StringComparison.Ordinal);
        Assert.Contains(
            $"going on after step 2 of {Path.Combine(folder["run"], "model.ckpt-2")}\n",
            error,
            StringComparison.Ordinal
        );
        File.WriteAllBytes(data, bytes);
        (code, _, error) = ProgramRun.Run("train", "--resume", data);
        Assert.Equal((3, 1), (code, error.Count(c => c == '\n')));
    }

    [Fact]
    public void PartsOfTwoSavesAreNotTakenForOne()
    {
        using var folder = new TemporaryFolder();
        Train(_small, folder["a"], 2, Batch);
        Train(["--seed", "4", .. _small[2..]], folder["b"], 2, Batch);
        File.Copy(
            TrainState.PathOf(Prefix(folder["b"], 2)),
            TrainState.PathOf(Prefix(folder["a"], 2)),
            overwrite: true
        );
        var (code, _, error) = ProgramRun.Run("train", "--resume", Prefix(folder["a"], 2));
        Assert.Equal(3, code);
        Assert.Contains("it belongs to another save than the checkpoint beside it", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ACheckpointOfPythonsIsGoneOnWith()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = ProgramRun.Run(
            "train",
            "--resume",
            Golden.PathOf("files/model.ckpt-10"),
            "--save-dir",
            folder["run"],
            "--training-iters",
            "1600",
            "--display-step",
            "1"
        );
        Assert.Equal(0, code);
        Assert.StartsWith("Iter 1408, Minibatch Loss= ", output, StringComparison.Ordinal);
        Assert.Contains("there is no train.json beside it, as Python writes none", error, StringComparison.Ordinal);
        Assert.True(File.Exists(Prefix(folder["run"], 12) + ".index"));
    }

    [Fact]
    public void WhatCannotBeResumedIsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        Train(_small, folder["run"], 1, Batch);
        AssertOneLine(
            2,
            "the run to go on with has --hidden 5: leave --hidden out",
            "--resume",
            folder["run"],
            "--hidden",
            "6"
        );
        AssertOneLine(2, "--resume latest needs to know the run folder", "--resume");
        AssertOneLine(3, "there is no checkpoint to go on from", "--resume", folder.Path);
        AssertOneLine(3, "there is no such checkpoint", "--resume", folder["none"]);
        AssertOneLine(
            2,
            "has the checkpoints of an earlier run: --resume latest goes on with it",
            "--save-dir",
            folder["run"]
        );
        File.WriteAllText(TrainState.PathOf(Prefix(folder["run"], 1)), "{");
        AssertOneLine(3, "damaged: ", "--resume", Prefix(folder["run"], 1));
    }

    [Fact]
    public void TheBestStepIsKeptBesideTheNewest()
    {
        using var folder = new TemporaryFolder();
        Train([.. _small, "--keep-best", "accuracy", "--save-every", "1"], folder["run"], Steps, Batch);
        var best = Directory.GetFiles(Path.Combine(folder["run"], "best"), "*.index");
        Assert.Single(best);
        var rows = File.ReadAllLines(Path.Combine(folder["run"], MetricsFiles.CsvName))
            .Skip(1)
            .Select(l => l.Split(','));
        var accuracies = rows.Where(r => r[6].Length > 0)
            .ToDictionary(r => r[0], r => double.Parse(r[6], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var step = Path.GetFileNameWithoutExtension(best[0]).Split('-')[1];
        Assert.Equal(accuracies.Values.Max(), accuracies[step]);
        Assert.Equal(2, Directory.GetFiles(folder["run"], "*.index").Length);
        Assert.Equal(2, Directory.GetFiles(folder["run"], "*.train.json").Length);
    }

    private static void AssertOneLine(int code, string message, params string[] args)
    {
        var (actual, output, error) = ProgramRun.Run(["train", .. args]);
        Assert.Equal((code, ""), (actual, output));
        var lines = error.TrimEnd('\n').Split('\n');
        Assert.Contains(message, lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static (string Output, string Error) Train(string[] settings, string folder, int steps, int batch)
    {
        var (code, output, error) = ProgramRun.Run([
            "train",
            .. settings,
            "--save-dir",
            folder,
            .. Iterations(steps, batch),
        ]);
        Assert.True(code == 0, error);
        return (output, error);
    }

    private static (string Output, string Error) Resume(string folder, int steps, int batch)
    {
        var (code, output, error) = ProgramRun.Run([
            "train",
            "--save-dir",
            folder,
            "--resume",
            "latest",
            .. Iterations(steps, batch),
        ]);
        Assert.True(code == 0, error);
        return (output, error);
    }

    private static string[] Iterations(int steps, int batch) =>
        ["--training-iters", ((steps + 1) * batch).ToString(CultureInfo.InvariantCulture)];

    private static string Prefix(string folder, int step) =>
        FormattableString.Invariant($"{Path.Combine(folder, "model.ckpt")}-{step}");

    private static Dictionary<string, byte[]> Bytes(string folder, int step)
    {
        var prefix = Prefix(folder, step);
        return new(StringComparer.Ordinal)
        {
            ["data"] = File.ReadAllBytes(prefix + ".data-00000-of-00001"),
            ["index"] = File.ReadAllBytes(prefix + ".index"),
            ["meta"] = File.ReadAllBytes(prefix + ".meta"),
            ["state"] = File.ReadAllBytes(TrainState.PathOf(prefix)),
            ["metrics"] = File.ReadAllBytes(Path.Combine(folder, MetricsFiles.CsvName)),
        };
    }

    private static void AssertSame(Dictionary<string, byte[]> expected, Dictionary<string, byte[]> actual, int stop)
    {
        foreach (var (name, bytes) in expected)
            Assert.True(bytes.AsSpan().SequenceEqual(actual[name]), $"{name} differs after a stop at step {stop}");
    }
}

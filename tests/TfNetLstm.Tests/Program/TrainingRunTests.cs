using System.Text.Json;
using Tensorflow;
using TfNetLstm.Runs;
using TfNetLstm.Settings;
using TfNetLstm.Tests.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

/// <summary>What a training leaves in its folders, and how it ends when something goes wrong.</summary>
public class TrainingRunTests
{
    private static readonly string[] _small =
    [
        "train",
        "--seed",
        "1",
        "--hidden",
        "8",
        "--steps",
        "4",
        "--batch-size",
        "50",
        "--training-iters",
        "1050",
        "--test-examples",
        "50",
    ];

    [Fact]
    public void TheRunFolderHasHistoryAndSettings()
    {
        using var folder = new TemporaryFolder();
        ProgramRun.Ok([.. _small, "--save-dir", folder["run"], "--validate-every", "15", "--logdir", folder["log"]]);
        var rows = File.ReadAllLines(Path.Combine(folder["run"], MetricsFiles.CsvName));
        Assert.Equal("step,examples,epoch,loss,accuracy,validation_loss,validation_accuracy", rows[0]);
        Assert.Equal(["10", "15", "20"], rows[1..].Select(r => r.Split(',')[0]));
        Assert.Matches(@"^10,500,0\.0091,\d\.\d+,0\.\d+,,$", rows[1]);
        Assert.Matches(@"^15,750,0\.0136,,,\d\.\d+,0\.\d+$", rows[2]);
        foreach (var line in File.ReadLines(Path.Combine(folder["run"], MetricsFiles.JsonName)))
            Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("seconds").GetDouble() >= 0);
        var settings = Path.Combine(folder["run"], RunFolder.SettingsName);
        Assert.Equal(File.ReadAllText(settings), ProgramRun.Ok("train", "--config", settings, "--print-config"));
        Assert.Contains("gates/f", ProgramRun.Ok("inspect", folder["log"]), StringComparison.Ordinal);
        Assert.Contains(
            "\naccuracy  scalar ",
            ProgramRun.Ok("inspect", Path.Combine(folder["log"], "validation")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ALossThatIsNoNumberEndsTheRunAndKeepsTheGoodCheckpoint()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = ProgramRun.Run([
            .. _small,
            "--optimizer",
            "sgd",
            "--learning-rate",
            "1e38",
            "--display-step",
            "3",
            "--save-dir",
            folder["run"],
            "--save-every",
            "1",
        ]);
        Assert.Equal(5, code);
        Assert.DoesNotContain("Optimization Finished!", output, StringComparison.Ordinal);
        Assert.Matches(
            @"TfNetLstm: the loss after the update of step \d is not a finite number; first bad node: \S+ \(\w+\)",
            error
        );
    }

    [Fact]
    public void TrainingEndsEarlyWhenValidationsGetNoBetter()
    {
        var (code, output, error) = ProgramRun.Run([
            .. _small,
            "--training-iters",
            "100000",
            "--validate-every",
            "1",
            "--early-stop",
            "2",
            "--learning-rate",
            "0.5",
        ]);
        _ = code;
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("--training-iters is given more than one value", error, StringComparison.Ordinal);
        (code, output, error) = ProgramRun.Run([
            .. _small[..^4],
            "--training-iters",
            "1000000",
            "--test-examples",
            "50",
            "--validate-every",
            "1",
            "--early-stop",
            "2",
            "--learning-rate",
            "0.5",
        ]);
        Assert.Equal(0, code);
        Assert.Matches(@"Stopped early at step \d+: 2 validations were no better than step \d+ \(loss ", error);
        Assert.Contains("Optimization Finished!\nTesting Accuracy: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void QuietSaysNothingBesideTheLines()
    {
        var (code, _, error) = ProgramRun.Run([.. _small, "-v", "quiet"]);
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public void DetailedNamesEveryFileWritten()
    {
        using var folder = new TemporaryFolder();
        var (_, _, error) = ProgramRun.Run([
            .. _small,
            "-v",
            "detailed",
            "--save-dir",
            folder["run"],
            "--save-every",
            "10",
        ]);
        Assert.Contains($"saved {Path.Combine(folder["run"], "model.ckpt-10")}\n", error, StringComparison.Ordinal);
        Assert.Contains($"saved {Path.Combine(folder["run"], "model.ckpt-20")}\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatCannotBeUsedIsOneLineBeforeAnyWork()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var (code, output, error) = ProgramRun.Run([.. _small, "--save-dir", folder["file"]]);
        Assert.Equal((2, "", 1), (code, output, error.Count(c => c == '\n')));
        Assert.StartsWith(
            $"TfNetLstm: --save-dir '{folder["file"]}' cannot be used: ",
            error,
            StringComparison.Ordinal
        );
        (code, output, error) = ProgramRun.Run([.. _small, "--report", folder.Path]);
        Assert.Equal((2, "", 1), (code, output, error.Count(c => c == '\n')));
    }

    [Fact]
    public void ALogFolderThatCannotBeMadeIsOneLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var (code, output, error) = ProgramRun.Run([.. _small, "-v", "quiet", "--logdir", folder["file"]]);
        Assert.Equal((1, "", 1), (code, output, error.Count(c => c == '\n')));
        (code, output, error) = ProgramRun.Run("export-graph", "--format", "pb", "--logdir", folder["file"]);
        Assert.Equal((1, "", 1), (code, output, error.Count(c => c == '\n')));
    }

    [Fact]
    public void OneProcessAtATimeHasTheFolder()
    {
        using var folder = new TemporaryFolder();
        using var other = new RunFolder(folder["run"], isResumed: false);
        var (code, _, error) = ProgramRun.Run([.. _small, "--save-dir", folder["run"]]);
        Assert.Equal((2, 1), (code, error.Count(c => c == '\n')));
    }

    [Fact]
    public void TheReportIsAPageOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        ProgramRun.Ok([.. _small, "--report", folder["run.html"], "--validate-every", "10"]);
        var page = File.ReadAllText(folder["run.html"]);
        foreach (
            var heading in (string[])
                [
                    "Loss",
                    "Accuracy",
                    "Confusion matrix",
                    "Worst mistakes",
                    "Sample digits",
                    "Times",
                    "Settings",
                    "To repeat it",
                ]
        )
            Assert.Contains($"<h2>{heading}</h2>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("TfNetLstm train --seed 1 --hidden 8", page, StringComparison.Ordinal);
    }

    /// <summary>However a run ends after its first checkpoint, it says how to go on; before, there is nothing to go on from.</summary>
    [Theory]
    [InlineData("save", 2, true)]
    [InlineData("save", 1, false)]
    [InlineData("train", 3, true)]
    [InlineData("train", 2, false)]
    [InlineData("accuracy", 3, true)]
    [InlineData("accuracy", 2, false)]
    public void WhatFailsAfterACheckpointTellsHowToGoOn(string call, int at, bool isSaved)
    {
        using var folder = new TemporaryFolder();
        var count = 0;
        var failure = call == "save" ? (Exception)new IOException("No space left") : new UnavailableError("gone");
        var model = new FakeModel
        {
            OnCall = c =>
            {
                if (c == call && ++count == at)
                    throw failure;
            },
        };
        using var error = new StringWriter { NewLine = "\n" };
        var settings = new TrainSettings
        {
            Seed = 1,
            BatchSize = 4,
            DisplayStep = 1,
            TrainingIters = 40,
            SaveDir = folder["run"],
            SaveEvery = 2,
        };
        var run = new TrainingRun(settings, TextWriter.Null, error)
        {
            CommandWords = ["train", "--save-dir", folder["run"]],
        };
        Assert.Same(failure, Assert.ThrowsAny<Exception>(() => run.Run(_ => model, CancellationToken.None)));
        Assert.Equal(
            isSaved ? $"Go on with: TfNetLstm train --save-dir {folder["run"]} --resume latest" : "",
            error.ToString().Split('\n').SingleOrDefault(l => l.StartsWith("Go on", StringComparison.Ordinal), "")
        );
        // What goes with a checkpoint is not left without it.
        string[] states = isSaved ? ["model.ckpt-2.train.json"] : [];
        Assert.Equal(states, Directory.GetFiles(folder["run"], "*.train.json").Select(Path.GetFileName));
        Assert.True(model.IsDisposed);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TfNetLstm.Compare;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>The verb compare; a script plays Python where one is needed.</summary>
public class CompareTests
{
    private static readonly string _shipped = Path.Combine(AppContext.BaseDirectory, "reference");
    private static readonly string[] _short = ["compare", "--training-iters", "1500"];

    [Fact]
    public void ATwinThatRunsIsComparedWith()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the twin is a shell script");
        using var folder = new TemporaryFolder();
        var python = Script(
            folder,
            $"""while [ "$1" != --record ]; do shift; done; cp "{_shipped}"/* "$2"; echo Iter"""
        );
        var (code, output, error) = ProgramRun.Run([.. _short, "--python", python, "--report", folder["c.html"]]);
        Assert.Equal(0, code);
        Assert.Contains("ok    graph, node for node  3351 nodes, all equal\n", output, StringComparison.Ordinal);
        Assert.EndsWith("As close to TensorFlow as TensorFlow is to itself.\n", output, StringComparison.Ordinal);
        Assert.StartsWith($"running the original with {python} ...\n", error, StringComparison.Ordinal);
        Assert.DoesNotContain("http", File.ReadAllText(folder["c.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTwinIsAskedForTheSameRun()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the twin is a shell script");
        using var folder = new TemporaryFolder();
        var python = Script(folder, $"""echo "$@" > "{folder["args"]}"; exit 9""");
        ProgramRun.Run("compare", "--python", python, "--seed", "7", "--training-iters", "99", "--threads", "1");
        var words = File.ReadAllText(folder["args"]);
        Assert.Contains("mnist_lstm.py --data-dir ", words, StringComparison.Ordinal);
        Assert.Contains(
            " --seed 7 --training-iters 99 --batch-size 128 --display-step 10 --learning-rate 0.001 --test-examples 256 --threads 1 --record ",
            words,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "echo \"ModuleNotFoundError: No module named 'tensorflow'\" >&2; exit 1",
        " has no TensorFlow (ModuleNotFoundError: No module named 'tensorflow'): comparing with the recorded run"
    )]
    [InlineData("echo oh >&2; exit 7", " ended with exit code 7 (oh): comparing with the recorded run")]
    public void WithoutTensorFlowTheRecordedRunIsTaken(string script, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the twin is a shell script");
        using var folder = new TemporaryFolder();
        var (code, _, error) = ProgramRun.Run([.. _short, "--python", Script(folder, script)]);
        Assert.Equal(0, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        (code, _, error) = ProgramRun.Run([.. _short, "--python", folder["none"]]);
        Assert.Equal(0, code);
        Assert.Contains("none cannot be started: comparing with the recorded run", error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherCourseIsNotCompared()
    {
        var (code, _, error) = ProgramRun.Run([.. _short, "--reference", _shipped, "--seed", "2"]);
        Assert.Equal(2, code);
        Assert.StartsWith(
            "TfNetLstm: the recorded run of TensorFlow 2.15.1 has --seed 1: give that",
            error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(3, 4e-7, 0)]
    [InlineData(3, 6e-7, 4)]
    [InlineData(11, 1e-3, 4)]
    public void ADifferenceBeyondTensorFlowsIsExitCode4(int step, double gap, int expected)
    {
        using var folder = new TemporaryFolder();
        var run = JsonNode.Parse(File.ReadAllText(Path.Combine(_shipped, "run.json")))!;
        run["losses"]![step - 1] = run["losses"]![step - 1]!.GetValue<double>() + gap;
        File.WriteAllText(folder["run.json"], run.ToJsonString());
        var (code, output, _) = ProgramRun.Run([.. _short, "--reference", folder["run.json"], "--json"]);
        Assert.Equal(expected, code);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(expected == 0, json.GetProperty("passed").GetBoolean());
        Assert.Equal(step, json.GetProperty("largest_difference_step").GetInt32());
        Assert.Equal(gap, json.GetProperty("largest_difference").GetDouble(), 1e-9);
        var first = json.GetProperty("first_step_over_5e-7");
        Assert.Equal(expected == 0 ? JsonValueKind.Null : JsonValueKind.Number, first.ValueKind);
    }

    [Fact]
    public void DifferencesOfTheGraphAreTold()
    {
        var shipped = RecordedRunFile.Read(_shipped);
        var other = shipped.Graph!.Clone();
        other.Node[3].Op = "Other";
        other.Node[5].Input.Add("more");
        other.Node[6].Attr.Remove("seed2");
        other.Node[7].Name = "new";
        var removed = shipped.Graph.Node[7].Name;
        Assert.Equal(
            [
                $"{other.Node[3].Name}: op Other, not Const",
                $"{other.Node[5].Name}: inputs [more], not []",
                $"{other.Node[6].Name}: attribute seed2 is missing, not {shipped.Graph.Node[6].Attr["seed2"]}",
                $"{removed} (Mul) is missing",
                "new (Mul) is too many",
            ],
            GraphDifferences.Of(shipped.Graph, other)
        );
        var moved = shipped.Graph.Clone();
        (moved.Node[0], moved.Node[1]) = (moved.Node[1], moved.Node[0]);
        Assert.Equal(
            ["the order differs from Placeholder on, where ours has Placeholder_1"],
            GraphDifferences.Of(shipped.Graph, moved)
        );
        Assert.Empty(GraphDifferences.Of(shipped.Graph, shipped.Graph.Clone()));
    }

    [Fact]
    public void WeightsBatchesAndNaNsCount()
    {
        var shipped = RecordedRunFile.Read(_shipped);
        Assert.True(new Comparison(shipped, shipped).Passed);
        var weights = shipped.Initial!.ToDictionary(w => w.Key, w => w.Value.ToArray(), StringComparer.Ordinal);
        weights["Variable"][5] += 0.25f;
        AssertFails(shipped with { Initial = weights }, "initial weights", "largest difference 0.25 in Variable");
        byte[] labels = [.. shipped.Labels!];
        labels[1000] ^= 1;
        AssertFails(shipped with { Labels = labels }, "batches", "differ from example 1001 on");
        double[] losses = [.. shipped.Losses];
        losses[100] = double.NaN;
        AssertFails(shipped with { Losses = losses }, "losses within 5e-7", "the first 100 of 781 steps");
        AssertFails(shipped with { TestAccuracy = 0.9 }, "test accuracy", "0.9000 and 0.9844");
        string[] lines = [.. shipped.Lines];
        lines[13] = "Iter";
        AssertFails(shipped with { Lines = lines }, "printed lines", "the first 13 of 80 are the same");

        void AssertFails(RecordedRun ours, string name, string result)
        {
            var comparison = new Comparison(ours, shipped);
            Assert.False(comparison.Passed);
            Assert.Equal(new Check(name, result, false), Assert.Single(comparison.Checks, c => c.Name == name));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"tensorflow": "2", "losses": ["a"]}""")]
    public void AFileThatIsNoRecordIsOneLine(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.json"], text);
        var (code, output, error) = ProgramRun.Run("compare", "--reference", folder.Path);
        Assert.Equal((3, "", 1), (code, output, error.Count(c => c == '\n')));
        Assert.StartsWith($"TfNetLstm: {folder["run.json"]}: not a recorded run: ", error, StringComparison.Ordinal);
    }

    private static string Script(TemporaryFolder folder, string body)
    {
        var path = folder.Write("python", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{body}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return path;
    }
}

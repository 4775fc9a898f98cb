using System.Globalization;
using System.Text.RegularExpressions;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Tests.Data;

namespace TfNetLstm.Tests.Program;

/// <summary>Help, plain lines and JSON, as they were looked at and kept.</summary>
public partial class SnapshotTests
{
    public static TheoryData<string> AllVerbs()
    {
        var data = new TheoryData<string>();
        foreach (var command in Verbs.Root(new ProgramContext()).Subcommands)
        {
            data.Add(command.Name);
            foreach (var sub in command.Subcommands)
                data.Add($"{command.Name} {sub.Name}");
        }
        return data;
    }

    [Fact]
    public void TheHelp() => Snapshot.Verify("help.txt", ProgramRun.Ok("--help"));

    [Theory]
    [MemberData(nameof(AllVerbs))]
    public void TheHelpOfAVerb(string verb)
    {
        var help = ProgramRun.Ok([.. verb.Split(' '), "--help"]);
        Snapshot.Verify($"help {verb}.txt", help);
        var examples = help[(help.IndexOf("Examples:\n", StringComparison.Ordinal) + 10)..].Split('\n');
        Assert.True(examples.Count(e => e.StartsWith($"  TfNetLstm {verb}", StringComparison.Ordinal)) >= 2, help);
    }

    [Fact]
    public void ThePlainLinesOfATraining() =>
        Snapshot.Verify(
            "train.txt",
            ProgramRun.Ok("train", "--seed", "1", "--training-iters", "5200", "--test-examples", "64")
        );

    [Fact]
    public void TheSettings() => Snapshot.Verify("settings.json", ProgramRun.Ok("train", "--print-config"));

    [Fact]
    public void AnEvaluation()
    {
        using var trained = TrainedCheckpoint.Write();
        string[] args = ["eval", trained.Prefix, "--test-examples", "500"];
        Snapshot.Verify(
            ("eval.txt", ProgramRun.Ok(args)),
            ("eval.json", trained.WithoutPaths(ProgramRun.Ok([.. args, "--json"])))
        );
    }

    [Fact]
    public void APrediction()
    {
        using var trained = TrainedCheckpoint.Write();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Pictures", "four.jpg"), trained["four.jpg"]);
        string[] args = ["predict", "-c", trained.Prefix, trained["four.jpg"]];
        Snapshot.Verify(
            ("predict.txt", trained.WithoutPaths(ProgramRun.Ok(args))),
            ("predict.json", Rounded(trained.WithoutPaths(ProgramRun.Ok([.. args, "--json"]))))
        );
    }

    [Fact]
    public void AComparison()
    {
        var reference = Path.Combine(AppContext.BaseDirectory, "reference");
        string[] args = ["compare", "--reference", reference, "--training-iters", "3000"];
        var text = Measured().Replace(ProgramRun.Ok(args), "# ");
        var json = JsonMeasures().Replace(ProgramRun.Ok([.. args, "--json"]), "\"$1\": 0");
        Snapshot.Verify(
            ("compare.txt", Version().Replace(text, "TfNetLstm #")),
            ("compare.json", Version().Replace(json, "TfNetLstm #"))
        );
    }

    [Fact]
    public void WhatIsInFiles() =>
        Snapshot.Verify(
            ("inspect checkpoint.txt", Inspect("files/model.ckpt-10.index")),
            ("inspect events.txt", Inspect("files/events")),
            ("inspect saved_model.txt", string.Join('\n', Inspect("files/saved_model").Split('\n').Take(30))),
            ("inspect checkpoint.json", Inspect("files/model.ckpt-10", "--json")),
            ("inspect tensor.txt", Inspect("files/model.ckpt-10", "--tensor", "Variable_3"))
        );

    [Fact]
    public void TheDigitsOfTheData() =>
        Snapshot.Verify(
            "data info.txt",
            ProgramRun.Ok("data", "info").Replace(MnistFiles.DefaultFolder, "mnist", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public void TheScriptOfAShell(string shell) =>
        Snapshot.Verify($"completion {shell}.txt", ProgramRun.Ok("completion", shell));

    /// <summary>What the scripts of the shells ask for.</summary>
    [Theory]
    [InlineData("tra", "train")]
    [InlineData("train --cel", "--cell")]
    [InlineData("train --cell ", "basic_lstm gru lstm rnn")]
    [InlineData("completion ", "bash pwsh zsh")]
    public void AShellIsTold(string line, string expected)
    {
        var position = line.Length.ToString(CultureInfo.InvariantCulture);
        var told = ProgramRun.Ok($"[suggest:{position}]", line).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in expected.Split(' '))
            Assert.Contains(word, told);
    }

    private static string Inspect(string file, params string[] more) =>
        ProgramRun
            .Ok(["inspect", Golden.PathOf(file), .. more])
            .Replace(Golden.PathOf("files"), "files", StringComparison.Ordinal);

    // The last digits of a probability are the vector unit's affair.
    private static string Rounded(string json) =>
        Probability()
            .Replace(
                json,
                m => double.Parse(m.Value, CultureInfo.InvariantCulture).ToString("F4", CultureInfo.InvariantCulture)
            );

    [GeneratedRegex(@"\d\.\d+(e-\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Probability();

    [GeneratedRegex(@"[\d.]+(?= (ms|MB) here)\b ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Measured();

    [GeneratedRegex(
        """
            "(step_ms|peak_memory_mb)": [\d.]+
            """,
        RegexOptions.None,
        1000
    )]
    private static partial Regex JsonMeasures();

    [GeneratedRegex(@"TfNetLstm \d+\.\d+\.\d+(\+\w+)?", RegexOptions.None, 1000)]
    private static partial Regex Version();
}

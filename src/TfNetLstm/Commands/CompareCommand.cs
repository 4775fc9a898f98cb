using System.CommandLine;
using TfNetLstm.Compare;
using TfNetLstm.Data;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>compare</c>: this program beside the Python original.</summary>
internal static class CompareCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new CompareOptions();
        var command = new VerbCommand(
            "compare",
            "Runs the program beside the Python original and tells how far they are apart.",
            "compare --python ~/tf/bin/python --report compare.html",
            "compare --training-iters 20000 --json"
        );
        foreach (var option in options.All)
            command.Options.Add(option);
        command.SetAction(parsed => (int)Compare(parsed, options));
        return command;
    }

    private static ExitCode Compare(ParseResult parsed, CompareOptions options)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        using var stop = new StopSignal();
        using var report = OutputFile.Open("--report", parsed.GetValue(options.Report));
        var dataDir = parsed.GetValue(options.DataDir) ?? MnistFiles.DefaultFolder;
        MnistFiles.CheckFolder(dataDir);
        var reference = Reference(parsed, options, dataDir, error, stop.Token);
        if (stop.Token.IsCancellationRequested)
            return stop.ExitCode;
        var arguments = options.Read(parsed, reference.Arguments);
        CheckSameCourse(arguments, reference);
        error.WriteLine($"running {FormattableString.Invariant($"{arguments.Steps}")} steps here ...");
        if (OurRun.Record(arguments, dataDir, parsed.GetValue(options.Threads), stop.Token) is not { } ours)
            return stop.ExitCode;
        var comparison = new Comparison(ours, reference);
        if (parsed.GetValue(options.Json))
            output.WriteLine(CompareJson.Text(comparison));
        else
            CompareTable.Write(output, comparison);
        report?.Write(CompareReport.Page(comparison));
        return comparison.Passed ? ExitCode.Ok : ExitCode.Different;
    }

    private static RecordedRun Reference(
        ParseResult parsed,
        CompareOptions options,
        string dataDir,
        TextWriter error,
        CancellationToken stop
    )
    {
        var (named, path) = (parsed.GetValue(options.Python), parsed.GetValue(options.Reference));
        if (named is not null && path is not null)
            throw new UsageException("--python and --reference are two things to compare with: give one of them");
        if (path is not null)
            return RecordedRunFile.Read(path);
        var python = named ?? PythonTwin.DefaultInterpreter;
        var arguments = options.Read(parsed, new RunArguments());
        error.WriteLine($"running the original with {python} ...");
        var threads = parsed.GetValue(options.Threads);
        if (PythonTwin.Run(python, arguments, dataDir, threads, stop, out var problem) is { } twin)
            return twin;
        if (!stop.IsCancellationRequested)
            error.WriteLine($"{problem}: comparing with the recorded run of TensorFlow 2.15.1 instead");
        return RecordedRunFile.Read(RecordedRunFile.ShippedFolder);
    }

    // Runs of another length are compared as far as both go; anything else makes them two things.
    private static void CheckSameCourse(RunArguments ours, RecordedRun reference)
    {
        var theirs = reference.Arguments;
        (string Option, string Value, bool Same)[] settings =
        [
            ("--seed", FormattableString.Invariant($"{theirs.Seed}"), ours.Seed == theirs.Seed),
            ("--batch-size", FormattableString.Invariant($"{theirs.BatchSize}"), ours.BatchSize == theirs.BatchSize),
            (
                "--display-step",
                FormattableString.Invariant($"{theirs.DisplayStep}"),
                ours.DisplayStep == theirs.DisplayStep
            ),
            (
                "--learning-rate",
                FormattableString.Invariant($"{theirs.LearningRate}"),
                ours.LearningRate.Equals(theirs.LearningRate)
            ),
        ];
        foreach (var (option, value, same) in settings)
        {
            if (!same)
                throw new UsageException(
                    $"the recorded run of {reference.Origin} has {option} {value}: give that, or a --python that has TensorFlow"
                );
        }
    }
}

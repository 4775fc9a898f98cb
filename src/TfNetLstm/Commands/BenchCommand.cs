using System.CommandLine;
using NumSharp;
using TfNetLstm.Bench;
using TfNetLstm.Data;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>bench</c>: how fast the program is on this machine.</summary>
internal static class BenchCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new BenchOptions();
        var command = new VerbCommand(
            "bench",
            "Measures training, inference, start and memory beside this machine's rate of matrix products.",
            "bench",
            "bench --growth --full --json"
        );
        foreach (var option in options.All)
            command.Options.Add(option);
        command.SetAction(parsed => (int)Run(parsed, options));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, BenchOptions options)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(options.FirstStepOnly))
        {
            FirstStep.Run(output);
            return ExitCode.Ok;
        }
        using var stop = new StopSignal();
        var asJson = parsed.GetValue(options.Json);
        var seconds = parsed.GetValue(options.Seconds);
        var threads = parsed.GetValue(options.Threads) is var given and > 0 ? given : Environment.ProcessorCount;
        var data = MnistData.Load(
            parsed.GetValue(options.DataDir) ?? MnistFiles.DefaultFolder,
            np.random.RandomState(1)
        );
        var python = parsed.GetValue(options.Python);
        YardstickRate[] yardsticks =
        [
            .. new[] { threads, 1 }.Distinct().Select(t => Yardstick.Measure(python, t, seconds / 2)),
        ];
        if (!asJson)
            BenchReport.WriteHead(output, yardsticks);
        var rows = new List<BenchRow>();
        foreach (var row in Rows(parsed, options, new(data, seconds), yardsticks))
        {
            if (stop.Token.IsCancellationRequested)
                return stop.ExitCode;
            rows.Add(row);
            if (!asJson)
                BenchReport.WriteRow(output, row);
            else
                error.WriteLine(row.Work);
        }
        if (asJson)
            output.WriteLine(BenchReport.Json(yardsticks, rows));
        return ExitCode.Ok;
    }

    private static IEnumerable<BenchRow> Rows(
        ParseResult parsed,
        BenchOptions options,
        BenchWork work,
        YardstickRate[] yardsticks
    )
    {
        var rows = yardsticks
            .SelectMany(work.Training)
            .Concat(work.Inference(yardsticks[0].Threads))
            .Concat(BenchWork.GraphBuilding())
            .Concat(BenchWork.Start())
            .Concat(BenchWork.Job(parsed.GetValue(options.Full)));
        return parsed.GetValue(options.Growth) ? rows.Concat(work.Growth(yardsticks[0])) : rows;
    }
}

using System.CommandLine;
using TfNetLstm.Distributed;
using TfNetLstm.Runs;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>train</c>: the tutorial's training loop on MNIST.</summary>
internal static class TrainCommand
{
    /// <summary>The verb, over a factory of the model to train.</summary>
    public static Command Create(Func<TrainSettings, ITrainingModel> createModel, ProgramContext? context = null)
    {
        var options = new TrainOptions();
        var command = new VerbCommand(
            "train",
            "Trains the LSTM on MNIST and measures its accuracy on test images.",
            "train --seed 1",
            "train --epochs 2 --hidden 64 --validate-every 100 --early-stop 3",
            "train --save-dir runs/first --save-every 100 --logdir logs/first",
            "train --save-dir runs/first --resume latest",
            "train --target grpc://localhost:2222 --seed 1"
        );
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }
        command.SetAction(parsed => (int)Train(parsed, options, createModel, context ?? ProgramContext.OfProcess()));
        return command;
    }

    private static ExitCode Train(
        ParseResult parsed,
        TrainOptions options,
        Func<TrainSettings, ITrainingModel> createModel,
        ProgramContext context
    )
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var reader = new SettingsReader(parsed, context.Environment, options.Settings, options.Config);
        var from = FindResumePoint(parsed, options, reader, error);
        var settings = options.Read(reader, from);
        foreach (var (name, resumed) in reader.Changed(options.Unchangeable))
            throw new UsageException($"the run to go on with has {name} {resumed}: leave {name} out");
        if (parsed.GetValue(options.PrintConfig))
        {
            output.WriteLine(SettingsJson.Text(reader.Resolved));
            return ExitCode.Ok;
        }
        if (Deployment.Of(settings) is { IsChief: false })
            settings = LeaveToChief(settings, error);
        using var stop = new StopSignal();
        var run = new TrainingRun(settings, output, error)
        {
            IsInteractive = context.IsInteractive,
            From = from,
            SettingsText = SettingsJson.Text(reader.Resolved),
            Inherited = Inherited(reader, options, settings),
            CommandWords = [.. parsed.Tokens.Select(t => t.Value)],
        };
        var code = run.Run(createModel, stop.Token);
        return code == ExitCode.Interrupted ? stop.ExitCode : code;
    }

    /// <summary>What the chief alone keeps of a run that several processes make.</summary>
    private static TrainSettings LeaveToChief(TrainSettings settings, TextWriter error)
    {
        if ((settings.SaveDir ?? settings.LogDir) is not null && settings.Verbosity > Verbosity.Quiet)
            error.WriteLine("the chief, task 0, saves and writes for TensorBoard; this task does not");
        return settings with { SaveDir = null, SaveEvery = 0, KeepBest = null, LogDir = null, Resume = null };
    }

    private static ResumePoint? FindResumePoint(
        ParseResult parsed,
        TrainOptions options,
        SettingsReader reader,
        TextWriter error
    )
    {
        if (parsed.GetValue(options.Resume) is not { } resume)
            return null;
        var from = ResumePoint.Find(resume, options.ReadSaveDir(reader), error.WriteLine);
        reader.Resumed = from.State?.Settings;
        reader.Forget();
        return from;
    }

    private static Dictionary<string, string> Inherited(
        SettingsReader reader,
        TrainOptions options,
        TrainSettings settings
    )
    {
        var keys = options.Inherited.Select(SettingsReader.Key).ToHashSet(StringComparer.Ordinal);
        var inherited = reader
            .Resolved.Where(s => keys.Contains(s.Key) && s.Value is not null)
            .ToDictionary(s => s.Key, s => SettingsReader.Text(s.Value), StringComparer.Ordinal);
        inherited["training_iters"] = SettingsReader.Text(settings.TrainingIters);
        return inherited;
    }
}

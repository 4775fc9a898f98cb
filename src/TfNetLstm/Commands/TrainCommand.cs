using System.CommandLine;
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
            "train --epochs 2 --hidden 64 --validate-every 100 --early-stop 3"
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
        var writers = parsed.InvocationConfiguration;
        var reader = new SettingsReader(parsed, context.Environment, options.Settings, options.Config);
        var settings = options.Read(reader);
        if (parsed.GetValue(options.PrintConfig))
        {
            writers.Output.WriteLine(SettingsJson.Text(reader.Resolved));
            return ExitCode.Ok;
        }
        using var stop = new StopSignal();
        var run = new TrainingRun(settings, writers.Output, writers.Error) { IsInteractive = context.IsInteractive };
        var code = run.Run(createModel, stop.Token);
        return code == ExitCode.Interrupted ? stop.ExitCode : code;
    }
}

using System.CommandLine;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>train</c>: the tutorial's training loop on MNIST.</summary>
internal static class TrainCommand
{
    /// <summary>The verb, over a factory of the model to train.</summary>
    public static Command Create(Func<TrainSettings, ITrainingModel> createModel)
    {
        var options = new TrainOptions();
        var command = new Command("train", "Trains the LSTM on MNIST and measures its accuracy on test images.");
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }
        command.SetAction(parsed =>
        {
            var writers = parsed.InvocationConfiguration;
            return (int)Train(options.Read(parsed), createModel, writers.Output, writers.Error);
        });
        return command;
    }

    private static ExitCode Train(
        TrainSettings settings,
        Func<TrainSettings, ITrainingModel> createModel,
        TextWriter output,
        TextWriter error
    )
    {
        using var stop = new StopSignal();
        var curve = OpenCurve(settings.Curve);
        // NumSharp's own default seed is the same in two states made at once.
        var random = np.random.RandomState(settings.Seed ?? Random.Shared.Next());
        var data = MnistData.Load(settings.DataDir ?? MnistFiles.DefaultFolder, random);
        using var model = createModel(settings);
        var loop = new TrainingLoop(settings, output, error);
        try
        {
            return loop.Run(model, data.Train, data.Test, stop.Token);
        }
        finally
        {
            curve?.Write(loop.Losses);
        }
    }

    private static LossCurve? OpenCurve(string? path)
    {
        try
        {
            return path is null ? null : LossCurve.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--curve '{path}' cannot be written: {e.Message}", e);
        }
    }
}

using NumSharp;
using Spectre.Console;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Settings;

namespace TfNetLstm.Training;

/// <summary>One <c>train</c>: data, model, loop, and who is told.</summary>
internal sealed class TrainingRun(TrainSettings settings, TextWriter output, TextWriter error)
{
    /// <summary>Whether the view may move the cursor.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Runs it all.</summary>
    public ExitCode Run(Func<TrainSettings, ITrainingModel> createModel, CancellationToken stop)
    {
        var curve = OpenCurve(settings.Curve);
        // NumSharp's own default seed is the same in two states made at once.
        var random = np.random.RandomState(settings.Seed ?? Random.Shared.Next());
        var data = MnistData.Load(settings.DataDir ?? MnistFiles.DefaultFolder, random);
        if (settings.Verbosity > Verbosity.Quiet)
            RunHeader.Write(error, settings.Seed, settings.Threads, data);
        using var model = createModel(settings);
        var view = IsInteractive && !settings.Plain ? new LiveView(AnsiConsole.Console) : null;
        // What is said meanwhile would tear the live view.
        using var later = new StringWriter();
        var loop = new TrainingLoop(settings, output, view is null ? error : later)
        {
            View = view,
            ValidationImages = data.Validation,
        };
        try
        {
            return view is null
                ? loop.Run(model, data.Train, data.Test, stop)
                : view.Show(() => loop.Run(model, data.Train, data.Test, stop));
        }
        finally
        {
            error.Write(later.ToString());
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

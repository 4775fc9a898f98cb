using NumSharp;
using Spectre.Console;
using TfNetLstm.Commands;
using TfNetLstm.Data;
using TfNetLstm.Distributed;
using TfNetLstm.Reports;
using TfNetLstm.Runs;
using TfNetLstm.Settings;
using TfNetLstm.Tracing;

namespace TfNetLstm.Training;

/// <summary>One <c>train</c>: data, model, loop, and who is told.</summary>
internal sealed class TrainingRun(TrainSettings settings, TextWriter output, TextWriter error)
{
    private readonly List<IDisposable> _open = [];

    /// <summary>Whether the view may move the cursor.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>What to go on from; the beginning when null.</summary>
    public ResumePoint? From { get; init; }

    /// <summary>The settings as JSON.</summary>
    public string SettingsText { get; init; } = "{}";

    /// <summary>The settings that a resumed run has from this one.</summary>
    public IReadOnlyDictionary<string, string> Inherited { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the user typed.</summary>
    public IReadOnlyList<string> CommandWords { get; init; } = [];

    private LoopPosition Position => From?.Position ?? new();

    /// <summary>Runs it all.</summary>
    public ExitCode Run(Func<TrainSettings, ITrainingModel> createModel, CancellationToken stop)
    {
        try
        {
            return RunAll(createModel, stop);
        }
        finally
        {
            // In the order opposite to that in which they were opened.
            for (var i = _open.Count - 1; i >= 0; i--)
                _open[i].Dispose();
        }
    }

    private ExitCode RunAll(Func<TrainSettings, ITrainingModel> createModel, CancellationToken stop)
    {
        var curve = OpenCurve(settings.Curve);
        var report = Keep(OutputFile.Open("--report", settings.Report));
        var folder = settings.SaveDir is { } path ? Keep(new RunFolder(path, From is not null)) : null;
        var trace = Keep(OutputFile.Open("--trace", settings.Trace));
        // NumSharp's own default seed is the same in two states made at once.
        // Workers that have a process each see the images in orders of their own.
        var random = np.random.RandomState((settings.Seed ?? Random.Shared.Next()) + (settings.Task ?? 0));
        var data = MnistData.Load(settings.DataDir ?? MnistFiles.DefaultFolder, random);
        if (settings.Verbosity > Verbosity.Quiet)
            RunHeader.Write(error, settings.Seed, settings.Threads, data);
        if (settings.Verbosity > Verbosity.Quiet && Deployment.Of(settings) is { Target: not null } deployment)
            error.WriteLine(deployment);
        var model = Keep(createModel(settings))!;
        var kernels = settings.Profile || trace is not null ? new KernelLog(trace is not null) : null;
        if (kernels is not null)
            Needed<IShowsKernels>(model).Observe(kernels);
        folder?.WriteSettings(SettingsText);
        Restore(model, data, random);
        if (model is IJoinsCluster member && !member.Join(error.WriteLine, stop))
            return ExitCode.Interrupted;
        var view = IsInteractive && !settings.Plain ? new LiveView(AnsiConsole.Console) : null;
        // What is said meanwhile would tear the live view.
        using var later = new StringWriter();
        var told = view is null ? error : later;
        var page = report is null ? null : new RunReport(settings, data);
        var loop = new TrainingLoop(settings, output, told)
        {
            View = view,
            ValidationImages = settings.ValidateEvery > 0 ? data.Validation : null,
            From = Position,
            Listeners = [.. Listeners(folder, model, page)],
            Checkpoints = folder is null ? null : Checkpoints(folder, model, data.Train, random, told),
        };
        try
        {
            var code = view is null
                ? loop.Run(model, data.Train, data.Test, stop)
                : view.Show(() => loop.Run(model, data.Train, data.Test, stop));
            if (code == ExitCode.Interrupted)
                told.WriteLine(
                    loop.Checkpoints?.Latest is null ? LogLines.NothingSaved : $"Go on with: {ResumeCommand()}"
                );
            if (page is not null && code == ExitCode.Ok)
                report!.Write(page.Page(model, SettingsText, CommandText.Of(CommandWords)));
            return code;
        }
        catch when (loop.Checkpoints?.Latest is not null)
        {
            // Whatever it was: a step, a save that found no server or no room, a log that could not be written.
            told.WriteLine($"Go on with: {ResumeCommand()}");
            throw;
        }
        finally
        {
            error.Write(later.ToString());
            if (settings.Profile)
                ProfileTable.Write(error, kernels!);
            trace?.Write(ChromeTrace.Bytes(kernels!));
            curve?.Write(loop.Losses);
        }
    }

    private IEnumerable<ITrainingListener> Listeners(RunFolder? folder, ITrainingModel model, RunReport? page)
    {
        if (folder is not null)
            yield return Keep(new MetricsFiles(folder.Path, settings.BatchSize, Position.Step))!;
        if (settings.LogDir is { } logDir)
            yield return Keep(new TensorBoardLog(logDir, Needed<ISummarizes>(model), Position.Step))!;
        if (page is not null)
            yield return page;
    }

    private RunCheckpoints Checkpoints(
        RunFolder folder,
        ITrainingModel model,
        DataSet train,
        NumPyRandom random,
        TextWriter told
    )
    {
        var saved = Needed<ISavedModel>(model);
        if (From is not null)
            saved.Recover(ResumePoint.Known(folder.Path));
        return new(folder.Path, saved, train, random, Inherited, Tell) { Latest = From?.Prefix };

        void Tell(string line)
        {
            if (settings.Verbosity == Verbosity.Detailed)
                told.WriteLine(line);
        }
    }

    private void Restore(ITrainingModel model, MnistData data, NumPyRandom random)
    {
        // The chief restores for all.
        if (From is null || model is IJoinsCluster { Deployment.IsChief: false })
            return;
        From.Restore(Needed<ISavedModel>(model), data.Train, random);
        if (settings.Verbosity == Verbosity.Quiet)
            return;
        error.WriteLine(FormattableString.Invariant($"going on after step {Position.Step} of {From.Prefix}"));
        if (From.State is null)
            error.WriteLine("there is no train.json beside it, as Python writes none: the shuffles begin anew");
    }

    private string ResumeCommand()
    {
        var words = new List<string>();
        for (var i = 0; i < CommandWords.Count; i++)
        {
            if (CommandWords[i] != "--resume")
                words.Add(CommandWords[i]);
            else if (i + 1 < CommandWords.Count && !CommandWords[i + 1].StartsWith("--", StringComparison.Ordinal))
                i++;
        }
        string[] place = words.Contains("--save-dir", StringComparer.Ordinal) ? [] : ["--save-dir", settings.SaveDir!];
        return CommandText.Of([.. words, .. place, "--resume", ResumePoint.LatestWord]);
    }

    private static T Needed<T>(ITrainingModel model)
        where T : class =>
        model as T ?? throw new InvalidOperationException($"{model.GetType().Name} is no {typeof(T).Name}.");

    private T? Keep<T>(T? resource)
        where T : class, IDisposable
    {
        if (resource is not null)
            _open.Add(resource);
        return resource;
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

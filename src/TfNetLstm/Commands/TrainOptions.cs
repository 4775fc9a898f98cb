using System.CommandLine;
using TfNetLstm.Data;
using TfNetLstm.Settings;

namespace TfNetLstm.Commands;

/// <summary>The options of <c>train</c>, in the order in which the help lists them.</summary>
internal sealed class TrainOptions
{
    // An int has to hold the examples.
    private const int MaxEpochs = int.MaxValue / MnistData.TrainCount;

    private static readonly TrainSettings s_defaults = new();

    private readonly ValueOption<string?> _dataDir = ValueOptions.OptionalPath("--data-dir", "folder");
    private readonly ValueOption<int?> _seed = ValueOptions.OptionalWhole("--seed", 0, int.MaxValue);
    private readonly ValueOption<int> _trainingIters = ValueOptions.Whole(
        "--training-iters",
        0,
        int.MaxValue,
        s_defaults.TrainingIters
    );
    private readonly ValueOption<int?> _epochs = ValueOptions.OptionalWhole("--epochs", 1, MaxEpochs);
    private readonly ValueOption<int> _batchSize = ValueOptions.Whole(
        "--batch-size",
        1,
        MnistData.TrainCount,
        s_defaults.BatchSize
    );
    private readonly ValueOption<int> _displayStep = ValueOptions.Whole(
        "--display-step",
        1,
        int.MaxValue,
        s_defaults.DisplayStep
    );
    private readonly ModelOptions _model = new();
    private readonly ValueOption<int> _testExamples = ValueOptions.Whole(
        "--test-examples",
        1,
        MnistData.TestCount,
        s_defaults.TestExamples
    );
    private readonly ValueOption<int> _threads = ValueOptions.Whole("--threads", 0, 1024, s_defaults.Threads);
    private readonly ValueOption<string?> _target = ValueOptions.OptionalTarget("--target");
    private readonly ValueOption<string?> _cluster = ValueOptions.OptionalCluster("--cluster");
    private readonly ValueOption<int?> _task = ValueOptions.OptionalWhole("--task", 0, int.MaxValue);
    private readonly ValueOption<bool> _sync = ValueOptions.Flag("--sync");
    private readonly ValueOption<int> _validateEvery = ValueOptions.Whole("--validate-every", 0, int.MaxValue, 0);
    private readonly ValueOption<int> _earlyStop = ValueOptions.Whole("--early-stop", 0, int.MaxValue, 0);
    private readonly ValueOption<string?> _saveDir = ValueOptions.OptionalPath("--save-dir", "folder");
    private readonly ValueOption<int> _saveEvery = ValueOptions.Whole("--save-every", 0, int.MaxValue, 0);
    private readonly ValueOption<int> _keep = ValueOptions.Whole("--keep", 1, 10_000, s_defaults.Keep);
    private readonly ValueOption<string?> _keepBest = ValueOptions.OptionalChoice("--keep-best", "loss", "accuracy");
    private readonly ValueOption<string?> _logDir = ValueOptions.OptionalPath("--logdir", "folder");
    private readonly ValueOption<string?> _report = ValueOptions.OptionalPath("--report", "file");
    private readonly ValueOption<string?> _curve = ValueOptions.OptionalPath("--curve", "file");
    private readonly ValueOption<string?> _trace = ValueOptions.OptionalPath("--trace", "file");
    private readonly ValueOption<bool> _profile = ValueOptions.Flag("--profile");
    private readonly ValueOption<bool> _plain = ValueOptions.Flag("--plain");
    private readonly ValueOption<string> _verbosity = ValueOptions.Choice(
        "--verbosity",
        ["normal", "quiet", "detailed"],
        "-v"
    );

    /// <summary>Describes the options.</summary>
    public TrainOptions()
    {
        _dataDir.Description = "The folder with the four MNIST files; left out, the ones that come with the program.";
        _seed.Description = "Seeds the graph and the shuffles, so that a run can be repeated; left out, runs differ.";
        _trainingIters.Description = "Trains while step * batch size is below this.";
        _epochs.Description = "The same in rounds over the 55000 training images, in place of --training-iters.";
        _batchSize.Description = "Examples of a training step.";
        _displayStep.Description = "Prints the loss and accuracy of the batch every so many steps.";
        _testExamples.Description = "How many test images, from the first on, the last line measures.";
        _threads.Description = "Threads that compute, 0 for all cores; the results do not depend on it.";
        _target.Description = "Runs the graph at a TensorFlow server or at serve, grpc://host:port.";
        _cluster.Description = "Runs it on a cluster: variables on its job ps, the rest on its job worker.";
        _task.Description = "The worker of --cluster that this process drives; each has a process of its own.";
        _sync.Description = "Drives all workers of --cluster from this process, each batch split over them.";
        _validateEvery.Description = "Measures the 5000 validation images every so many steps; 0 never.";
        _earlyStop.Description = "Ends after so many validations without a lower loss; 0 never.";
        _saveDir.Description = "The run folder: checkpoints, settings.json, metrics.csv and metrics.jsonl.";
        _saveEvery.Description = "Saves a checkpoint every so many steps too; 0 only in the end.";
        _keep.Description = "How many checkpoints are kept.";
        _keepBest.Description = "Keeps the checkpoint of the best validation as well, by its loss or its accuracy.";
        _logDir.Description = "Writes event files for TensorBoard into this folder.";
        _report.Description = "Writes a page with curves, mistakes, settings and times to this file.";
        Resume.Description =
            "Goes on from a checkpoint: its prefix, its folder, or 'latest' of --save-dir, which is meant where nothing follows.";
        _curve.Description = "Writes each step's loss, before its update, to this file as JSON.";
        _trace.Description = "Writes each kernel to this file, as a trace for a browser's tracing page or Perfetto.";
        _profile.Description = "Tells the ten most expensive kernels in the end.";
        _plain.Description = "Prints the tutorial's lines on a terminal too, as it does into a pipe or a file.";
        _verbosity.Description = "How much goes to standard error: quiet, normal or detailed.";
        Config.Description =
            "A JSON file of settings; environment variables such as TFNETLSTM_BATCH_SIZE win over it, and options over these.";
        PrintConfig.Description = "Prints the settings as they come out, as JSON, and ends.";
    }

    /// <summary>What to go on from.</summary>
    public ValueOption<string?> Resume { get; } =
        new("--resume", "path", "latest, or the path of a checkpoint or of its folder", ValueOptions.TryPath)
        {
            Arity = ArgumentArity.ZeroOrOne,
            Alone = Runs.ResumePoint.LatestWord,
        };

    /// <summary>The file of settings.</summary>
    public ValueOption<string?> Config { get; } = ValueOptions.OptionalPath("--config", "file");

    /// <summary>Whether only to print the settings.</summary>
    public ValueOption<bool> PrintConfig { get; } = ValueOptions.Flag("--print-config");

    /// <summary>What files and environment can set.</summary>
    public IReadOnlyList<Option> Settings =>
        [
            _dataDir,
            _seed,
            _trainingIters,
            _epochs,
            _batchSize,
            _displayStep,
            .. _model.All,
            _testExamples,
            _threads,
            _target,
            _cluster,
            _task,
            _sync,
            _validateEvery,
            _earlyStop,
            _saveDir,
            _saveEvery,
            _keep,
            _keepBest,
            _logDir,
            _report,
            _curve,
            _trace,
            _profile,
            _plain,
            _verbosity,
        ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [.. Settings, Resume, Config, PrintConfig];

    /// <summary>What a resumed run has from the one before, unless it is given anew.</summary>
    public IReadOnlyList<Option> Inherited =>
        [
            .. Unchangeable,
            _dataDir,
            _trainingIters,
            _displayStep,
            _testExamples,
            _validateEvery,
            _earlyStop,
            _saveEvery,
            _keep,
            _keepBest,
        ];

    /// <summary>What would make another training of a resumed one.</summary>
    public IReadOnlyList<Option> Unchangeable => [_seed, _batchSize, .. _model.All];

    /// <summary>The run folder that was given, before anything else is read.</summary>
    public string? ReadSaveDir(SettingsReader reader) => reader.Get(_saveDir);

    /// <summary>The values that come out.</summary>
    /// <param name="reader">Where they come from.</param>
    /// <param name="from">The checkpoint to go on from; its folder is the run folder where no other is given.</param>
    public TrainSettings Read(SettingsReader reader, Runs.ResumePoint? from = null)
    {
        if (reader.IsGiven(_trainingIters) && reader.IsGiven(_epochs))
            throw new UsageException("--training-iters and --epochs say the same thing: give one of them");
        var settings = new TrainSettings
        {
            DataDir = reader.Get(_dataDir),
            Seed = reader.Get(_seed),
            TrainingIters = reader.Get(_trainingIters),
            BatchSize = reader.Get(_batchSize),
            DisplayStep = reader.Get(_displayStep),
            Model = _model.Read(reader),
            TestExamples = reader.Get(_testExamples),
            Threads = reader.Get(_threads),
            Target = reader.Get(_target),
            Cluster = reader.Get(_cluster),
            Task = reader.Get(_task),
            Sync = reader.Get(_sync),
            ValidateEvery = reader.Get(_validateEvery),
            EarlyStop = reader.Get(_earlyStop),
            SaveDir = reader.Get(_saveDir) ?? from?.Folder,
            Resume = from?.Prefix,
            SaveEvery = reader.Get(_saveEvery),
            Keep = reader.Get(_keep),
            KeepBest = reader.Get(_keepBest),
            LogDir = reader.Get(_logDir),
            Report = reader.Get(_report),
            Curve = reader.Get(_curve),
            Trace = reader.Get(_trace),
            Profile = reader.Get(_profile),
            Plain = reader.Get(_plain),
            Verbosity = Enum.Parse<Verbosity>(reader.Get(_verbosity), ignoreCase: true),
        };
        if (reader.Get(_epochs) is { } epochs)
            settings = settings with { TrainingIters = epochs * MnistData.TrainCount };
        return settings switch
        {
            { Target: not null, Cluster: not null } => throw new UsageException(
                "--target and --cluster say different things: give one of them"
            ),
            { Cluster: null, Task: not null } => throw Needs("--task", "a cluster", "--cluster"),
            { Cluster: null, Sync: true } => throw Needs("--sync", "a cluster", "--cluster"),
            { Cluster: not null, Task: null, Sync: false } => throw new UsageException(
                "--cluster needs to know who drives it: give --task N for one worker, or --sync for all"
            ),
            { Task: not null, Sync: true } => throw new UsageException(
                "--task and --sync say different things: give one of them"
            ),
            { Trace: not null } or { Profile: true } when settings.Target is not null || settings.Cluster is not null =>
                throw new UsageException("--trace and --profile see this process, but the graph runs elsewhere"),
            { EarlyStop: > 0, ValidateEvery: 0 } => throw Needs("--early-stop", "validations", "--validate-every"),
            { KeepBest: not null, ValidateEvery: 0 } => throw Needs("--keep-best", "validations", "--validate-every"),
            { KeepBest: not null, SaveDir: null } => throw Needs("--keep-best", "a folder", "--save-dir"),
            { SaveEvery: > 0, SaveDir: null } => throw Needs("--save-every", "a folder", "--save-dir"),
            _ => settings,
        };
    }

    private static UsageException Needs(string option, string what, string other) =>
        new($"{option} needs {what}: give {other} too");
}

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
    private readonly ValueOption<int> _validateEvery = ValueOptions.Whole("--validate-every", 0, int.MaxValue, 0);
    private readonly ValueOption<int> _earlyStop = ValueOptions.Whole("--early-stop", 0, int.MaxValue, 0);
    private readonly ValueOption<string?> _curve = ValueOptions.OptionalPath("--curve", "file");
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
        _validateEvery.Description = "Measures the 5000 validation images every so many steps; 0 never.";
        _earlyStop.Description = "Ends after so many validations without a lower loss; 0 never.";
        _curve.Description = "Writes each step's loss, before its update, to this file as JSON.";
        _plain.Description = "Prints the tutorial's lines on a terminal too, as it does into a pipe or a file.";
        _verbosity.Description = "How much goes to standard error: quiet, normal or detailed.";
        Config.Description = "A JSON file of settings; environment variables and options win over it.";
        PrintConfig.Description = "Prints the settings as they come out, as JSON, and ends.";
    }

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
            _validateEvery,
            _earlyStop,
            _curve,
            _plain,
            _verbosity,
        ];

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [.. Settings, Config, PrintConfig];

    /// <summary>The values that come out.</summary>
    public TrainSettings Read(SettingsReader reader)
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
            ValidateEvery = reader.Get(_validateEvery),
            EarlyStop = reader.Get(_earlyStop),
            Curve = reader.Get(_curve),
            Plain = reader.Get(_plain),
            Verbosity = Enum.Parse<Verbosity>(reader.Get(_verbosity), ignoreCase: true),
        };
        if (settings is { EarlyStop: > 0, ValidateEvery: 0 })
            throw new UsageException("--early-stop needs validations: give --validate-every too");
        return reader.Get(_epochs) is { } epochs
            ? settings with
            {
                TrainingIters = epochs * MnistData.TrainCount,
            }
            : settings;
    }
}

using System.CommandLine;
using TfNetLstm.Compare;
using TfNetLstm.Data;

namespace TfNetLstm.Commands;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed class CompareOptions
{
    private static readonly RunArguments s_defaults = new();

    private readonly ValueOption<int> _seed = ValueOptions.Whole("--seed", 0, int.MaxValue, s_defaults.Seed);
    private readonly ValueOption<int> _trainingIters = ValueOptions.Whole(
        "--training-iters",
        0,
        int.MaxValue,
        s_defaults.TrainingIters
    );
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
    private readonly ValueOption<float> _learningRate = ValueOptions.Positive(
        "--learning-rate",
        s_defaults.LearningRate
    );
    private readonly ValueOption<int> _testExamples = ValueOptions.Whole(
        "--test-examples",
        1,
        MnistData.TestCount,
        s_defaults.TestExamples
    );

    /// <summary>Describes the options.</summary>
    public CompareOptions()
    {
        Python.Description =
            $"The Python that has TensorFlow; left out, {PythonTwin.DefaultInterpreter}, and where that has none, the recorded run.";
        Reference.Description = "A recorded run to compare with in place of Python: a folder, or its run.json.";
        _seed.Description = "Seeds graph and shuffles of both.";
        _trainingIters.Description = "Trains while step * batch size is below this.";
        _batchSize.Description = "Examples of a training step.";
        _displayStep.Description = "Steps from one printed line to the next.";
        _learningRate.Description = "Adam's learning rate.";
        _testExamples.Description = "How many test images the last line measures.";
        DataDir.Description = "The folder with the four MNIST files; left out, the ones that come with the program.";
        Threads.Description = "Threads that compute, 0 for all cores.";
        Json.Description = "Prints everything as JSON.";
        Report.Description = "Writes a page with tables and curves to this file.";
    }

    /// <summary>The interpreter.</summary>
    public ValueOption<string?> Python { get; } = ValueOptions.OptionalPath("--python", "file");

    /// <summary>A recorded run.</summary>
    public ValueOption<string?> Reference { get; } = ValueOptions.OptionalPath("--reference", "file");

    /// <summary>The data.</summary>
    public ValueOption<string?> DataDir { get; } = ValueOptions.OptionalPath("--data-dir", "folder");

    /// <summary>Threads that compute.</summary>
    public ValueOption<int> Threads { get; } = ValueOptions.Whole("--threads", 0, 1024, 0);

    /// <summary>Whether to print JSON.</summary>
    public ValueOption<bool> Json { get; } = ValueOptions.Flag("--json");

    /// <summary>The page.</summary>
    public ValueOption<string?> Report { get; } = ValueOptions.OptionalPath("--report", "file");

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
        [
            Python,
            Reference,
            _seed,
            _trainingIters,
            _batchSize,
            _displayStep,
            _learningRate,
            _testExamples,
            DataDir,
            Threads,
            Json,
            Report,
        ];

    /// <summary>How to run; what was not said is as in <paramref name="defaults"/>.</summary>
    public RunArguments Read(ParseResult parsed, RunArguments defaults)
    {
        return new RunArguments
        {
            Seed = Value(_seed, defaults.Seed),
            TrainingIters = Value(_trainingIters, defaults.TrainingIters),
            BatchSize = Value(_batchSize, defaults.BatchSize),
            DisplayStep = Value(_displayStep, defaults.DisplayStep),
            LearningRate = Value(_learningRate, defaults.LearningRate),
            TestExamples = Value(_testExamples, defaults.TestExamples),
        };

        T Value<T>(ValueOption<T> option, T otherwise) =>
            parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option)! : otherwise;
    }
}

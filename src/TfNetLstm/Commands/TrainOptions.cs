using System.CommandLine;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The options of <c>train</c>, in the order in which the help lists them.</summary>
internal sealed class TrainOptions
{
    private static readonly TrainSettings s_defaults = new();

    private readonly Option<string?> _dataDir = ValueOptions.OptionalPath("--data-dir", "folder");
    private readonly Option<int?> _seed = ValueOptions.OptionalWhole("--seed", 0, int.MaxValue);
    private readonly Option<int> _trainingIters = ValueOptions.Whole(
        "--training-iters",
        0,
        int.MaxValue,
        s_defaults.TrainingIters
    );
    private readonly Option<int> _batchSize = ValueOptions.Whole(
        "--batch-size",
        1,
        MnistData.TrainCount,
        s_defaults.BatchSize
    );
    private readonly Option<int> _displayStep = ValueOptions.Whole(
        "--display-step",
        1,
        int.MaxValue,
        s_defaults.DisplayStep
    );
    private readonly Option<float> _learningRate = ValueOptions.Positive("--learning-rate", s_defaults.LearningRate);
    private readonly Option<int> _testExamples = ValueOptions.Whole(
        "--test-examples",
        1,
        MnistData.TestCount,
        s_defaults.TestExamples
    );
    private readonly Option<int> _threads = ValueOptions.Whole("--threads", 0, 1024, s_defaults.Threads);
    private readonly Option<string?> _curve = ValueOptions.OptionalPath("--curve", "file");

    /// <summary>Describes the options.</summary>
    public TrainOptions()
    {
        _dataDir.Description = "The folder with the four MNIST files; left out, the ones that come with the program.";
        _seed.Description = "Seeds the graph and the shuffles, so that a run can be repeated; left out, runs differ.";
        _trainingIters.Description = "Trains while step * batch size is below this.";
        _batchSize.Description = "Examples of a training step.";
        _displayStep.Description = "Prints the loss and accuracy of the batch every so many steps.";
        _learningRate.Description = "Adam's learning rate.";
        _testExamples.Description = "How many test images, from the first on, the last line measures.";
        _threads.Description = "Threads that compute, 0 for all cores; the results do not depend on it.";
        _curve.Description = "Writes each step's loss, before its update, to this file as JSON.";
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
        [_dataDir, _seed, _trainingIters, _batchSize, _displayStep, _learningRate, _testExamples, _threads, _curve];

    /// <summary>The values that a command line gives them.</summary>
    public TrainSettings Read(ParseResult parsed) =>
        new()
        {
            DataDir = parsed.GetValue(_dataDir),
            Seed = parsed.GetValue(_seed),
            TrainingIters = parsed.GetValue(_trainingIters),
            BatchSize = parsed.GetValue(_batchSize),
            DisplayStep = parsed.GetValue(_displayStep),
            LearningRate = parsed.GetValue(_learningRate),
            TestExamples = parsed.GetValue(_testExamples),
            Threads = parsed.GetValue(_threads),
            Curve = parsed.GetValue(_curve),
        };
}

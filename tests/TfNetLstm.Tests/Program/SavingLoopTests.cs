using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

/// <summary>When the loop saves: never a state whose loss is no number, and always the last good one.</summary>
public class SavingLoopTests
{
    private readonly List<string> _saved = [];
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Theory]
    [InlineData(0, 5, "5")]
    [InlineData(2, 5, "2 4 5")]
    [InlineData(5, 5, "5")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(3, 0, "")]
    public void SavesEverySoManyStepsAndInTheEnd(int every, int steps, string expected)
    {
        Assert.Equal(ExitCode.Ok, Run(new FakeModel(), every, steps));
        Assert.Equal(expected, string.Join(' ', _saved));
    }

    [Fact]
    public void AStopSavesTheStepItFellInto()
    {
        using var stop = new CancellationTokenSource();
        var trained = 0;
        var model = new FakeModel
        {
            OnCall = call =>
            {
                if (call == "train" && ++trained == 3)
                    stop.Cancel();
            },
        };
        Assert.Equal(ExitCode.Interrupted, Run(model, every: 2, steps: 100, stop.Token));
        Assert.Equal("2 3", string.Join(' ', _saved));
    }

    [Fact]
    public void ALossThatIsNoNumberIsNotSavedInTheEndEither()
    {
        var model = new FakeModel();
        model.Losses.Enqueue(1f);
        model.Losses.Enqueue(float.NaN);
        Assert.Equal(ExitCode.NotANumber, Run(model, every: 3, steps: 4));
        Assert.Equal("3", string.Join(' ', _saved));
        Assert.Equal(
            "TfNetLstm: the loss after the update of step 4 is not a finite number; the last good checkpoint stays: model-3\n",
            _error.ToString()
        );
    }

    [Fact]
    public void ALossThatIsNoNumberBeforeTheFirstSaveIsSaid()
    {
        var model = new FakeModel();
        model.Losses.Enqueue(float.NaN);
        Assert.Equal(ExitCode.NotANumber, Run(model, every: 3, steps: 2));
        Assert.Empty(_saved);
        Assert.EndsWith(
            "is not a finite number; none was saved before it: --save-every N saves on the way\n",
            _error.ToString(),
            StringComparison.Ordinal
        );
    }

    private ExitCode Run(FakeModel model, int every, int steps, CancellationToken stop = default)
    {
        var settings = new TrainSettings
        {
            TrainingIters = 4 * (steps + 1),
            BatchSize = 4,
            DisplayStep = 1000,
            TestExamples = 1,
            SaveEvery = every,
            Verbosity = Verbosity.Quiet,
        };
        using var output = new StringWriter();
        var loop = new TrainingLoop(settings, output, _error) { Checkpoints = new Kept(_saved) };
        return loop.Run(model, Digits(), Digits(), stop);
    }

    private static DataSet Digits() =>
        new(
            new byte[10 * DataSet.Pixels],
            Enumerable.Range(0, 10).Select(i => (byte)i).ToArray(),
            np.random.RandomState(1)
        );

    private sealed class Kept(List<string> saved) : ICheckpoints
    {
        public string? Latest => saved.Count > 0 ? $"model-{saved[^1]}" : null;

        public void Save(LoopPosition position) => saved.Add(FormattableString.Invariant($"{position.Step}"));

        public void SaveBest(LoopPosition position) => Save(position);
    }
}

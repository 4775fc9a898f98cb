using System.Globalization;
using System.Text.RegularExpressions;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class TrainingLoopTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public void PrintsTheTutorialsLinesAndCallsInTheTutorialsOrder()
    {
        var model = new FakeModel();
        model.Accuracies.Enqueue(0.25f);
        model.Accuracies.Enqueue(0.578125f);
        model.Accuracies.Enqueue(0.9296875f);
        model.Losses.Enqueue(2.5f);
        model.Losses.Enqueue(1.119746f);
        var settings = new TrainSettings
        {
            TrainingIters = 21,
            BatchSize = 4,
            DisplayStep = 2,
            TestExamples = 3,
        };
        Assert.Equal(ExitCode.Ok, Run(model, settings));
        Assert.Equal(
            """
            Iter 8, Minibatch Loss= 2.500000, Training Accuracy= 0.25000
            Iter 16, Minibatch Loss= 1.119746, Training Accuracy= 0.57812
            Optimization Finished!
            Testing Accuracy: 0.9296875

            """,
            _output.ToString()
        );
        var digits = Batches(settings, 5);
        Assert.Equal(
            [
                $"train 4x28x28 4x10 #{digits[0]}",
                $"train 4x28x28 4x10 #{digits[1]}",
                $"accuracy 4x28x28 4x10 #{digits[1]}",
                $"loss 4x28x28 4x10 #{digits[1]}",
                $"train 4x28x28 4x10 #{digits[2]}",
                $"train 4x28x28 4x10 #{digits[3]}",
                $"accuracy 4x28x28 4x10 #{digits[3]}",
                $"loss 4x28x28 4x10 #{digits[3]}",
                $"train 4x28x28 4x10 #{digits[4]}",
                "accuracy 3x28x28 3x10 #0",
            ],
            model.Calls
        );
        Assert.Matches(@"^5 steps in \d+\.\d\d s, \d+\.\d\d ms a step\n$", _error.ToString());
    }

    /// <summary>The condition is <c>step * batch_size &lt; training_iters</c>, with step from 1.</summary>
    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(4, 4, 0)]
    [InlineData(5, 4, 1)]
    [InlineData(8, 4, 1)]
    [InlineData(9, 4, 2)]
    [InlineData(3, 1, 2)]
    public void TrainsWhileStepTimesBatchSizeIsBelowIters(int iters, int batchSize, int steps)
    {
        var model = new FakeModel();
        var settings = new TrainSettings
        {
            TrainingIters = iters,
            BatchSize = batchSize,
            DisplayStep = 1000,
            TestExamples = 1,
        };
        Assert.Equal(ExitCode.Ok, Run(model, settings));
        Assert.Equal(steps, model.Calls.Count(call => call.StartsWith("train ", StringComparison.Ordinal)));
        Assert.Equal("Optimization Finished!\nTesting Accuracy: 0.5\n", _output.ToString());
    }

    [Fact]
    public void TheCurveIsEachStepsLossFromTheRunThatTrains()
    {
        var model = new FakeModel();
        foreach (var loss in (float[])[3f, 2f, 1.5f])
        {
            model.Losses.Enqueue(loss);
        }
        var settings = new TrainSettings
        {
            TrainingIters = 13,
            BatchSize = 4,
            DisplayStep = 100,
            TestExamples = 1,
            Curve = "curve.json",
        };
        var loop = new TrainingLoop(settings, _output, _error);
        Assert.Equal(ExitCode.Ok, loop.Run(model, Digits(), Digits(), CancellationToken.None));
        Assert.Equal([3f, 2f, 1.5f], loop.Losses);
        Assert.Equal(4, model.Calls.Count);
        Assert.All(model.Calls.Take(3), call => Assert.StartsWith("train+loss ", call, StringComparison.Ordinal));
    }

    [Fact]
    public void AStopIsHeededAfterTheStepItFallsInto()
    {
        using var stop = new CancellationTokenSource();
        var trained = 0;
        var model = new FakeModel
        {
            OnCall = call =>
            {
                trained += call == "train" ? 1 : 0;
                if (trained == 3)
                {
                    stop.Cancel();
                }
            },
        };
        var settings = new TrainSettings
        {
            TrainingIters = 1000,
            BatchSize = 4,
            DisplayStep = 3,
            TestExamples = 1,
        };
        Assert.Equal(ExitCode.Interrupted, Run(model, settings, stop.Token));
        Assert.Equal(3, trained);
        Assert.Equal("Iter 12, Minibatch Loss= 0.500000, Training Accuracy= 0.50000\n", _output.ToString());
        Assert.Matches(
            new Regex(@"^Stopped after step 3 \(Iter 12\), before the test\.\n3 steps in .* a step\n$"),
            _error.ToString()
        );
    }

    [Fact]
    public void AStopBeforeTheFirstStepTrainsNothing()
    {
        var model = new FakeModel();
        Assert.Equal(
            ExitCode.Interrupted,
            Run(model, new TrainSettings { BatchSize = 1 }, new CancellationToken(true))
        );
        Assert.Empty(model.Calls);
        Assert.Equal("", _output.ToString());
        Assert.StartsWith(
            "Stopped after step 0 (Iter 0), before the test.\n",
            _error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void AnEndedTrainingIsNotStoppedBeforeItsTest()
    {
        using var stop = new CancellationTokenSource();
        var model = new FakeModel { OnCall = _ => stop.Cancel() };
        var settings = new TrainSettings
        {
            TrainingIters = 5,
            BatchSize = 4,
            TestExamples = 1,
        };
        Assert.Equal(ExitCode.Ok, Run(model, settings, stop.Token));
        Assert.Equal("Optimization Finished!\nTesting Accuracy: 0.5\n", _output.ToString());
    }

    [Fact]
    public void ALocaleWithDecimalCommasChangesNoLine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Cultures.Comma();
            var model = new FakeModel();
            model.Losses.Enqueue(-1234.5f);
            var settings = new TrainSettings
            {
                TrainingIters = 2,
                BatchSize = 1,
                DisplayStep = 1,
                TestExamples = 1,
            };
            Run(model, settings);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.Equal(
            """
            Iter 1, Minibatch Loss= -1234.500000, Training Accuracy= 0.50000
            Optimization Finished!
            Testing Accuracy: 0.5

            """,
            _output.ToString()
        );
        Assert.Matches(@"^1 steps in \d+\.\d\d s, ", _error.ToString());
    }

    [Fact]
    public void EveryLineIsFlushed()
    {
        using var output = new CountingWriter();
        var settings = new TrainSettings
        {
            TrainingIters = 9,
            BatchSize = 4,
            DisplayStep = 1,
            TestExamples = 1,
        };
        new TrainingLoop(settings, output, _error).Run(new FakeModel(), Digits(), Digits(), CancellationToken.None);
        Assert.Equal([1, 2, 3, 4], output.LinesAtFlush);
    }

    private ExitCode Run(ITrainingModel model, TrainSettings settings, CancellationToken stop = default) =>
        new TrainingLoop(settings, _output, _error).Run(model, Digits(), Digits(), stop);

    private static DataSet Digits()
    {
        var labels = Enumerable.Range(0, 10).Select(i => (byte)i).ToArray();
        return new DataSet(new byte[labels.Length * DataSet.Pixels], labels, np.random.RandomState(1));
    }

    // the first digit of each batch
    private static string[] Batches(TrainSettings settings, int count)
    {
        var digits = new string[count];
        var set = Digits();
        for (var i = 0; i < count; i++)
        {
            using var batch = set.NextBatch(settings.BatchSize);
            digits[i] = Array.IndexOf(batch.Labels.ToArray<float>(), 1f).ToString(CultureInfo.InvariantCulture);
        }
        return digits;
    }

    private sealed class CountingWriter : StringWriter
    {
        public List<int> LinesAtFlush { get; } = [];

        public override void Flush() => LinesAtFlush.Add(ToString().Count(c => c == '\n'));
    }
}

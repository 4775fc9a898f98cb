using System.Diagnostics;
using NumSharp;
using TfNetLstm.Data;

namespace TfNetLstm.Training;

/// <summary>The tutorial's loop: its lines go to <paramref name="output"/>, anything else to <paramref name="error"/>.</summary>
internal sealed class TrainingLoop(TrainSettings settings, TextWriter output, TextWriter error)
{
    private const int Rows = 28;
    private const int Columns = 28;

    /// <summary>The loss of each step before its update, when <see cref="TrainSettings.Curve"/> asks for it.</summary>
    public List<float> Losses { get; } = [];

    /// <summary>Trains, then tests; <paramref name="stop"/> is heeded between two steps.</summary>
    public ExitCode Run(ITrainingModel model, DataSet train, DataSet test, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        long step = 1;
        while (step * settings.BatchSize < settings.TrainingIters && !stop.IsCancellationRequested)
        {
            using var batch = train.NextBatch(settings.BatchSize);
            using var x = batch.Images.reshape(-1, Rows, Columns);
            Step(model, x, batch.Labels);
            if (step % settings.DisplayStep == 0)
            {
                var accuracy = model.Accuracy(x, batch.Labels);
                var loss = model.Loss(x, batch.Labels);
                Print(LogLines.Iter(step * settings.BatchSize, loss, accuracy));
            }
            step++;
        }
        var (steps, time) = (step - 1, clock.Elapsed);
        if (step * settings.BatchSize < settings.TrainingIters)
        {
            error.WriteLine(LogLines.Stopped(steps, steps * settings.BatchSize));
            error.WriteLine(LogLines.Summary(steps, time));
            return ExitCode.Interrupted;
        }
        Print(LogLines.Finished);
        Print(LogLines.Testing(TestAccuracy(model, test)));
        error.WriteLine(LogLines.Summary(steps, time));
        return ExitCode.Ok;
    }

    private void Step(ITrainingModel model, NDArray x, NDArray y)
    {
        if (settings.Curve is null)
        {
            model.Train(x, y);
        }
        else
        {
            Losses.Add(model.TrainWithLoss(x, y));
        }
    }

    private float TestAccuracy(ITrainingModel model, DataSet test)
    {
        using var batch = test.Head(settings.TestExamples);
        using var x = batch.Images.reshape(-1, Rows, Columns);
        return model.Accuracy(x, batch.Labels);
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}

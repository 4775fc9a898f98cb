using System.Diagnostics;
using NumSharp;
using Tensorflow.Formats.Proto;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Compare;

/// <summary>Runs the program here and records it.</summary>
internal static class OurRun
{
    /// <summary>Runs it; null when stopped.</summary>
    public static RecordedRun? Record(RunArguments arguments, string dataDir, int threads, CancellationToken stop)
    {
        var settings = new TrainSettings
        {
            Seed = arguments.Seed,
            TrainingIters = arguments.TrainingIters,
            BatchSize = arguments.BatchSize,
            DisplayStep = arguments.DisplayStep,
            Model = new ModelSettings { LearningRate = arguments.LearningRate },
            TestExamples = arguments.TestExamples,
            Threads = threads,
            Curve = "",
        };
        var data = MnistData.Load(dataDir, np.random.RandomState(arguments.Seed));
        using var model = new MnistModel(settings.Seed, settings.Model, threads);
        var (graph, initial) = (model.GraphDef(), model.Variables());
        using var output = new StringWriter { NewLine = "\n" };
        var accuracy = new TestAccuracy();
        var loop = new TrainingLoop(settings, output, TextWriter.Null) { Listeners = [accuracy] };
        if (loop.Run(model, data.Train, data.Test, stop) != ExitCode.Ok)
            return null;
        using var process = Process.GetCurrentProcess();
        return new RecordedRun
        {
            Origin = $"{Commands.CommandLine.ProgramName} {RunHeader.Version}",
            Arguments = arguments,
            Losses = [.. loop.Losses.Select(l => (double)l)],
            Lines = output.ToString().TrimEnd('\n').Split('\n'),
            TestAccuracy = accuracy.Value,
            StepMilliseconds = accuracy.Time.TotalMilliseconds / Math.Max(1, arguments.Steps),
            PeakMegabytes = Math.Round(process.PeakWorkingSet64 / 1e6),
            Graph = GraphDef.Parser.ParseFrom(graph),
            Initial = initial,
            Labels = Labels(arguments, dataDir),
        };
    }

    // Drawn once more, as the loop feeds arrays and keeps none of them.
    private static byte[] Labels(RunArguments arguments, string dataDir)
    {
        var train = MnistData.Load(dataDir, np.random.RandomState(arguments.Seed)).Train;
        var labels = new byte[arguments.Steps * arguments.BatchSize];
        for (var step = 0; step < arguments.Steps; step++)
            train.NextLabels(labels.AsSpan(step * arguments.BatchSize, arguments.BatchSize));
        return labels;
    }

    private sealed class TestAccuracy : ITrainingListener
    {
        public double Value { get; private set; }

        public TimeSpan Time { get; private set; }

        public void Completed(long step, TimeSpan elapsed, bool isShown) => Time = elapsed;

        public void Tested(float accuracy) => Value = accuracy;
    }
}

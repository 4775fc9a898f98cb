using System.Diagnostics;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Bench;

/// <summary>The measurements: each gives its lines of the table.</summary>
internal sealed class BenchWork(MnistData data, double seconds)
{
    private const int Batch = 128;

    /// <summary>Milliseconds that TensorFlow takes for the shapes of <see cref="Growth"/>, and the shapes.</summary>
    private static readonly (int Batch, int Hidden, int Steps, double TensorFlow)[] s_growth =
    [
        (128, 64, 28, 12),
        (128, 128, 28, 34),
        (128, 256, 28, 116),
        (128, 512, 28, 432),
        (32, 128, 28, 11),
        (512, 128, 28, 91),
        (128, 128, 56, 60),
        (128, 128, 112, 119),
    ];

    /// <summary>A training step on so many threads, beside the yardstick on as many.</summary>
    public IEnumerable<BenchRow> Training(YardstickRate yardstick)
    {
        using var model = new MnistModel(seed: 1, new ModelSettings(), yardstick.Threads);
        using var batch = data.Train.NextBatch(Batch);
        using var x = batch.Images.reshape(Batch, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
        using var state = ZeroState(Batch, new());
        Tensorflow.FeedItem[] feeds =
        [
            (model.Graph.x, Engine.Array(x)),
            (model.Graph.y, Engine.Array(batch.Labels)),
            (model.Graph.istate, Engine.Array(state)),
        ];
        var time = Timing.Of(seconds, () => model.Session.run(model.Graph.optimizer, feeds));
        var two = yardstick.Threads > 1;
        yield return new(
            FormattableString.Invariant($"training step, batch {Batch}, {yardstick.Threads} threads"),
            "ms",
            time.Minimum,
            time.Median,
            two ? "33-38 ms" : "37-39 ms",
            two ? "0.83 R" : "0.88 R"
        )
        {
            ShareOfR = StepFlop(Batch, new()) / time.Minimum / 1e6 / yardstick.Rate,
        };
        const int Steps = 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Steps; i++)
            model.Session.run(model.Graph.optimizer, feeds);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        yield return new(
            FormattableString.Invariant($"allocation per training step, {yardstick.Threads} threads"),
            "bytes",
            allocated / (double)Steps,
            Goal: "0"
        );
    }

    /// <summary>Predictions and the accuracy over all test images.</summary>
    public IEnumerable<BenchRow> Inference(int threads)
    {
        using var model = new MnistModel(seed: 1, new ModelSettings(), threads);
        foreach (var (count, tensorFlow, goal) in new[] { (Batch, "12.5-15 ms", "6 ms"), (1, "0.63 ms", "0.3 ms") })
        {
            using var images = data.Test.Head(count);
            using var x = images.Images.reshape(count, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
            using var state = ZeroState(count, new());
            Tensorflow.FeedItem[] feeds = [(model.Graph.x, Engine.Array(x)), (model.Graph.istate, Engine.Array(state))];
            var time = Timing.Of(seconds / 2, () => Engine.Floats(model.Session.run(model.Graph.pred, feeds)));
            yield return new(
                FormattableString.Invariant($"inference, batch {count}, {threads} threads"),
                "ms",
                time.Minimum,
                time.Median,
                tensorFlow,
                goal
            );
        }
        using var all = data.Test.Head(MnistData.TestCount);
        using var pixels = all.Images.reshape(-1, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
        var accuracy = Timing.Of(seconds / 2, () => model.Accuracy(pixels, all.Labels));
        yield return new(
            "accuracy over 10,000 images",
            "s",
            accuracy.Minimum / 1e3,
            accuracy.Median / 1e3,
            "0.70 s",
            "0.45 s"
        );
    }

    /// <summary>The graph alone, for three numbers of steps.</summary>
    public static IEnumerable<BenchRow> GraphBuilding()
    {
        foreach (
            var (steps, tensorFlow, goal) in new[]
            {
                (28, "1.1 s", "0.1 s"),
                (56, "1.9 s", "0.2 s"),
                (112, "4.0 s", "0.4 s"),
            }
        )
        {
            var time = Timing.Of(
                0.3,
                () => Build(new ModelSettings { Steps = steps, InputWidth = MnistLstm.N_INPUT }),
                3
            );
            yield return new(
                FormattableString.Invariant($"graph building, {steps} steps"),
                "s",
                time.Minimum / 1e3,
                time.Median / 1e3,
                tensorFlow,
                goal
            );
        }
    }

    /// <summary>A training step of larger and smaller models.</summary>
    public IEnumerable<BenchRow> Growth(YardstickRate yardstick)
    {
        foreach (var (batch, hidden, steps, tensorFlow) in s_growth)
        {
            var constants = new ModelSettings
            {
                Hidden = hidden,
                Steps = steps,
                InputWidth = MnistLstm.N_INPUT,
            };
            using var model = new MnistModel(seed: 1, constants, yardstick.Threads);
            using var x = Noise(batch, steps);
            using var y = data.Test.Head(batch);
            var time = Timing.Of(seconds / 2, () => model.Train(x, y.Labels));
            yield return new(
                FormattableString.Invariant($"training step, batch {batch}, hidden {hidden}, {steps} steps"),
                "ms",
                time.Minimum,
                time.Median,
                FormattableString.Invariant($"{tensorFlow} ms"),
                FormattableString.Invariant($"{0.6 * tensorFlow:F0} ms")
            )
            {
                ShareOfR = StepFlop(batch, constants) / time.Minimum / 1e6 / yardstick.Rate,
            };
        }
    }

    /// <summary>From the start of a process to the end of its first step, and the parts of that.</summary>
    public static IEnumerable<BenchRow> Start()
    {
        var runs = Enumerable
            .Range(0, 3)
            .Select(_ => OwnProcess.Run("bench", FirstStep.Option))
            .OfType<OwnProcess.Result>()
            .ToArray();
        if (runs.Length == 0)
        {
            yield return new("start of the process to the first finished step", "s", null);
            yield break;
        }
        var best = runs.MinBy(r => r.FirstLine)!;
        var middle = runs.OrderBy(r => r.FirstLine).ElementAt(runs.Length / 2);
        yield return new(
            $"start of the process to the first finished step ({best.Line})",
            "s",
            best.FirstLine / 1e3,
            middle.FirstLine / 1e3,
            "7.8 s",
            "1.0 s"
        );
    }

    /// <summary>A job of the program as a process: the whole one, or its first steps.</summary>
    public static IEnumerable<BenchRow> Job(bool whole)
    {
        string[] words = whole ? ["train", "--seed", "1"] : ["train", "--seed", "1", "--training-iters", "12800"];
        var run = OwnProcess.Run(words);
        if (whole)
            yield return new(
                "the whole main job, start to exit",
                "s",
                run?.Exit / 1e3,
                TensorFlow: "38.6 s",
                Goal: "16 s"
            );
        yield return new(
            whole ? "peak resident memory of the main job" : "peak resident memory of 99 steps of the main job",
            "MB",
            run?.PeakMegabytes,
            TensorFlow: "1,057 MB",
            Goal: "250 MB"
        );
    }

    /// <summary>Multiplications and additions of the matrix products of one step: forward, and twice that backward.</summary>
    public static double StepFlop(int batch, ModelSettings constants)
    {
        double hidden = constants.Hidden;
        var input = constants.Steps * constants.Input * hidden;
        var cell = constants.Steps * 2 * hidden * 4 * hidden;
        var output = hidden * MnistLstm.N_CLASSES;
        // The images have no gradient.
        return 2.0 * batch * (2 * input + 3 * cell + 3 * output);
    }

    private static void Build(ModelSettings constants)
    {
        using (Engine.AsDefault(Tensorflow.Binding.tf.Graph()))
            _ = new MnistLstm(seed: 1, constants);
    }

    private static NDArray ZeroState(int count, ModelSettings constants) =>
        np.zeros(new NumSharp.Shape(count, constants.State), NPTypeCode.Single);

    private static NDArray Noise(int batch, int steps)
    {
        var random = new Random(1);
        var values = new float[batch * steps * MnistLstm.N_INPUT];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle();
        return np.array(values).reshape(batch, steps, MnistLstm.N_INPUT);
    }
}

using System.Diagnostics;
using System.Globalization;
using NumSharp;
using Tensorflow.Kernels;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Benchmarks;

/// <summary>
/// The program's own work - a training step, loss and accuracy of a batch, a test of many images - beside the rate at
/// which the machine multiplies 1024x1024 matrices, measured in the same run.
/// </summary>
internal static class StepBenchmark
{
    private const int Batch = 128;

    /// <summary>Multiplications and additions of the matrix products of one step: forward, and twice that backward.</summary>
    private const double StepFlop = 2.87e9;

    public static int Run(TextWriter output)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"graph of {BuildMilliseconds():F0} ms to build the first time, {BuildMilliseconds():F0} ms the second"
            )
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{"threads", 7} {"cube GFLOP/s", 13} {"step ms min (median)", 22} {"GFLOP/s", 8} {"of cube", 8}"
                    + $" {"loss ms", 8} {"10,000 images s", 16}"
            )
        );
        foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
            Run(output, threads);
        return 0;
    }

    private static void Run(TextWriter output, int threads)
    {
        var rate = CubeRate(threads);
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        using var model = new MnistModel(seed: 1, new ModelSettings(), threads);
        using var batch = data.Train.NextBatch(Batch);
        using var x = batch.Images.reshape(Batch, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
        using var images = data.Test.Head(10_000);
        using var all = images.Images.reshape(-1, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
        var step = Measure.Run(() => model.Train(x, batch.Labels), 100);
        var loss = Measure.Run(() => model.Loss(x, batch.Labels), 40);
        var test = Measure.Run(() => model.Accuracy(all, images.Labels), 3);
        var stepRate = StepFlop / step.Minimum;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{threads, 7} {rate / 1e9, 13:F0} {step.Minimum * 1e3, 12:F2} ({step.Median * 1e3, 7:F2})"
                    + $" {stepRate / 1e9, 8:F0} {stepRate / rate, 8:F2} {loss.Minimum * 1e3, 8:F2} {test.Minimum, 16:F3}"
            )
        );
    }

    private static double BuildMilliseconds()
    {
        var clock = Stopwatch.StartNew();
        using (Tensorflow.Binding.tf.Graph().as_default())
            _ = new MnistLstm(seed: 1);
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double CubeRate(int threads)
    {
        const int Size = 1024;
        using var pool = new WorkerPool(threads);
        var (a, b, c) = (new float[Size * Size], new float[Size * Size], new float[Size * Size]);
        Array.Fill(a, 0.5f);
        Array.Fill(b, 0.25f);
        var time = Measure.Run(
            () => Gemm.Multiply(pool, a, Size, false, b, Size, false, c, Size, Size, Size, Size),
            40
        );
        return 2.0 * Size * Size * Size / time.Minimum;
    }
}

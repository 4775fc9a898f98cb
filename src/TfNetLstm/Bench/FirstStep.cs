using System.Diagnostics;
using System.Globalization;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Bench;

/// <summary>What a process does from its start to its first step, and how long each part takes.</summary>
internal static class FirstStep
{
    /// <summary>The hidden option that makes <c>bench</c> do this and nothing else.</summary>
    public const string Option = "--first-step";

    /// <summary>Does it, and prints the parts in one line.</summary>
    public static void Run(TextWriter output)
    {
        var runtime = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
        var clock = Stopwatch.StartNew();
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        var load = Lap();
        using var model = new MnistModel(seed: 1, new ModelSettings(), threads: 0);
        var build = Lap();
        using var batch = data.Train.NextBatch(128);
        using var x = batch.Images.reshape(128, 28, 28);
        model.Train(x, batch.Labels);
        var step = Lap();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"runtime and arguments {runtime:F0} ms, data {load:F0} ms, graph and variables {build:F0} ms, first step {step:F0} ms"
            )
        );
        output.Flush();

        double Lap()
        {
            var elapsed = clock.Elapsed.TotalMilliseconds;
            clock.Restart();
            return elapsed;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Benchmarks;

/// <summary>
/// A training step at <c>serve</c>, a process of its own on this machine, beside the same step in this process: by turns, so that
/// both see the same machine.
/// </summary>
internal static partial class RemoteBenchmark
{
    private const int Rounds = 8;
    private const int StepsOfRound = 25;
    private const int WarmUp = 60;

    public static int Run(TextWriter output)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "TfNetLstm.dll");
        using var server = Process.Start(
            new ProcessStartInfo("dotnet", [program, "serve", "--port", "0"]) { RedirectStandardError = true }
        )!;
        try
        {
            var target = Target().Match(server.StandardError.ReadLine()!).Value;
            var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
            using var here = new MnistModel(new TrainSettings { Seed = 1 });
            using var there = new MnistModel(new TrainSettings { Seed = 1, Target = target });
            output.WriteLine("batch  here ms min (median)  there ms min (median)  more ms min (median)  MB fed");
            foreach (var size in (int[])[1, 32, 128, 512])
                Row(output, size, data, here, there);
        }
        finally
        {
            server.Kill();
        }
        return 0;
    }

    private static void Row(TextWriter output, int size, MnistData data, MnistModel here, MnistModel there)
    {
        using var batch = data.Train.NextBatch(size);
        using var x = batch.Images.reshape(size, MnistLstm.N_STEPS, MnistLstm.N_INPUT);
        for (var i = 0; i < WarmUp; i++)
        {
            here.Train(x, batch.Labels);
            there.Train(x, batch.Labels);
        }
        var (local, remote) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (l, r) = (
                Measure.Run(() => here.Train(x, batch.Labels), StepsOfRound),
                Measure.Run(() => there.Train(x, batch.Labels), StepsOfRound)
            );
            local.Add(l.Median * 1e3);
            remote.Add(r.Median * 1e3);
        }
        var more = local.Zip(remote, (l, r) => r - l).ToList();
        // x, the labels and the cell's zeros, as float32.
        var fed = size * (784 + 10 + 256) * sizeof(float) / 1e6;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{size, 5}  {Both(local), 21}  {Both(remote), 21}  {Both(more), 20}  {fed, 6:F3}"
            )
        );
    }

    private static string Both(List<double> values) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{values.Min():F2} ({values.Order().ElementAt(values.Count / 2):F2})"
        );

    [GeneratedRegex(@"grpc://\S+", RegexOptions.None, 1000)]
    private static partial Regex Target();
}

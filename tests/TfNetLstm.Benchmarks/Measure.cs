using System.Diagnostics;

namespace TfNetLstm.Benchmarks;

/// <summary>The times of one repeated action, in seconds.</summary>
internal readonly record struct Timing(double Minimum, double Median);

/// <summary>Repeats an action, takes its minimum and median time: other programs may disturb single repeats.</summary>
internal static class Measure
{
    private const double WarmUpSeconds = 0.15;
    private const double SampleSeconds = 0.002;

    /// <summary>
    /// Warms up (until the JIT has nothing more to gain), then times <paramref name="repeats"/> samples, each of as
    /// many calls as make it long enough for the clock.
    /// </summary>
    public static Timing Run(Action action, int repeats = 60)
    {
        var calls = 0;
        var warmUp = Stopwatch.StartNew();
        for (; calls < 3 || warmUp.Elapsed.TotalSeconds < WarmUpSeconds; calls++)
            action();
        var perSample = Math.Max(1, (int)(SampleSeconds / (warmUp.Elapsed.TotalSeconds / calls)));
        var samples = new double[repeats];
        for (var i = 0; i < repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var call = 0; call < perSample; call++)
                action();
            samples[i] = Stopwatch.GetElapsedTime(start).TotalSeconds / perSample;
        }
        Array.Sort(samples);
        return new Timing(samples[0], samples[repeats / 2]);
    }
}

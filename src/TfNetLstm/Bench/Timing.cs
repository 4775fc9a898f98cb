using System.Diagnostics;

namespace TfNetLstm.Bench;

/// <summary>The times of one repeated action, in milliseconds.</summary>
/// <param name="Minimum">The least disturbed.</param>
/// <param name="Median">The usual one.</param>
internal readonly record struct Timing(double Minimum, double Median)
{
    /// <summary>Times an action for some seconds, after it has warmed up for a part of them.</summary>
    public static Timing Of(double seconds, Action action, int atLeast = 5)
    {
        var clock = Stopwatch.StartNew();
        for (var calls = 0; calls < 3 || clock.Elapsed.TotalSeconds < seconds / 3; calls++)
            action();
        var samples = new List<double>();
        clock.Restart();
        while (samples.Count < atLeast || clock.Elapsed.TotalSeconds < seconds)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        samples.Sort();
        return new(samples[0], samples[samples.Count / 2]);
    }

    /// <summary>A time that was taken once.</summary>
    public static Timing Once(double milliseconds) => new(milliseconds, milliseconds);
}

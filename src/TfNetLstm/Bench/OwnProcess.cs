using System.Diagnostics;
using System.Reflection;

namespace TfNetLstm.Bench;

/// <summary>Runs this program once more, as its users start it.</summary>
internal static class OwnProcess
{
    /// <summary>How it went.</summary>
    /// <param name="FirstLine">Milliseconds until the first line on standard output.</param>
    /// <param name="Line">That line.</param>
    /// <param name="Exit">Milliseconds until it ended.</param>
    /// <param name="PeakMegabytes">The most memory it had in use, as far as the system tells.</param>
    internal sealed record Result(double FirstLine, string Line, double Exit, double? PeakMegabytes);

    /// <summary>Runs it; null where it fails.</summary>
    public static Result? Run(params string[] words)
    {
        var program = Environment.ProcessPath!;
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            words = [Assembly.GetExecutingAssembly().Location, .. words];
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var line = process.StandardOutput.ReadLine() ?? "";
        var first = clock.Elapsed.TotalMilliseconds;
        var rest = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        // A process that has ended tells no more of its memory.
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            peak = Math.Max(peak, Peak(process));
        }
        var exit = clock.Elapsed.TotalMilliseconds;
        rest.GetAwaiter().GetResult();
        error.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? new(first, line, exit, peak == 0 ? null : peak / 1e6) : null;
    }

    private static long Peak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended in between.
            return 0;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TfNetLstm.Bench;

/// <summary>The rate of one matrix product with NumPy's BLAS, in GFLOP/s.</summary>
/// <param name="Best">At the minimum time.</param>
/// <param name="Median">At the median time.</param>
/// <param name="Library">The library that multiplied.</param>
internal readonly record struct BlasRate(double Best, double Median, string Library);

/// <summary>Runs <c>blas_rate.py</c>: one process of Python for any number of shapes.</summary>
internal static class BlasScript
{
    private static readonly string[] s_interpreters = OperatingSystem.IsWindows()
        ? ["python"]
        : ["python3", "/usr/bin/python3"];

    /// <summary>The script that comes with the program.</summary>
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "reference", "blas_rate.py");

    /// <summary>
    /// Measures with this interpreter, with those that are usual where null: a rate for each shape, so many seconds long;
    /// null where there is no Python with NumPy. A shape is MxNxK, with <c>a</c> or <c>b</c> behind it where that operand
    /// lies transposed in memory.
    /// </summary>
    public static BlasRate[]? Run(string? python, int threads, double seconds, string[] shapes)
    {
        foreach (var interpreter in python is null ? s_interpreters : [python])
            if (
                Output(interpreter, threads, seconds, shapes) is { } output
                && Parse(output, shapes.Length) is { } rates
            )
                return rates;
        return null;
    }

    /// <summary>The rates that the script printed; null unless there is one for each shape.</summary>
    public static BlasRate[]? Parse(string output, int count)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length != count)
            return null;
        var rates = new BlasRate[count];
        for (var i = 0; i < count; i++)
        {
            var parts = lines[i].Split(' ', 3);
            if (parts.Length < 3 || !IsNumber(parts[0], out var best) || !IsNumber(parts[1], out var median))
                return null;
            rates[i] = new(best, median, parts[2]);
        }
        return rates;

        static bool IsNumber(string text, out double number) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static string? Output(string interpreter, int threads, double seconds, string[] shapes)
    {
        string[] words =
        [
            File,
            threads.ToString(CultureInfo.InvariantCulture),
            seconds.ToString(CultureInfo.InvariantCulture),
            .. shapes,
        ];
        var start = new ProcessStartInfo(interpreter, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            error.GetAwaiter().GetResult();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            // There is no such interpreter: the next one is tried.
            return null;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Bench;

/// <summary>
/// How fast this machine multiplies 1024x1024 matrices of float32: with OpenBLAS by way of Python and NumPy where they are
/// installed, else with the engine's own product.
/// </summary>
internal static class Yardstick
{
    private const int Size = 1024;
    private static readonly string[] s_interpreters = OperatingSystem.IsWindows()
        ? ["python"]
        : ["python3", "/usr/bin/python3"];

    /// <summary>The script that comes with the program.</summary>
    public static string Script { get; } = Path.Combine(AppContext.BaseDirectory, "reference", "blas_rate.py");

    /// <summary>Measures with this interpreter, with those that are usual where null, else without any.</summary>
    public static YardstickRate Measure(string? python, int threads, double seconds)
    {
        foreach (var interpreter in python is null ? s_interpreters : [python])
            if (OfPython(interpreter, threads, seconds) is { } rate)
                return rate;
        return new(threads, OwnRate(threads, seconds), $"{Engine.Name}'s own product: no Python with NumPy");
    }

    /// <summary>The engine's own rate.</summary>
    public static double OwnRate(int threads, double seconds)
    {
        var graph = tf.Graph();
        using (Engine.AsDefault(graph))
        {
            var a = tf.Variable(tf.random_normal((Size, Size)));
            var b = tf.Variable(tf.random_normal((Size, Size)));
            var product = tf.matmul(a, b);
            using var session = Engine.OpenSession(graph, threads);
            session.run(tf.global_variables_initializer());
            var time = Timing.Of(seconds, () => session.run(Engine.OpOf(product)));
            return 2e-6 * Size * Size * Size / time.Minimum;
        }
    }

    private static YardstickRate? OfPython(string interpreter, int threads, double seconds)
    {
        var size = Size.ToString(CultureInfo.InvariantCulture);
        string[] words =
        [
            Script,
            threads.ToString(CultureInfo.InvariantCulture),
            size,
            size,
            size,
            seconds.ToString(CultureInfo.InvariantCulture),
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
            var parts = output.TrimEnd().Split(' ', 3);
            return
                process.ExitCode == 0
                && parts.Length == 3
                && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                ? new(threads, rate, parts[2])
                : null;
        }
        catch (Win32Exception)
        {
            // There is no such interpreter: the next one is tried.
            return null;
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TfNetLstm.Compare;

/// <summary>Runs the Python original beside us, as a process of its own.</summary>
internal static class PythonTwin
{
    /// <summary>The script that comes with the program.</summary>
    public static string Script { get; } = Path.Combine(AppContext.BaseDirectory, "reference", "mnist_lstm.py");

    /// <summary>The interpreter where none is named.</summary>
    public static string DefaultInterpreter => OperatingSystem.IsWindows() ? "python" : "python3";

    /// <summary>Runs it and reads its record; else <paramref name="problem"/> says in one line why there is none.</summary>
    public static RecordedRun? Run(
        string interpreter,
        RunArguments arguments,
        string dataDir,
        int threads,
        CancellationToken stop,
        out string problem
    )
    {
        var folder = Directory.CreateTempSubdirectory("tfnetlstm-compare-").FullName;
        try
        {
            using var process = Start(interpreter, arguments, dataDir, threads, folder);
            if (process is null)
            {
                problem = $"{interpreter} cannot be started";
                return null;
            }
            using var _ = stop.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEnd();
            output.GetAwaiter().GetResult();
            process.WaitForExit();
            problem = Problem(interpreter, process.ExitCode, error);
            return process.ExitCode == 0 ? RecordedRunFile.Read(folder) : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process? Start(
        string interpreter,
        RunArguments arguments,
        string dataDir,
        int threads,
        string folder
    )
    {
        string[] words =
        [
            Script,
            "--data-dir",
            dataDir,
            "--seed",
            Text(arguments.Seed),
            "--training-iters",
            Text(arguments.TrainingIters),
            "--batch-size",
            Text(arguments.BatchSize),
            "--display-step",
            Text(arguments.DisplayStep),
            "--learning-rate",
            Training.PythonFormat.Repr(arguments.LearningRate),
            "--test-examples",
            Text(arguments.TestExamples),
            "--threads",
            Text(threads),
            "--record",
            folder,
        ];
        var start = new ProcessStartInfo(interpreter, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Problem(string interpreter, int code, string error)
    {
        var last = error.TrimEnd().Split('\n')[^1].Trim();
        return last.StartsWith("ModuleNotFoundError", StringComparison.Ordinal)
                ? $"{interpreter} has no TensorFlow ({last})"
            : last.StartsWith("AttributeError", StringComparison.Ordinal)
                ? $"the TensorFlow of {interpreter} lacks what the script needs, the last one with it is 2.15 ({last})"
            : FormattableString.Invariant($"{interpreter} ended with exit code {code} ({last})");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

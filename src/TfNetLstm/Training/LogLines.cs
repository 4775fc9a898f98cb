using System.Globalization;

namespace TfNetLstm.Training;

/// <summary>The lines that the tutorial prints, character by character, and the summary after them.</summary>
internal static class LogLines
{
    /// <summary>The line after the tutorial's last step.</summary>
    public const string Finished = "Optimization Finished!";

    /// <summary>What a stopped run without a folder is told.</summary>
    public const string NothingSaved = "Nothing was saved: with --save-dir FOLDER each step done can be gone on from.";

    /// <summary><c>"Iter %d, Minibatch Loss= %.6f, Training Accuracy= %.5f"</c></summary>
    public static string Iter(long examples, float loss, float accuracy) =>
        string.Create(CultureInfo.InvariantCulture, $"Iter {examples}, Minibatch Loss= {PythonFormat.Fixed(loss, 6)}, ")
        + $"Training Accuracy= {PythonFormat.Fixed(accuracy, 5)}";

    /// <summary><c>print("Testing Accuracy:", accuracy)</c></summary>
    public static string Testing(float accuracy) => $"Testing Accuracy: {PythonFormat.Repr(accuracy)}";

    /// <summary>How long the steps took.</summary>
    public static string Summary(long steps, TimeSpan time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{steps} steps in {time.TotalSeconds:F2} s, {time.TotalMilliseconds / Math.Max(1, steps):F2} ms a step"
        );

    /// <summary>Where a signal stopped the run.</summary>
    public static string Stopped(long steps, long examples) =>
        string.Create(CultureInfo.InvariantCulture, $"Stopped after step {steps} (Iter {examples}), before the test.");

    /// <summary>Why a run ended before its last step.</summary>
    public static string StoppedEarly(long step, int stale, BestValidation best) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Stopped early at step {step}: {stale} validations were no better than step {best.Step} "
        ) + $"(loss {PythonFormat.Fixed(best.Loss, 6)}, accuracy {PythonFormat.Fixed(best.Accuracy, 4)}).";
}

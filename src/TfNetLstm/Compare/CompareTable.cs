namespace TfNetLstm.Compare;

/// <summary>The comparison as text.</summary>
internal static class CompareTable
{
    private const int LinesAround = 3;
    private const int ChartWidth = 64;
    private const int ChartHeight = 8;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, Comparison comparison)
    {
        var (ours, theirs) = (comparison.Ours, comparison.Reference);
        output.WriteLine($"{ours.Origin} beside {theirs.Origin}");
        output.WriteLine();
        var name = comparison.Checks.Max(c => c.Name.Length);
        foreach (var check in comparison.Checks)
            output.WriteLine($"  {Mark(check.Passed)}  {check.Name.PadRight(name)}  {check.Result}");
        output.WriteLine();
        Figures(output, comparison);
        Differences(output, comparison);
        Lines(output, comparison);
        Charts(output, comparison);
        output.WriteLine(
            comparison.Passed
                ? "As close to TensorFlow as TensorFlow is to itself."
                : "Further from TensorFlow than TensorFlow is from itself."
        );
    }

    private static string Mark(bool? passed) =>
        passed switch
        {
            true => "ok  ",
            false => "FAIL",
            null => "-   ",
        };

    private static void Figures(TextWriter output, Comparison comparison)
    {
        var (ours, theirs) = (comparison.Ours, comparison.Reference);
        var largest =
            comparison.LargestGap == 0
                ? "none"
                : FormattableString.Invariant($"{comparison.LargestGap:G3} at step {comparison.LargestGapStep}");
        if (comparison.Steps > 0)
            output.WriteLine($"  largest difference of losses  {largest}");
        output.WriteLine(
            $"  time a step                   {Figure(ours.StepMilliseconds, "ms")} here, {Figure(theirs.StepMilliseconds, "ms")} there"
        );
        output.WriteLine(
            $"  peak memory                   {Figure(ours.PeakMegabytes, "MB")} here, {Figure(theirs.PeakMegabytes, "MB")} there"
        );
        if (theirs.Machine is { } machine)
            output.WriteLine($"  \"there\" is {machine}");
        output.WriteLine();
    }

    private static string Figure(double? value, string unit) =>
        value is { } number ? FormattableString.Invariant($"{number:G4} {unit}") : "not recorded";

    private static void Differences(TextWriter output, Comparison comparison)
    {
        const int Most = 10;
        if (comparison.GraphDifferences is not { Count: > 0 } differences)
            return;
        output.WriteLine("  the graph differs:");
        foreach (var difference in differences.Take(Most))
            output.WriteLine($"    {difference}");
        if (differences.Count > Most)
            output.WriteLine(FormattableString.Invariant($"    and {differences.Count - Most} more"));
        output.WriteLine();
    }

    // The ends, and where the runs part.
    private static void Lines(TextWriter output, Comparison comparison)
    {
        var lines = comparison.Lines;
        var shown = new SortedSet<int>(
            Enumerable
                .Range(0, LinesAround)
                .Concat(Enumerable.Range(comparison.SameLineCount - 1, LinesAround))
                .Concat(Enumerable.Range(lines.Count - LinesAround, LinesAround))
                .Where(i => i >= 0 && i < lines.Count)
        );
        var last = -1;
        foreach (var i in shown)
        {
            if (i > last + 1)
                output.WriteLine("    ...");
            var (ours, theirs) = lines[i];
            output.WriteLine(
                ours == theirs ? $"  = {ours}" : $"  < {ours}\n  > {theirs}".ReplaceLineEndings(output.NewLine)
            );
            last = i;
        }
        if (shown.Count > 0)
            output.WriteLine();
    }

    private static void Charts(TextWriter output, Comparison comparison)
    {
        if (comparison.Steps < 2)
            return;
        foreach (var run in (RecordedRun[])[comparison.Ours, comparison.Reference])
        {
            var (lines, low, high) = Training.LossChart.Draw(
                [.. run.Losses.Take(comparison.Steps).Select(l => Math.Log(Math.Max(l, 1e-6)))],
                ChartWidth,
                ChartHeight
            );
            output.WriteLine(
                FormattableString.Invariant(
                    $"  loss of {run.Origin}, {Math.Exp(high):G3} down to {Math.Exp(low):G3} (logarithmic)"
                )
            );
            foreach (var line in lines)
                output.WriteLine($"    {line}".TrimEnd());
        }
        output.WriteLine();
    }
}

using TfNetLstm.Reports;

namespace TfNetLstm.Compare;

/// <summary>The comparison as a page.</summary>
internal static class CompareReport
{
    /// <summary>The page.</summary>
    public static string Page(Comparison comparison)
    {
        var (ours, theirs) = (comparison.Ours, comparison.Reference);
        var page = new HtmlPage("TfNetLstm beside the Python original", $"{ours.Origin} beside {theirs.Origin}");
        page.Paragraph(
            comparison.Passed
                ? "As close to TensorFlow as TensorFlow is to itself."
                : "Further from TensorFlow than TensorFlow is from itself.",
            comparison.Passed ? "good" : "bad"
        );
        page.Table(
            ["", "compared", "result"],
            comparison.Checks.Select(c =>
                (string[])
                    [
                        c.Passed switch
                        {
                            true => "ok",
                            false => "FAIL",
                            null => "-",
                        },
                        c.Name,
                        c.Result,
                    ]
            )
        );
        page.Heading("Figures")
            .Table(
                ["", "here", "there"],
                [
                    ["time a step, ms", Figure(ours.StepMilliseconds), Figure(theirs.StepMilliseconds)],
                    ["peak memory, MB", Figure(ours.PeakMegabytes), Figure(theirs.PeakMegabytes)],
                    ["test accuracy", Figure(ours.TestAccuracy), Figure(theirs.TestAccuracy)],
                ],
                numbersFrom: 1
            );
        if (theirs.Machine is { } machine)
            page.Paragraph($"\"There\" is {machine}.");
        page.Heading("Loss of each step, before its update");
        var charts = LineChart.Draw("loss", logarithmic: true, Losses(ours), Losses(theirs));
        page.Add(charts ?? "<p>none</p>\n");
        page.Heading("Difference of the losses");
        var gaps = Enumerable
            .Range(0, comparison.Steps)
            .Select(i => ((double)i + 1, Math.Abs(ours.Losses[i] - theirs.Losses[i])))
            .ToArray();
        page.Add(
            LineChart.Draw("difference", logarithmic: true, new Series("|ours - theirs|", gaps))
                ?? "<p>none: all losses are equal</p>\n"
        );
        if (comparison.GraphDifferences is { Count: > 0 } differences)
            page.Heading("Differences of the graph").Lines(differences.Take(200));
        if (comparison.WeightGaps is { } weights)
        {
            page.Heading("Initial weights")
                .Table(
                    ["variable", "largest difference"],
                    weights.Select(w => (string[])[w.Name, FormattableString.Invariant($"{w.Gap:G3}")]),
                    numbersFrom: 1
                );
        }
        page.Heading("Printed lines")
            .Lines(
                comparison.Lines.Select(l => l.Ours == l.Reference ? $"= {l.Ours}" : $"< {l.Ours}\n> {l.Reference}")
            );
        var run = ours.Arguments;
        page.Heading("To repeat it")
            .Lines([
                FormattableString.Invariant(
                    $"TfNetLstm compare --seed {run.Seed} --training-iters {run.TrainingIters} --batch-size {run.BatchSize} --display-step {run.DisplayStep} --learning-rate {run.LearningRate} --test-examples {run.TestExamples}"
                ),
            ]);
        return page.ToString();
    }

    private static Series Losses(RecordedRun run) =>
        new(run.Origin, [.. run.Losses.Select((loss, i) => ((double)i + 1, loss))]);

    private static string Figure(double? value) =>
        value is { } number ? FormattableString.Invariant($"{number:G4}") : "not recorded";
}

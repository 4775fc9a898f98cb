namespace TfNetLstm.Compare;

/// <summary>One thing the two runs are held together by: what came out, and whether it is close enough; null where it was not compared.</summary>
internal sealed record Check(string Name, string Result, bool? Passed);

/// <summary>Two runs side by side: ours against a reference.</summary>
/// <remarks>The bounds say how far TensorFlow is from itself with other threads or instructions (the golden data's README).</remarks>
internal sealed class Comparison
{
    /// <summary>Losses this close are told apart by rounding alone.</summary>
    public const double Close = 5e-7;

    /// <summary>Losses this close belong to the same course of training.</summary>
    public const double Near = 1e-4;

    /// <summary>For so many steps TensorFlow stays within <see cref="Close"/> of itself.</summary>
    public const int CloseSteps = 140;

    /// <summary>For so many steps TensorFlow stays within <see cref="Near"/> of itself.</summary>
    public const int NearSteps = 360;

    /// <summary>So many printed lines are TensorFlow's own in any case.</summary>
    public const int SameLines = 14;

    /// <summary>How far accuracies may be apart where the runs have parted.</summary>
    public const double AccuracyGap = 0.02;

    /// <summary>Compares.</summary>
    public Comparison(RecordedRun ours, RecordedRun reference)
    {
        (Ours, Reference) = (ours, reference);
        Steps = Math.Min(ours.Losses.Count, reference.Losses.Count);
        (FirstNotClose, FirstNotNear) = (FirstOver(Close), FirstOver(Near));
        for (var i = 0; i < Steps; i++)
        {
            var gap = Gap(i);
            if (!(gap <= LargestGap))
                (LargestGap, LargestGapStep) = (gap, i + 1);
        }
        GraphDifferences =
            ours.Graph is null || reference.Graph is null
                ? null
                : Compare.GraphDifferences.Of(reference.Graph, ours.Graph);
        WeightGaps = WeightGapsOf(ours.Initial, reference.Initial);
        Lines = [.. LinesToCompare()];
        SameLineCount = Lines.TakeWhile(l => l.Ours == l.Reference).Count();
        Checks = [.. ChecksOf()];
    }

    /// <summary>The run here.</summary>
    public RecordedRun Ours { get; }

    /// <summary>The run to compare with.</summary>
    public RecordedRun Reference { get; }

    /// <summary>Steps that both have.</summary>
    public int Steps { get; }

    /// <summary>The first step whose losses are not <see cref="Close"/>.</summary>
    public int? FirstNotClose { get; }

    /// <summary>The first step whose losses are not <see cref="Near"/>.</summary>
    public int? FirstNotNear { get; }

    /// <summary>The largest difference of losses.</summary>
    public double LargestGap { get; }

    /// <summary>The step of the largest difference.</summary>
    public int LargestGapStep { get; }

    /// <summary>How the graphs differ; null where one is not known.</summary>
    public IReadOnlyList<string>? GraphDifferences { get; }

    /// <summary>The largest difference of each variable's initial values; infinite where it is not the same variable.</summary>
    public IReadOnlyList<(string Name, double Gap)>? WeightGaps { get; }

    /// <summary>The printed lines side by side.</summary>
    public IReadOnlyList<(string Ours, string Reference)> Lines { get; }

    /// <summary>How many of them are the same before one differs.</summary>
    public int SameLineCount { get; }

    /// <summary>What was held against the bounds.</summary>
    public IReadOnlyList<Check> Checks { get; }

    /// <summary>Whether nothing is further away than TensorFlow from itself.</summary>
    public bool Passed => Checks.All(c => c.Passed != false);

    private bool SameLength => Ours.Losses.Count == Reference.Losses.Count;

    private double Gap(int i) => Math.Abs(Ours.Losses[i] - Reference.Losses[i]);

    // NaN is further away than any bound.
    private int? FirstOver(double bound)
    {
        for (var i = 0; i < Steps; i++)
        {
            if (!(Gap(i) <= bound))
                return i + 1;
        }
        return null;
    }

    private static List<(string, double)>? WeightGapsOf(
        IReadOnlyDictionary<string, float[]>? ours,
        IReadOnlyDictionary<string, float[]>? theirs
    )
    {
        if (ours is null || theirs is null)
            return null;
        var names = theirs.Keys.Union(ours.Keys, StringComparer.Ordinal);
        return [.. names.Select(name => (name, MaxGap(ours.GetValueOrDefault(name), theirs.GetValueOrDefault(name))))];
    }

    private static double MaxGap(float[]? a, float[]? b) =>
        a is null || b is null || a.Length != b.Length
            ? double.PositiveInfinity
            : a.Zip(b).Select(p => (double)Math.Abs(p.First - p.Second)).DefaultIfEmpty(0).Max();

    // A shorter run is compared by its progress alone: its last lines are of another moment.
    private IEnumerable<(string, string)> LinesToCompare()
    {
        var count = SameLength
            ? Math.Max(Ours.Lines.Count, Reference.Lines.Count)
            : Math.Min(Iterations(Ours.Lines), Iterations(Reference.Lines));
        for (var i = 0; i < count; i++)
            yield return (Ours.Lines.ElementAtOrDefault(i) ?? "", Reference.Lines.ElementAtOrDefault(i) ?? "");
    }

    private static int Iterations(IEnumerable<string> lines) =>
        lines.TakeWhile(l => l.StartsWith("Iter ", StringComparison.Ordinal)).Count();

    private IEnumerable<Check> ChecksOf() =>
        [
            Graph(),
            Weights(),
            Batches(),
            new("losses within 5e-7", LossText(FirstNotClose), (FirstNotClose ?? int.MaxValue) > CloseSteps),
            new("losses within 1e-4", LossText(FirstNotNear), (FirstNotNear ?? int.MaxValue) > NearSteps),
            PrintedLines(),
            Accuracy(),
        ];

    private Check Graph() =>
        GraphDifferences is { } differences
            ? new(
                "graph, node for node",
                differences.Count == 0
                    ? FormattableString.Invariant($"{Ours.Graph!.Node.Count} nodes, all equal")
                    : FormattableString.Invariant($"{differences.Count} differences, first: {differences[0]}"),
                differences.Count == 0
            )
            : new("graph, node for node", "not recorded", null);

    private Check Weights()
    {
        if (WeightGaps is not { } gaps)
            return new("initial weights", "not recorded", null);
        var worst = gaps.MaxBy(g => g.Gap);
        return new(
            "initial weights",
            worst.Gap == 0
                ? FormattableString.Invariant($"{gaps.Count} variables, bit for bit")
                : FormattableString.Invariant($"largest difference {worst.Gap:G3} in {worst.Name}"),
            worst.Gap == 0
        );
    }

    private Check Batches()
    {
        if (Ours.Labels is not { } ours || Reference.Labels is not { } theirs)
            return new("batches", "not recorded", null);
        var count = Math.Min(ours.Length, theirs.Length);
        var same = ours.AsSpan(0, count).CommonPrefixLength(theirs.AsSpan(0, count));
        return same == count
            ? new("batches", FormattableString.Invariant($"{count} labels, all equal"), true)
            : new("batches", FormattableString.Invariant($"differ from example {same + 1} on"), false);
    }

    private string LossText(int? first) =>
        first is { } step
            ? FormattableString.Invariant($"the first {step - 1} of {Steps} steps")
            : FormattableString.Invariant($"all {Steps} steps");

    private Check PrintedLines()
    {
        if (Lines.Count == 0)
            return new("printed lines", "none to compare", null);
        return new(
            "printed lines",
            FormattableString.Invariant($"the first {SameLineCount} of {Lines.Count} are the same"),
            SameLineCount >= Math.Min(SameLines, Lines.Count)
        );
    }

    private Check Accuracy() =>
        Ours.TestAccuracy is { } ours && Reference.TestAccuracy is { } theirs && SameLength
            ? new(
                "test accuracy",
                FormattableString.Invariant($"{ours:F4} and {theirs:F4}"),
                Math.Abs(ours - theirs) <= AccuracyGap
            )
            : new("test accuracy", "the runs have not the same length", null);
}

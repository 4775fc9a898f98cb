using TfNetLstm.Tests.Kernels;

namespace TfNetLstm.Tests.Parity;

/// <summary>
/// The main job with seed 1 beside TensorFlow's. Our results do not depend on machine, vector width or threads, so up to
/// step 100 all that TensorFlow recorded must come out bit for bit (what is subnormal counts as the zero that TensorFlow's
/// threads flush it to). Afterwards the bounds are those of Golden/README.md: as close as TensorFlow is to itself.
/// </summary>
public class SeededRunTests(SeededRun run) : IClassFixture<SeededRun>
{
    private const int EqualLines = 14;

    private static readonly NpzFile _golden = Golden.Npz("model/values.npz");

    /// <summary>All recorded values but the batch itself, which the tests of the data compare, and those of step 781.</summary>
    public static TheoryData<string> Values =>
        new(_golden.Names.Where(n => !n.StartsWith("step781/", StringComparison.Ordinal) && !IsBatch(n)));

    [Theory]
    [MemberData(nameof(Values))]
    public void ValueIsTensorFlows(string name) =>
        Assert.Equal(0, Ulp.Greatest(_golden[name].Floats, run.Values[name]));

    [Fact]
    public void EveryRecordedValueIsCompared() =>
        Assert.All(_golden.Names.Where(n => !IsBatch(n)), n => Assert.True(run.Values.ContainsKey(n), n));

    [Theory]
    [InlineData(5e-7, 140)]
    [InlineData(1e-4, 360)]
    public void LossesStayWithinFor(double bound, int steps)
    {
        var expected = Golden.Json("model/run.json").GetProperty("losses").EnumerateArray();
        var distances = expected.Zip(run.Losses, (e, loss) => Math.Abs(e.GetSingle() - loss)).ToArray();
        Assert.Equal(781, distances.Length);
        var first = Array.FindIndex(distances, d => !(d <= bound)) + 1;
        Assert.True(first == 0 || first > steps, $"step {first} differs by {distances[Math.Max(0, first - 1)]}");
    }

    [Fact]
    public void TheFirstLinesAreTensorFlows() =>
        Assert.Equal(Golden.Text("model/log.txt").Split('\n')[..EqualLines], run.Lines[..EqualLines].ToArray());

    [Fact]
    public void TheAccuracyEndsWhereTensorFlowsDoes()
    {
        var golden = Golden.Json("model/run.json");
        Assert.Equal(golden.GetProperty("test_accuracy_10000").GetSingle(), run.AccuracyAll, 0.02f);
        // 256 images: one told otherwise is 0.004.
        Assert.Equal(golden.GetProperty("test_accuracy_256").GetSingle(), run.Accuracy256, 0.05f);
    }

    private static bool IsBatch(string name) => name is "batch1/x" or "batch1/y";
}

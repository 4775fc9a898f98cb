using TfNetLstm.Tests.Kernels;

namespace TfNetLstm.Tests.Parity;

/// <summary>The main job with seed 1 beside TensorFlow's, within the bounds of Golden/README.md.</summary>
public class SeededRunTests(SeededRun run) : IClassFixture<SeededRun>
{
    private static readonly NpzFile _golden = Golden.Npz("model/values.npz");

    public static TheoryData<string> NamesFrom(string prefix) =>
        new(_golden.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The same seeds give the same numbers: bit for bit.</summary>
    [Theory]
    [MemberData(nameof(NamesFrom), "initial/")]
    public void InitialValuesAreTensorFlows(string name) => Assert.Equal(_golden[name].Floats, run.Values[name]);

    [Fact]
    public void EveryGoldenValueIsCompared() =>
        Assert.Equal(
            _golden.Names.Where(n => n is not ("batch1/x" or "batch1/y")).Order(StringComparer.Ordinal),
            run.Values.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void ReportDistances()
    {
        var report = _golden
            .Names.Where(run.Values.ContainsKey)
            .Select(n => $"{n}: {Ulp.Greatest(_golden[n].Floats, run.Values[n])} ulp, max abs {_golden[n].Floats.Zip(run.Values[n], (a, b) => Math.Abs(a - b)).Max()}");
        var golden = Golden.Json("model/run.json").GetProperty("losses").EnumerateArray().Select(l => l.GetSingle()).ToArray();
        var diff = golden.Zip(run.Losses, (a, b) => Math.Abs(a - b)).ToArray();
        Assert.Fail(string.Join("\n", report) + $"\nfirst > 5e-7: {Array.FindIndex(diff, d => d > 5e-7) + 1}; > 1e-4: {Array.FindIndex(diff, d => d > 1e-4) + 1}; first nonzero {Array.FindIndex(diff, d => d > 0) + 1}; acc {run.Accuracy256} {run.AccuracyAll}; " + string.Join(" ", diff.Take(30)));
    }
}

using System.Text.Json;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>Dropout beside the seeded cases that TensorFlow ran, and what it refuses.</summary>
public class DropoutTests
{
    private static IEnumerable<JsonElement> Cases =>
        Golden
            .Json("random.json")
            .GetProperty("cases")
            .EnumerateArray()
            .Where(c => c.GetProperty("op").GetString() == "Dropout");

    public static TheoryData<string> Keys => new(Cases.Select(c => c.GetProperty("key").GetString()!));

    [Theory]
    [MemberData(nameof(Keys))]
    public void DropsWhatTensorFlowDrops(string key)
    {
        var json = Cases.Single(c => c.GetProperty("key").GetString() == key);
        using var scope = tf.Graph().as_default();
        if (Seed(json, "graph_seed") is { } graphSeed)
            tf.set_random_seed(graphSeed);
        int[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
        var dropped = tf.nn.dropout(tf.ones(shape), rate: 0.3, seed: Seed(json, "op_seed"));
        using var session = tf.Session();
        for (var run = 0; run < 2; run++)
            Assert.Equal(
                Golden.Npz("random.npz")[FormattableString.Invariant($"{key}/run{run}")].Floats,
                session.run(dropped).ToArray<float>()
            );
    }

    [Fact]
    public void AKeepProbabilityMayBeFed()
    {
        using var scope = tf.Graph().as_default();
        var keep = tf.placeholder(tf.float32, Shape.Scalar);
        var dropped = tf.nn.dropout(tf.ones((30, 40)), keep_prob: keep, seed: 3);
        using var session = tf.Session();
        Assert.All(session.run(dropped, (keep, 1.0f)).ToArray<float>(), value => Assert.Equal(1, value));
        var half = session.run(dropped, (keep, 0.5f)).ToArray<float>();
        Assert.All(half, value => Assert.True(value is 0 or 2));
        Assert.InRange(half.Count(value => value > 0), 500, 700);
    }

    [Fact]
    public void RefusesARateThatLeavesNothing()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.ones((2, 2));
        Assert.Contains(
            "[0, 1)",
            Assert.Throws<ValueError>(() => tf.nn.dropout(x, rate: 1)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ValueError>(() => tf.nn.dropout(x, rate: -0.1));
        Assert.Throws<ValueError>(() => tf.nn.dropout(x));
        Assert.Throws<ValueError>(() => tf.nn.dropout(tf.constant(1), rate: 0.5));
    }

    private static int? Seed(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } seed ? seed.GetInt32() : null;
}

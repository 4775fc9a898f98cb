using System.Globalization;
using System.Text.Json;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Every case of random.json as a graph: the seeds of its node, and what two runs of one session give.</summary>
public class RandomGraphTests
{
    // Doubles go through the platform's logarithm, sine and cosine.
    private const long DoubleUlps = 4;

    private static readonly Lazy<Dictionary<string, JsonElement>> _cases = new(() =>
        Golden
            .Json("random.json")
            .GetProperty("cases")
            .EnumerateArray()
            .ToDictionary(c => c.GetProperty("key").GetString()!, StringComparer.Ordinal)
    );

    public static TheoryData<string> Keys => new(_cases.Value.Keys);

    [Theory]
    [MemberData(nameof(Keys))]
    public void SeedsAndNumbersAreTensorFlows(string key)
    {
        var item = _cases.Value[key];
        var graph = tf.Graph();
        using var current = graph.as_default();
        if (Optional(item.GetProperty("graph_seed")) is { } seed)
            tf.set_random_seed(seed);
        var numbers = Build(item);
        var node = graph.get_operations().Single(op => op.HasAttr("seed"));
        Assert.Equal(item.GetProperty("seed").GetInt64(), node.Attr("seed").I);
        Assert.Equal(item.GetProperty("seed2").GetInt64(), node.Attr("seed2").I);
        using var session = tf.Session(graph);
        for (var run = 0; run < 2; run++)
            AssertSame(
                Golden.Npz("random.npz")[string.Create(CultureInfo.InvariantCulture, $"{key}/run{run}")],
                session.run(numbers)
            );
    }

    [Fact]
    public void ThereAreAll396() => Assert.Equal(396, _cases.Value.Count);

    private static Tensor Build(JsonElement item)
    {
        var shape = new Shape([.. item.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())]);
        var seed = Optional(item.GetProperty("op_seed"));
        var type = item.GetProperty("dtype").GetString() switch
        {
            "float32" => tf.float32,
            "float64" => tf.float64,
            "int32" => tf.int32,
            _ => tf.int64,
        };
        return item.GetProperty("op").GetString() switch
        {
            "RandomStandardNormal" => tf.random_normal(shape, dtype: type, seed: seed),
            "RandomUniform" => tf.random_uniform(shape, dtype: type, seed: seed),
            "TruncatedNormal" => tf.truncated_normal(shape, dtype: type, seed: seed),
            "RandomUniformInt" => tf.random_uniform(shape, -5, 1000, dtype: type, seed: seed),
            "RandomShuffle" => tf.random_shuffle(tf.constant(Enumerable.Range(0, (int)shape[0]).ToArray()), seed: seed),
            "Multinomial" => tf.multinomial(
                new[,]
                {
                    { 0.1f, 0.7f, -0.4f, 1.2f },
                },
                (int)shape[0],
                seed: seed
            ),
            "Dropout" => tf.nn.dropout(tf.ones(shape), rate: 0.3, seed: seed),
            var other => throw new InvalidDataException($"no expression for {other}"),
        };
    }

    private static int? Optional(JsonElement number) =>
        number.ValueKind == JsonValueKind.Null ? null : number.GetInt32();

    private static void AssertSame(NpyArray expected, NumSharp.NDArray actual)
    {
        Assert.Equal(expected.Shape, actual.shape.Select(d => (int)d).ToArray());
        switch (expected.Data)
        {
            case double[] numbers:
                var doubles = actual.ToArray<double>();
                for (var i = 0; i < numbers.Length; i++)
                    Assert.InRange(Bits(numbers[i]) - Bits(doubles[i]), -DoubleUlps, DoubleUlps);
                break;
            case float[] numbers:
                Assert.Equal(numbers, actual.ToArray<float>());
                break;
            case int[] numbers:
                Assert.Equal(numbers, actual.ToArray<int>());
                break;
            default:
                Assert.Equal((long[])expected.Data, actual.ToArray<long>());
                break;
        }
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);
}

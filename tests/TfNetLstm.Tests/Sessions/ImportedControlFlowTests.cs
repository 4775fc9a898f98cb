using System.Text.Json;
using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

/// <summary>Branches and loops that Python built, with their gradients, imported and run.</summary>
public class ImportedControlFlowTests
{
    private const int Ulps = 4;

    // Of the greatest element: a product of matrices rounds as often as it adds.
    private const double ProductTolerance = 1e-6;

    [Theory]
    [InlineData("cond_true")]
    [InlineData("cond_false")]
    [InlineData("while_loop")]
    public void AnExpressionAndItsGradientsAreTensorFlows(string name)
    {
        var json = Golden.Json("ops.json").GetProperty("cases").EnumerateArray().Single(c => Is(c, name));
        var arrays = Golden.Npz("ops.npz");
        var gradients = json.GetProperty("gradients").EnumerateArray().ToArray();
        string[] fetches =
        [
            json.GetProperty("output").GetString()!,
            .. gradients.Select(g => g.GetProperty("tensor").GetString()!),
        ];
        NpyArray[] expected =
        [
            arrays[$"{name}/out0"],
            .. gradients.Select(g => arrays[g.GetProperty("array").GetString()!]),
        ];
        FeedItem[] feeds =
        [
            .. new[] { "in0", "gy0" }.Select(key => new FeedItem($"{key}:0", arrays[$"{name}/{key}"].Floats)),
        ];
        using var session = Session($"ops/{name}.pb");
        var results = session.run(fetches, feeds);
        for (var i = 0; i < fetches.Length; i++)
            Assert.True(Ulp.Greatest(expected[i].Floats, results[i]!.ToArray<float>()) <= Ulps, fetches[i]);
    }

    [Theory]
    [InlineData("dynamic_lstm")]
    [InlineData("dynamic_lstm_time_major")]
    [InlineData("dynamic_gru_lengths")]
    [InlineData("basic_lstm_lengths")]
    public void ARecurrentProgramAndItsGradientsAreTensorFlows(string name)
    {
        var json = Golden.Json("cells.json").EnumerateArray().Single(c => Is(c, name));
        var arrays = Golden.Npz("cells.npz");
        var fetches = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{name}/loss"] = json.GetProperty("loss").GetString()!,
        };
        foreach (var output in json.GetProperty("outputs").EnumerateObject())
            fetches.Add($"{name}/out/{output.Name}", output.Value.GetString()!);
        foreach (var gradient in json.GetProperty("gradients").EnumerateObject())
            fetches.Add($"{name}/grad/{gradient.Name}", gradient.Value.GetString()!);
        var feeds = new List<FeedItem>();
        foreach (var input in json.GetProperty("inputs").EnumerateArray().Select(i => i.GetString()!))
            feeds.Add(Feed(input, arrays[$"{name}/in/{input[..^2]}"]));
        foreach (var variable in json.GetProperty("variables").EnumerateArray().Select(v => v.GetString()!))
            feeds.Add(Feed($"{variable}/read:0", arrays[$"{name}/var/{variable}"]));
        using var session = Session($"cells/{name}.pb");
        for (var run = 0; run < 2; run++)
        {
            var results = session.run(fetches.Values.ToArray(), [.. feeds]);
            foreach (var ((key, tensor), result) in fetches.Zip(results))
            {
                var expected = arrays[key];
                Assert.Equal(expected.Shape.Select(d => (long)d), result!.shape);
                AssertClose(expected.Floats, result.ToArray<float>(), tensor);
            }
        }
    }

    private static void AssertClose(float[] expected, float[] actual, string tensor)
    {
        Assert.Equal(expected.Length, actual.Length);
        var most = ProductTolerance * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= most, $"{tensor}[{i}]: {actual[i]}, not {expected[i]}");
    }

    private static bool Is(JsonElement json, string name) => json.GetProperty("name").GetString() == name;

    private static FeedItem Feed(string tensor, NpyArray array) =>
        new(tensor, new NumSharp.NDArray(array.Data, new NumSharp.Shape(array.Shape)));

    private static Session Session(string file)
    {
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(GraphDef.Parser.ParseFrom(Golden.Bytes(file)), name: "");
        return tf.Session(graph);
    }
}

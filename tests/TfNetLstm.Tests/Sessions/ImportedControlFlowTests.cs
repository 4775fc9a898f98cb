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

    private static bool Is(JsonElement json, string name) => json.GetProperty("name").GetString() == name;

    private static Session Session(string file)
    {
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(GraphDef.Parser.ParseFrom(Golden.Bytes(file)), name: "");
        return tf.Session(graph);
    }
}

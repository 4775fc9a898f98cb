using System.Text.Json;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Rnn;

/// <summary>Recurrent programs that Python built, with their gradients, imported and run.</summary>
public class ImportedCellTests
{
    // Of the greatest element: what is summed over steps and rows rounds in another order.
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Names => new(CellCase.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAreTensorFlows(string name)
    {
        var arrays = Golden.Npz("cells.npz");
        var json = Golden.Json("cells.json").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        using var scope = tf.Graph().as_default();
        tf.import_graph_def(GraphDef.Parser.ParseFrom(Golden.Bytes($"cells/{name}.pb")), name: "");
        var graph = tf.get_default_graph();
        using var session = tf.Session();
        session.run(graph.get_operation_by_name("init"));
        FeedItem[] feeds =
        [
            .. Texts(json.GetProperty("inputs"))
                .Select(input => new FeedItem(
                    graph.get_tensor_by_name(input),
                    Feed(arrays[$"{name}/in/{input[..^2]}"])
                )),
        ];
        Check(json.GetProperty("loss").GetString()!, "loss");
        foreach (var output in json.GetProperty("outputs").EnumerateObject())
            Check(output.Value.GetString()!, "out/" + output.Name);
        foreach (var gradient in json.GetProperty("gradients").EnumerateObject())
            Check(gradient.Value.GetString()!, "grad/" + gradient.Name);

        void Check(string tensor, string key)
        {
            var expected = arrays[$"{name}/{key}"].Floats;
            var actual = session.run(graph.get_tensor_by_name(tensor), feeds).ToArray<float>();
            Assert.Equal(expected.Length, actual.Length);
            var most = Tolerance * expected.Max(Math.Abs);
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - actual[i]) <= most, $"{key}[{i}]: {actual[i]}, not {expected[i]}");
        }
    }

    private static NumSharp.NDArray Feed(NpyArray array) => new NumSharp.NDArray(array.Data).reshape(array.Shape);

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(e => e.GetString()!);
}

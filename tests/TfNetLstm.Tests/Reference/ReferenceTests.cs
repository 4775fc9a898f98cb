using System.Text.Json;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;
using Tensorflow.Values;
using TfNetLstm.Tests.Operations;
using TfNetLstm.Tests.Rnn;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Reference;

/// <summary>The engine and the reference beside each other and beside the golden data.</summary>
public class ReferenceTests
{
    // The loss is a sum of all outputs, of either sign: single precision leaves a few units of 1e-6 of it.
    private const double OfCells = 1e-5;

    public static TheoryData<string> OpCases => new(GoldenOpCase.Names);

    public static TheoryData<string> CellCases => new(CellCase.Names);

    public static TheoryData<string> OptimizerCases =>
        new(Golden.Json("optimizers.json").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));

    [Fact]
    public void EveryKernelHasAReference() =>
        // What a file or a message is made of is read back by tests of its own.
        Assert.Empty(
            OpRegistry
                .Rules.Where(r => r.Kernel is not null)
                .Select(r => r.Name)
                .Except(PlainOps.Names.Concat(OwnTests.Classes.Keys), StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(OpCases))]
    public void OpsAreWhatTheReferenceSays(string name)
    {
        var golden = new GoldenOpCase(name);
        var feeds = golden
            .Inputs.Select((x, i) => ($"in{i}", Plain.From(x)))
            .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);
        if (golden.IncomingGradient is { } incoming)
            feeds.Add("gy0", Plain.From(incoming));
        var tensors = golden.Gradients.Prepend(golden.Output).ToArray();
        var reference = new PlainGraph(golden.Def).Run([.. tensors.Select(t => t.Tensor)], feeds);
        using var scope = tf.Graph().as_default();
        tf.import_graph_def(golden.Def, name: "");
        using var session = tf.Session();
        var fed = feeds.Keys.Select(k => new Tensorflow.FeedItem(k + ":0", golden.Fed(k))).ToArray();
        foreach (var ((tensor, expected), plain) in tensors.Zip(reference))
        {
            Assert.Equal(expected.Shape, plain!.Dims);
            PlainTolerance.AssertClose(expected.Data, plain.ToArray(), $"golden and reference of {tensor}");
            var engine = HostArrays.ToValue(session.run(tf.get_default_graph().get_tensor_by_name(tensor), fed));
            PlainTolerance.AssertClose(plain.ToArray(), engine.ToArray(), $"reference and engine of {tensor}");
        }
    }

    [Theory]
    [MemberData(nameof(CellCases))]
    public void CellsAreWhatTheReferenceSays(string name)
    {
        var json = Golden.Json("cells.json").EnumerateArray().Single(c => c.GetProperty("name").ValueEquals(name));
        var reference = new PlainGraph(GraphDef.Parser.ParseFrom(Golden.Bytes($"cells/{name}.pb")));
        reference.Run(["init"], PlainGraph.NoFeeds);
        var feeds = json.GetProperty("inputs")
            .EnumerateArray()
            .Select(input => input.GetString()![..^2])
            .ToDictionary(input => input, input => Array($"{name}/in/{input}"), StringComparer.Ordinal);
        Check(json.GetProperty("loss"), "loss");
        foreach (var output in json.GetProperty("outputs").EnumerateObject())
            Check(output.Value, "out/" + output.Name);
        foreach (var gradient in json.GetProperty("gradients").EnumerateObject())
            Check(gradient.Value, "grad/" + gradient.Name);

        void Check(JsonElement tensor, string key)
        {
            var plain = reference.Run([tensor.GetString()!], feeds)[0]!;
            PlainTolerance.AssertClose(Golden.Npz("cells.npz")[$"{name}/{key}"].Data, plain.ToArray(), key, OfCells);
        }

        static Plain Array(string key)
        {
            var array = Golden.Npz("cells.npz")[key];
            return Plain.From(HostArrays.ToValue(new NumSharp.NDArray(array.Data).reshape(array.Shape)));
        }
    }

    [Theory]
    [MemberData(nameof(OptimizerCases))]
    public void OptimizersAreWhatTheReferenceSays(string name)
    {
        const int Steps = 6;
        var json = Golden.Json("optimizers.json").EnumerateArray().Single(c => c.GetProperty("name").ValueEquals(name));
        var arrays = Golden.Npz("optimizers.npz");
        var reference = new PlainGraph(GraphDef.Parser.ParseFrom(Golden.Bytes($"optimizers/{name}.pb")));
        var x = arrays[$"{name}/x"];
        var feeds = new Dictionary<string, Plain>(StringComparer.Ordinal)
        {
            ["x"] = Plain.From(HostArrays.ToValue(new NumSharp.NDArray(x.Data).reshape(x.Shape))),
        };
        reference.Run(["init"], feeds);
        for (var step = 0; step < Steps; step++)
        {
            foreach (var variable in json.GetProperty("variables").EnumerateArray().Select(v => v.GetString()!))
                Check(variable, variable);
            Check("loss", "loss");
            reference.Run([json.GetProperty("train").GetString()!], feeds);

            void Check(string node, string key) =>
                PlainTolerance.AssertClose(
                    arrays[$"{name}/step{step}/{key}"].Data,
                    reference.Run([node], feeds)[0]!.ToArray(),
                    $"step {step}, {key}"
                );
        }
    }
}

using Tensorflow;
using Tensorflow.Values;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>The golden expressions, written in C#: the graph that they build beside Python's, and what it computes.</summary>
public class OpExpressionTests
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> _expressions = new(
        new[]
        {
            OpCases.Functions,
            OpCases.Math,
            OpCases.Matrix,
            OpCases.Reductions,
            OpCases.Array,
            OpCases.Control,
        }.SelectMany(table => table),
        StringComparer.Ordinal
    );

    public static TheoryData<string> Names => new(_expressions.Keys);

    [Fact]
    public void EveryCaseIsWritten() => Assert.All(GoldenOpCase.Names, name => Assert.Contains(name, _expressions));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGraphIsPythons(string name)
    {
        var golden = new GoldenOpCase(name);
        var (graph, output, _) = Build(golden);
        var (expected, actual) = (golden.Def, graph.as_graph_def());
        var (wanted, made) = (expected.Node.Select(Line), actual.Node.Select(Line));
        Assert.Equal(string.Join('\n', wanted), string.Join('\n', made));
        var different = expected.Node.Zip(actual.Node).Where(p => !p.First.Equals(p.Second)).ToArray();
        Assert.True(
            different.Length == 0,
            string.Join("\n", different.Take(5).Select(d => $"- {d.First}\n+ {d.Second}"))
        );
        Assert.Equal(golden.Output.Tensor, output.name);
        Assert.Equal(golden.StaticShape, output.shape.IsNull ? null : output.shape.dims);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheValuesAreTensorFlows(string name)
    {
        var golden = new GoldenOpCase(name);
        var (graph, output, gradients) = Build(golden);
        using var session = tf.Session(graph);
        var feeds = golden.Inputs.Select((input, i) => new FeedItem($"in{i}:0", input)).ToList();
        Compare(output, golden.Output);
        if (golden.IncomingGradient is { } incoming)
            feeds.Add(new("gy0:0", incoming));
        foreach (var (gradient, expected) in gradients.OfType<Tensor>().Zip(golden.Gradients))
            Compare(gradient, expected);

        void Compare(Tensor tensor, (string Tensor, NpyArray Array) expected)
        {
            Assert.Equal(expected.Tensor, tensor.name);
            var actual = HostArrays.ToValue(session.run(tensor, [.. feeds]));
            Assert.Equal(expected.Array.Shape, actual.Sizes.ToArray());
            OpTolerance.AssertClose(expected.Array.Data, actual.ToArray(), tensor.name, golden);
        }
    }

    /// <summary>Builds a case as golden_ops.py does: placeholders, the expression, the gradients by the float inputs.</summary>
    private static (Graph Graph, Tensor Output, Tensor?[] Gradients) Build(GoldenOpCase golden)
    {
        var graph = tf.Graph();
        using var scope = graph.as_default();
        var inputs = golden
            .Inputs.Select((input, i) => tf.placeholder(input.DType, input.ToShape(), $"in{i}"))
            .ToArray();
        var output = _expressions[golden.Name](inputs);
        if (golden.IncomingGradient is null)
            return (graph, output, []);
        var gy = tf.placeholder(output.dtype, output.shape, "gy0");
        var wanted = inputs.Where(i => i.dtype is TF_DataType.TF_FLOAT or TF_DataType.TF_DOUBLE).ToArray();
        return (graph, output, tf.gradients(output, wanted, [gy]));
    }

    private static string Line(Tensorflow.Formats.Proto.NodeDef node) =>
        $"{node.Name}\t{node.Op}\t{string.Join(",", node.Input)}";
}

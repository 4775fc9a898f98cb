using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Formats;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Graphs;

/// <summary>
/// Graphs made to break a loader, by the classes of TensorFlow's security advisories: read from bytes, imported, and run if they could
/// be imported. One named error each, quickly, in little memory.
/// </summary>
public class HostileGraphTests
{
    private const string X = """node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } } """;
    private const int Chain = 3_000;
    private const string Float = """attr { key: "T" value { type: DT_FLOAT } }""";

    private static readonly Dictionary<string, Func<GraphDef>> Graphs = new(StringComparer.Ordinal)
    {
        ["no dtype"] = () => Text("""node { name: "x" op: "Placeholder" }"""),
        ["no shape of a variable"] = () =>
            Text("""node { name: "v" op: "VariableV2" attr { key: "dtype" value { type: DT_FLOAT } } }"""),
        ["no T"] = () => Text($$"""{{X}} node { name: "y" op: "Neg" input: "x" }"""),
        ["no value of a constant"] = () =>
            Text("""node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } } }"""),
        ["dtype 0"] = () => Constant(tensor => tensor.Dtype = DataType.DtInvalid),
        ["dtype 127"] = () => Constant(tensor => tensor.Dtype = (DataType)127),
        ["dtype 9999"] = () => Constant(tensor => tensor.Dtype = (DataType)9999),
        ["another dtype than the node's"] = () => Constant(tensor => tensor.Dtype = DataType.DtInt32),
        ["dimensions and unknown rank"] = () => Constant(tensor => tensor.TensorShape.UnknownRank = true),
        ["too few bytes"] = () => Constant(tensor => tensor.TensorContent = ByteString.CopyFrom(new byte[7])),
        ["too many elements"] = () => Constant(tensor => tensor.FloatVal.Add(new float[5])),
        ["2^31 x 2^31 x 4 elements"] = () => Constant(tensor => Shape(tensor, 1L << 31, 1L << 31, 4)),
        ["a shape that wraps to 0"] = () => Constant(tensor => Shape(tensor, 1L << 32, 1L << 32)),
        ["bytes that overflow"] = () => Constant(tensor => Shape(tensor, long.MaxValue / 2)),
        ["the same node twice"] = () => Text(X + X),
        ["the same function twice"] = () =>
            Text(
                "library { function { signature { name: \"f\" } } function { signature { name: \"f\" output_arg { name: \"y\" type: DT_FLOAT } } } }"
            ),
        ["float plus integer"] = () =>
            Text(
                $$"""{{X}} node { name: "i" op: "Placeholder" attr { key: "dtype" value { type: DT_INT32 } } } node { name: "y" op: "Add" input: "x" input: "i" {{Float}} }"""
            ),
        ["a product of strings"] = () =>
            Text(
                """node { name: "s" op: "Placeholder" attr { key: "dtype" value { type: DT_STRING } } } node { name: "y" op: "MatMul" input: "s" input: "s" attr { key: "T" value { type: DT_STRING } } }"""
            ),
        ["a reference where a value is due"] = () =>
            Text($$"""{{X}} node { name: "y" op: "Assign" input: "x" input: "x" {{Float}} }"""),
        ["a shape error within a valid graph"] = () =>
            Text(
                $$"""
                node { name: "a" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } attr { key: "shape" value { shape { dim { size: 2 } dim { size: 3 } } } } }
                node { name: "y" op: "MatMul" input: "a" input: "a" {{Float}} }
                """
            ),
        ["a cycle without control flow"] = () =>
            Text(
                $$"""node { name: "a" op: "Neg" input: "b" {{Float}} } node { name: "b" op: "Neg" input: "a" {{Float}} }"""
            ),
        ["a node that is its own input"] = () => Text($$"""node { name: "a" op: "Neg" input: "a" {{Float}} }"""),
        ["an output that is not there"] = () => Text($$"""{{X}} node { name: "y" op: "Neg" input: "x:7" {{Float}} }"""),
        ["control inputs in a circle"] = () =>
            Text("""node { name: "a" op: "NoOp" input: "^b" } node { name: "b" op: "NoOp" input: "^a" }"""),
        ["a name that is a space"] = () => Text("""node { name: " " op: "NoOp" }"""),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AHostileGraphIsOneNamedError(string name)
    {
        byte[] bytes = Graphs[name]().ToByteArray();
        Refusal.Of<TensorflowException>(() => Import(bytes), bytes.Length);
    }

    /// <summary>A function whose body lies, or that calls itself: nothing runs it, and importing it ends.</summary>
    [Theory]
    [InlineData("""ret { key: "y" value: "n:out:7" } """)]
    [InlineData("""node_def { name: "n" op: "f" input: "x" } ret { key: "y" value: "n:y:0" } """)]
    [InlineData("""node_def { name: "n" op: "NoSuchOp" } """)]
    public void AFunctionThatLiesIsNeverRun(string body)
    {
        byte[] bytes = Text(
                $$"""
                {{X}} node { name: "call" op: "f" input: "x" }
                library { function { signature { name: "f" input_arg { name: "x" type: DT_FLOAT } output_arg { name: "y" type: DT_FLOAT } } {{body}} } }
                """
            )
            .ToByteArray();
        Refusal.Of<TensorflowException>(() => Import(bytes), bytes.Length);
    }

    [Fact]
    public void AChainOfManyNodesIsNoRecursion()
    {
        var def = Text(X);
        for (var i = 0; i < Chain; i++)
        {
            var node = new NodeDef { Name = $"n{i:D6}", Op = "Identity" };
            node.Input.Add(i == 0 ? "x" : $"n{i - 1:D6}");
            node.Attr["T"] = new AttrValue { Type = DataType.DtFloat };
            def.Node.Add(node);
        }
        var graph = tf.Graph();
        using var scope = graph.as_default();
        tf.import_graph_def(def, name: "");
        using var session = tf.Session(graph);
        Assert.Equal(
            3f,
            (float)session.run(graph.get_tensor_by_name($"n{Chain - 1:D6}:0"), (graph.get_tensor_by_name("x:0"), 3f))
        );
    }

    private static void Import(byte[] bytes)
    {
        var graph = tf.Graph();
        using var scope = graph.as_default();
        tf.import_graph_def(MessageFile.Parse<GraphDef>("hostile.pb", bytes), name: "");
        using var session = tf.Session(graph);
        foreach (var op in graph.get_operations())
            session.run(op);
    }

    private static GraphDef Text(string text) => TextFormat.Parse<GraphDef>(text);

    private static GraphDef Constant(Action<TensorProto> change)
    {
        var tensor = new TensorProto { Dtype = DataType.DtFloat };
        Shape(tensor, 2);
        tensor.FloatVal.Add(1);
        change(tensor);
        var node = new NodeDef { Name = "c", Op = "Const" };
        node.Attr["dtype"] = new AttrValue { Type = DataType.DtFloat };
        node.Attr["value"] = new AttrValue { Tensor = tensor };
        return new GraphDef { Node = { node } };
    }

    private static void Shape(TensorProto tensor, params long[] dims) =>
        tensor.TensorShape = TensorShapes.ToProto(dims);
}

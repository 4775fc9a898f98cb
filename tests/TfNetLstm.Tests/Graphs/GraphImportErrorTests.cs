using CsCheck;
using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Graphs;

/// <summary>What a file may not do.</summary>
public class GraphImportErrorTests
{
    private const string A = """node { name: "a" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } } """;
    private const string Float = """attr { key: "T" value { type: DT_FLOAT } }""";

    /// <summary>A graph, and what the answer must say.</summary>
    public static TheoryData<string, string> Mistakes =>
        new()
        {
            { A + A, "Node 'a' is not unique" },
            { """node { name: "a b" op: "NoOp" }""", "Node name contains invalid characters" },
            { """node { name: "" op: "NoOp" }""", "Node name contains invalid characters" },
            { $$"""node { name: "a" op: "Neg" input: "b" {{Float}} }""", "Node 'a': Unknown input node 'b'" },
            { $$"""{{A}} node { name: "n" op: "Neg" input: "a:x" {{Float}} }""", "Node 'n': Unknown input node 'a:x'" },
            { $$"""{{A}} node { name: "n" op: "Neg" input: "" {{Float}} }""", "Node 'n': Unknown input node ''" },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a:-1" {{Float}} }""",
                "Node 'n': Unknown input node 'a:-1'"
            },
            { """node { name: "n" op: "NoOp" input: "^" }""", "Node 'n': Unknown input node '^'" },
            { """node { name: "n" op: "NoOp" input: "^b" }""", "Node 'n': Unknown input node '^b'" },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "^a" input: "a" {{Float}} }""",
                "Control dependencies must come after regular dependencies"
            },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a:7" {{Float}} }""",
                "Node 'n': Connecting to invalid output 7 of source node a which has 1 outputs."
            },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a" input: "a" {{Float}} }""",
                "NodeDef expected inputs 'float' do not match 2 inputs specified"
            },
            {
                """node { name: "n" op: "AddN" attr { key: "N" value { i: 1000000000000 } } attr { key: "T" value { type: DT_FLOAT } } }""",
                "do not match 0 inputs specified"
            },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a" attr { key: "T" value { type: DT_INT32 } } }""",
                "Input 0 of node n was passed float from a:0 incompatible with expected int32."
            },
            {
                $$"""{{A}} node { name: "n" op: "AssignAdd" input: "a" input: "a" {{Float}} }""",
                "Input 0 of node n was passed float from a:0 incompatible with expected float_ref."
            },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a" attr { key: "T" value { i: 1 } } }""",
                "AttrValue had value with type 'int' when 'type' expected"
            },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a" attr { key: "T" value { type: DT_STRING } } }""",
                "Value for attr 'T' of string is not in the list of allowed values"
            },
            { $$"""{{A}} node { name: "n" op: "Neg" input: "a" }""", "NodeDef missing attr 'T' from Op<name=Neg>" },
            {
                $$"""{{A}} node { name: "n" op: "Neg" input: "a" {{Float}} attr { key: "x" value { i: 1 } } }""",
                "NodeDef mentions attr 'x' not in Op<name=Neg>"
            },
            {
                $$"""{{A}} node { name: "n" op: "Pack" attr { key: "N" value { i: 0 } } {{Float}} }""",
                "Value for attr 'N' of 0 must be at least minimum 1"
            },
            {
                $$"""
                    node { name: "x" op: "Neg" input: "y" {{Float}} } node { name: "y" op: "Neg" input: "x" {{Float}} }
                    """,
                "2 nodes in a cycle"
            },
            {
                """
                    node { name: "p" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } }
                      attr { key: "shape" value { shape { dim { size: 4294967296 } dim { size: 4294967296 } } } } }
                    """,
                "Shape [4294967296,4294967296] is too large (more than 2**63 - 1 entries)"
            },
            {
                """
                    node { name: "p" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } }
                      attr { key: "shape" value { shape { dim { size: -2 } } } } }
                    """,
                "Shape [-2] has dimensions with values below -1"
            },
            {
                """
                    node { name: "c" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
                      attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: -1 } } } } } }
                    """,
                "Shape [-1] is not fully defined or has negative dimensions"
            },
            {
                $$"""{{A}} node { name: "d" op: "Const" {{Axis}} } node { name: "s" op: "Split" input: "d" input: "a" {{Float}} attr { key: "num_split" value { i: 1000000000000 } } }""",
                "1000000000000 outputs 'output' are asked for by attr 'num_split'"
            },
            {
                "versions { producer: 3000 min_consumer: 3000 }",
                "GraphDef min consumer version 3000 above current version"
            },
            { "versions { bad_consumers: 1645 }", "GraphDef disallows consumer version 1645" },
            {
                """library { function { signature { name: "Neg" } } }""",
                "Cannot add function 'Neg' because an op with the same name already exists."
            },
        };

    private const string Axis =
        """attr { key: "dtype" value { type: DT_INT32 } } attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } } } }""";

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void AMistakeIsOneClearError(string text, string message)
    {
        var def = TextFormat.Parse<GraphDef>(text);
        var graph = tf.Graph();
        using var scope = graph.as_default();
        var error = Assert.Throws<ValueError>(() => tf.import_graph_def(def, name: ""));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(graph.get_operations());
    }

    [Fact]
    public void AnUnknownOpIsNotFound()
    {
        var def = TextFormat.Parse<GraphDef>("""node { name: "a" op: "NoSuchOp" }""");
        using var scope = tf.Graph().as_default();
        var error = Assert.Throws<NotFoundError>(() => tf.import_graph_def(def));
        Assert.StartsWith("Op type not registered 'NoSuchOp'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameThatTheGraphHasIsTaken()
    {
        var graph = tf.Graph();
        using var scope = graph.as_default();
        var a = tf.placeholder(tf.float32, name: "a");
        var error = Assert.Throws<ValueError>(() => tf.import_graph_def(TextFormat.Parse<GraphDef>(A), name: ""));
        Assert.Equal("Node name 'a' already exists in the Graph", error.Message);
        Assert.Equal([a.op], graph.get_operations());
    }

    [Fact]
    public void AShapeErrorLeavesTheGraphAsItWas()
    {
        var def = TextFormat.Parse<GraphDef>(
            $$"""
            node { name: "n" op: "Neg" input: "x" {{Float}} }
            node { name: "m" op: "MatMul" input: "n" input: "n" {{Float}} }
            """
        );
        var graph = tf.Graph();
        using var scope = graph.as_default();
        var x = tf.placeholder(tf.float32, new(2, 3));
        var map = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["x"] = x };
        Assert.Throws<ValueError>(() => tf.import_graph_def(def, map, name: ""));
        Assert.Equal([x.op], graph.get_operations());
        Assert.Empty(x.consumers());
    }

    [Fact]
    public void ElementsThatAreNotThereAreNamed()
    {
        using var scope = tf.Graph().as_default();
        var def = TextFormat.Parse<GraphDef>(A);
        foreach (var element in new[] { "b", "a:1", "a:x", "" })
        {
            var error = Assert.Throws<ValueError>(() => tf.import_graph_def(def, return_elements: [element]));
            Assert.Equal($"Requested return_element '{element}' not found in graph_def.", error.Message);
        }
    }

    [Fact]
    public void NothingIsNoGraph()
    {
        using var scope = tf.Graph().as_default();
        Assert.Throws<TypeError>(() => tf.import_graph_def(null!));
    }

    /// <summary>Bytes that a disk or a stranger changed.</summary>
    [Fact]
    public void DamagedBytesAreNeverMoreThanAnError()
    {
        string[] files =
        [
            "ops/while_loop.pb",
            "ops/cond_true.pb",
            "ops/conv2d_same.pb",
            "cells/dynamic_lstm.pb",
            "cells/gru_cell.pb",
        ];
        var bytes = files.Select(Golden.Bytes).ToArray();
        var changes = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, 2]).Array[1, 6];
        Gen.Select(Gen.Int[0, files.Length - 1], changes)
            .Sample(
                (file, edits) =>
                {
                    var damaged = bytes[file].ToList();
                    foreach (var (at, value, kind) in edits)
                        Damage(damaged, at % damaged.Count, value, kind);
                    Import([.. damaged]);
                },
                iter: 1500,
                seed: "0000000000000",
                threads: 1
            );
    }

    /// <summary>Graphs whose parts do not belong together: what can be imported can be exported again, and run or refused.</summary>
    [Theory]
    [InlineData("ops/cond_true.pb", "cond/Merge:0")]
    [InlineData("ops/conv2d_same.pb", "Conv2D:0")]
    [InlineData("ops/while_loop.pb", null)]
    [InlineData("cells/gru_cell.pb", null)]
    [InlineData("cells/dynamic_lstm.pb", null)]
    [InlineData("optimizers/adam.pb", null)]
    public void DamagedGraphsAreNeverMoreThanAnError(string file, string? fetch)
    {
        var whole = GraphDef.Parser.ParseFrom(Golden.Bytes(file));
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var damaged = whole.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                GraphDamage.Apply(damaged, random);
            if (Import(damaged.ToByteArray()) is { } graph && fetch is not null)
                Run(graph, fetch);
        }
    }

    private static void Run(Graph graph, string fetch)
    {
        FeedItem[] feeds =
        [
            .. graph
                .get_operations()
                .Where(op => op.type == "Placeholder" && op.output.shape.IsFullyDefined)
                .Select(op => new FeedItem(
                    op.output,
                    new NumSharp.NDArray(new float[op.output.shape.size]).reshape(op.output.shape.dims)
                )),
        ];
        using var session = tf.Session(graph, new Tensorflow.ConfigProto { IntraOpParallelismThreads = 1 });
        try
        {
            session.run(fetch, feeds);
        }
        catch (TensorflowException error)
        {
            Assert.IsNotType<InternalError>(error);
        }
    }

    private static void Damage(List<byte> bytes, int at, byte value, int kind)
    {
        if (kind == 0)
            bytes[at] = value;
        else if (kind == 1)
            bytes.Insert(at, value);
        else if (bytes.Count > 1)
            bytes.RemoveAt(at);
    }

    /// <summary>The graph, or null where the bytes are refused, which must leave nothing behind.</summary>
    private static Graph? Import(byte[] bytes)
    {
        var graph = tf.Graph();
        using var scope = graph.as_default();
        try
        {
            tf.import_graph_def(GraphDef.Parser.ParseFrom(bytes), name: "");
            _ = graph.as_graph_def();
            return graph;
        }
        catch (Exception error) when (error is TensorflowException or InvalidProtocolBufferException)
        {
            Assert.Empty(graph.get_operations());
            return null;
        }
    }
}

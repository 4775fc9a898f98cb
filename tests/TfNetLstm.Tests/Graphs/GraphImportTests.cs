using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Graphs;

/// <summary>Graphs that Python exported, brought in and given out again.</summary>
public class GraphImportTests
{
    public static TheoryData<string> Files =>
        new([
            "model/graph.pb",
            "files/frozen.pb",
            .. new[] { "ops", "cells", "optimizers" }.SelectMany(folder =>
                Directory
                    .EnumerateFiles(Golden.PathOf(folder), "*.pb")
                    .Select(file => $"{folder}/{Path.GetFileName(file)}")
                    .Order(StringComparer.Ordinal)
            ),
        ]);

    [Theory]
    [MemberData(nameof(Files))]
    public void WhatComesInGoesOut(string file)
    {
        var expected = GraphDef.Parser.ParseFrom(Golden.Bytes(file));
        var graph = Import(expected);
        var actual = graph.as_graph_def();
        foreach (var (before, after) in expected.Node.Zip(actual.Node))
            Assert.Equal(before, after);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void StaticShapesOfTheModelAreTensorFlows()
    {
        var graph = Import(GraphDef.Parser.ParseFrom(Golden.Bytes("model/graph.pb")));
        var expected = Golden.Text("model/nodes.txt").TrimEnd('\n').Split('\n');
        Assert.Equal(expected.Length, graph.get_operations().Count);
        foreach (var (line, op) in expected.Zip(graph.get_operations()))
            Assert.Equal(
                line.Split('\t')[3],
                string.Join(";", op.outputs.Select(t => t.dtype.as_numpy_name() + t.shape))
            );
    }

    [Fact]
    public void NodesMayComeInAnyOrder()
    {
        var def = GraphDef.Parser.ParseFrom(Golden.Bytes("model/graph.pb"));
        var reversed = def.Clone();
        reversed.Node.Clear();
        reversed.Node.AddRange(def.Node.Reverse());
        var graph = Import(reversed);
        Assert.Equal(reversed, graph.as_graph_def());
        var expected = Import(def);
        foreach (var op in expected.get_operations())
            Assert.Equal(
                op.outputs.Select(o => o.shape),
                graph.get_operation_by_name(op.name).outputs.Select(o => o.shape)
            );
    }

    [Fact]
    public void NamesInputsAndColocationGetThePrefix()
    {
        var def = TextFormat.Parse<GraphDef>(
            """
            node { name: "b" op: "Neg" input: "a" input: "^a" attr { key: "T" value { type: DT_FLOAT } }
                   attr { key: "_class" value { list { s: "loc:@a" } } } device: "/cpu:0" }
            node { name: "a" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }
            """
        );
        var graph = tf.Graph();
        using var scope = graph.as_default();
        var elements = tf.import_graph_def(def, return_elements: ["b:0", "a"])!;
        Assert.Equal("import/b:0", elements[0].name);
        Assert.Equal("import/a", elements[1].name);
        var b = elements[0].op.node_def;
        Assert.Equal(["import/a", "^import/a"], b.Input);
        Assert.Equal("loc:@import/a", b.Attr["_class"].List.S.Single().ToStringUtf8());
        Assert.Equal("/cpu:0", b.Device);
        Assert.True(elements[1].op.node_def.Attr["shape"].Shape.UnknownRank);
        tf.import_graph_def(def);
        Assert.Equal("Neg", graph.get_operation_by_name("import_1/b").type);
        Assert.Null(tf.import_graph_def(def, name: "deep/below"));
        Assert.Equal("Neg", graph.get_operation_by_name("deep/below/b").type);
    }

    [Fact]
    public void MappedInputsLeadToTheGraphsOwnTensors()
    {
        var def = TextFormat.Parse<GraphDef>(
            """
            node { name: "a" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }
            node { name: "s" op: "Sub" input: "a" input: "gone:1" attr { key: "T" value { type: DT_FLOAT } } }
            """
        );
        using var scope = tf.Graph().as_default();
        var (x, y) = (tf.constant(5f), tf.constant(3f));
        var map = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["a"] = x, ["gone:1"] = y };
        var difference = (Tensor)tf.import_graph_def(def, map, ["s:0"], "")![0];
        using var session = tf.Session();
        Assert.Equal(2f, (float)session.run(difference));
        map["unknown"] = x;
        var error = Assert.Throws<ValueError>(() => tf.import_graph_def(def, map));
        Assert.Equal("Attempted to map inputs that were not found in graph_def: [unknown:0]", error.Message);
    }

    [Fact]
    public void FunctionsAndVersionsAreKept()
    {
        var def = TextFormat.Parse<GraphDef>(
            """
            node { name: "call" op: "Twice" attr { key: "T" value { type: DT_INT32 } } input: "one" }
            node { name: "one" op: "Const" attr { key: "dtype" value { type: DT_INT32 } }
                   attr { key: "value" value { tensor { dtype: DT_INT32 tensor_shape { } int_val: 1 } } } }
            library { function { signature {
                name: "Twice" input_arg { name: "x" type_attr: "T" } output_arg { name: "y" type_attr: "T" }
                attr { name: "T" type: "type" } } } }
            versions { producer: 1000 min_consumer: 12 }
            """
        );
        var graph = Import(def);
        Assert.Equal(def, graph.as_graph_def());
        using var session = tf.Session(graph);
        var error = Assert.Throws<UnimplementedError>(() => session.run("call:0"));
        Assert.Contains("Twice", error.Message, StringComparison.Ordinal);
    }

    private static Graph Import(GraphDef def)
    {
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(def, name: "");
        return graph;
    }
}

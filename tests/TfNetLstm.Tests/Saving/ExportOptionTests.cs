using Tensorflow;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>What of a graph goes into files, and what comes back.</summary>
public class ExportOptionTests
{
    [Fact]
    public void PartOfAGraphIsTakenOutAndPutElsewhere()
    {
        MetaGraphDef def;
        using (tf.Graph().as_default())
        {
            var x = tf.placeholder(tf.float32, 2, "x");
            using (tf.name_scope("layer"))
                tf.identity(x * tf.Variable(new[] { 2f, 3f }, name: "w"), "y");
            def = tf.train.export_meta_graph(export_scope: "layer");
        }
        Assert.DoesNotContain(def.GraphDef.Node, n => n.Name.StartsWith("layer", StringComparison.Ordinal));
        Assert.Equal("$unbound_inputs_x", def.CollectionDef["unbound_inputs"].BytesList.Value.Single().ToStringUtf8());
        using var scope = tf.Graph().as_default();
        var error = Assert.Throws<ValueError>(() => tf.train.import_meta_graph(def));
        Assert.Equal(
            "Graph contains unbound inputs: $unbound_inputs_x. Must provide these inputs through input_map.",
            error.Message
        );
        var own = tf.constant(new[] { 5f, 7f }, name: "own");
        tf.train.import_meta_graph(
            def,
            import_scope: "there",
            input_map: new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["$unbound_inputs_x"] = own }
        );
        using var session = tf.Session();
        session.run(tf.global_variables()[0].initializer);
        var y = tf.get_default_graph().get_tensor_by_name("there/y:0");
        Assert.Equal([10f, 21f], session.run(y).ToArray<float>());
        Assert.Equal("there/w:0", tf.global_variables()[0].name);
    }

    [Fact]
    public void SaversDevicesAndDefaultsMayStayOut()
    {
        using var scope = tf.Graph().as_default();
        tf.Variable(1f, name: "v");
        tf.train.Saver();
        var saver = tf.train.Saver();
        var whole = saver.export_meta_graph();
        Assert.Contains(whole.GraphDef.Node, n => n.Name == "save/SaveV2");
        Assert.Contains(whole.GraphDef.Node, n => n.Device.Length > 0);
        var bare = saver.export_meta_graph(
            clear_devices: true,
            clear_extraneous_savers: true,
            strip_default_attrs: true
        );
        Assert.DoesNotContain(bare.GraphDef.Node, n => n.Name.StartsWith("save/", StringComparison.Ordinal));
        Assert.Contains(bare.GraphDef.Node, n => n.Name == "save_1/SaveV2");
        Assert.DoesNotContain(bare.GraphDef.Node, n => n.Device.Length > 0);
        Assert.True(bare.MetaInfoDef.StrippedDefaultAttrs);
        Assert.False(bare.GraphDef.Node.Single(n => n.Name == "v").Attr.ContainsKey("container"));
        // What is left out comes back as the default.
        using var other = tf.Graph().as_default();
        tf.train.import_meta_graph(bare);
        Assert.Equal("", tf.get_default_graph().get_operation_by_name("v").node_def.Attr["container"].S.ToStringUtf8());
    }

    [Fact]
    public void CollectionsOfEveryKindComeBack()
    {
        using var folder = new TemporaryFolder();
        using (tf.Graph().as_default())
        {
            var x = tf.placeholder(tf.float32, name: "x");
            tf.add_to_collection("tensors", x);
            tf.add_to_collection("ops", x.op);
            tf.add_to_collection("numbers", 7);
            tf.add_to_collection("reals", 0.5f);
            tf.add_to_collection("texts", "naïve");
            tf.add_to_collection("what", new object());
            var step = tf.train.get_or_create_global_step();
            tf.add_to_collection("mine", step);
            var warnings = new List<string>();
            tf.logging.on_warning = warnings.Add;
            try
            {
                tf.train.export_meta_graph(folder["m.pbtxt"], as_text: true);
            }
            finally
            {
                tf.logging.on_warning = null;
            }
            Assert.Contains(
                warnings,
                w => w.StartsWith("Error encountered when serializing what.", StringComparison.Ordinal)
            );
        }
        using var scope = tf.Graph().as_default();
        tf.train.import_meta_graph(folder["m.pbtxt"]);
        Assert.Equal("x:0", tf.get_collection<Tensor>("tensors").Single().name);
        Assert.Equal("x", tf.get_collection<Operation>("ops").Single().name);
        Assert.Equal(7L, tf.get_collection<long>("numbers").Single());
        Assert.Equal(0.5f, tf.get_collection<float>("reals").Single());
        Assert.Equal("naïve", tf.get_collection<Google.Protobuf.ByteString>("texts").Single().ToStringUtf8());
        Assert.Equal("global_step:0", tf.get_collection<Tensor>("mine").Single().name);
        Assert.Same(tf.global_variables()[0], tf.get_collection<RefVariable>(GraphKeys.GLOBAL_STEP).Single());
        Assert.Same(tf.global_variables()[0], tf.train.get_global_step());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AGraphIsWritten(bool asText)
    {
        using var folder = new TemporaryFolder();
        var graph = tf.Graph();
        using (graph.as_default())
            _ = new MnistLstm(seed: 1);
        var path = tf.train.write_graph(graph, folder["new/deep"], "graph.pb", asText);
        Assert.Equal(Golden.Bytes(asText ? "model/graph.pbtxt" : "model/graph.pb"), File.ReadAllBytes(path));
    }

    [Fact]
    public void ShapesThatContradictTheGraphAreRefused()
    {
        using var scope = tf.Graph().as_default();
        var def = TextFormat.Parse<GraphDef>(
            """
            node {
              name: "x" op: "Placeholder"
              attr { key: "dtype" value { type: DT_FLOAT } }
              attr { key: "shape" value { shape { dim { size: 2 } } } }
              attr { key: "_output_shapes" value { list { shape { dim { size: 3 } } } } }
            }
            """
        );
        var error = Assert.Throws<ValueError>(() => tf.import_graph_def(def, name: ""));
        Assert.StartsWith(
            "Node 'x' has an _output_shapes attribute inconsistent",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(tf.get_default_graph().get_operations());
    }

    [Fact]
    public void IdentitiesAndChecksAreTrainingNodes()
    {
        GraphDef def;
        using (tf.Graph().as_default())
        {
            var x = tf.placeholder(tf.float32, 2, "x");
            var y = tf.identity(tf.check_numerics(tf.identity(x, "a"), "bad"), "b");
            tf.identity(tf.negative(y, "neg"), "kept");
            def = tf.get_default_graph().as_graph_def();
        }
        var names = tf.graph_util.remove_training_nodes(def, ["kept"]).Node.Select(n => n.Name).ToArray();
        Assert.Equal(["x", "neg", "kept"], names);
        var part = tf.graph_util.extract_sub_graph(def, ["b"]);
        Assert.Equal(["x", "a", "CheckNumerics", "b"], part.Node.Select(n => n.Name).ToArray());
        Assert.Equal(
            "nope is not in graph",
            Assert.Throws<AssertionError>(() => tf.graph_util.extract_sub_graph(def, ["nope"])).Message
        );
    }
}

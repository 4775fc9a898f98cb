using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>SavedModels and frozen graphs beside those that TensorFlow wrote.</summary>
public class SavedModelTests
{
    // The float32 logits of another order of summation; they are of size 1 to 10.
    private const float Tolerance = 1e-5f;

    [Fact]
    public void TheGoldenModelGivesTheGoldenLogitsThroughItsSignature()
    {
        using var scope = tf.Graph().as_default();
        using var session = tf.Session();
        var def = tf.saved_model.loader.load(
            session,
            [tf.saved_model.tag_constants.SERVING],
            Golden.PathOf("files/saved_model")
        );
        AssertLogits(session, def);
    }

    [Fact]
    public void OurModelIsPythonsByteForByteButForWhoWroteIt()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = tf.Session();
        var path = folder["model"];
        var model = Export(session, path, asText: false);
        var expected = SavedModel.Parser.ParseFrom(Golden.Bytes("files/saved_model/saved_model.pb"));
        var actual = SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(path, "saved_model.pb")));
        MetaGraphTests.AssertSame(expected.MetaGraphs[0], actual.MetaGraphs[0]);
        actual.MetaGraphs[0].MetaInfoDef.TensorflowGitVersion = expected.MetaGraphs[0].MetaInfoDef.TensorflowGitVersion;
        Assert.Equal(expected, actual);
        Assert.Equal(Golden.Bytes("files/saved_model/saved_model.pb"), actual.ToByteArray());
        foreach (var file in (string[])["variables.index", "variables.data-00000-of-00001"])
            Assert.Equal(
                Golden.Bytes("files/saved_model/variables/" + file),
                File.ReadAllBytes(Path.Combine(path, "variables", file))
            );
        Assert.Equal(
            ["variables.data-00000-of-00001", "variables.index"],
            Directory
                .EnumerateFileSystemEntries(Path.Combine(path, "variables"))
                .Select(f => Path.GetFileName(f)!)
                .Order(StringComparer.Ordinal)
                .ToArray()
        );
        Assert.NotNull(model.pred);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OurModelIsReadAgain(bool asText)
    {
        using var folder = new TemporaryFolder();
        var path = folder["model"];
        using (tf.Graph().as_default())
        using (var session = tf.Session())
            Export(session, path, asText);
        Assert.True(tf.saved_model.contains_saved_model(path));
        using var scope = tf.Graph().as_default();
        using var other = tf.Session();
        AssertLogits(other, tf.saved_model.load(other, ["serve"], path));
    }

    [Fact]
    public void AScopeGoesBeforeAllNames()
    {
        using var scope = tf.Graph().as_default();
        using var session = tf.Session();
        var def = tf.saved_model.load(session, ["serve"], Golden.PathOf("files/saved_model"), import_scope: "model");
        AssertLogits(session, def, "model/");
        Assert.All(tf.global_variables(), v => Assert.StartsWith("model/", v.name, StringComparison.Ordinal));
    }

    [Fact]
    public void TheFrozenGraphIsPythonsByteForByte()
    {
        using var scope = tf.Graph().as_default();
        var (model, saver) = GoldenProgram.Build();
        using var session = tf.Session();
        saver.restore(session, GoldenProgram.Checkpoint);
        var frozen = tf.graph_util.convert_variables_to_constants(
            session,
            tf.get_default_graph().as_graph_def(),
            [model.pred.op.name]
        );
        var expected = GraphDef.Parser.ParseFrom(Golden.Bytes("files/frozen.pb"));
        Training.GraphComparison.AssertSame(expected, frozen);
        Assert.Equal(Golden.Bytes("files/frozen.pb"), frozen.ToByteArray());
    }

    [Fact]
    public void OurFrozenGraphGivesTheGoldenLogits()
    {
        GraphDef frozen;
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            var (model, saver) = GoldenProgram.Build();
            saver.restore(session, GoldenProgram.Checkpoint);
            frozen = tf.graph_util.remove_training_nodes(
                tf.graph_util.convert_variables_to_constants(
                    session,
                    tf.get_default_graph().as_graph_def(),
                    [model.pred.op.name]
                )
            );
        }
        Assert.DoesNotContain(frozen.Node, n => n.Op is "VariableV2");
        using var scope = tf.Graph().as_default();
        tf.import_graph_def(frozen, name: "");
        using var other = tf.Session();
        AssertLogits(other, "Placeholder:0", "Placeholder_1:0", "add_1:0");
    }

    private static MnistLstm Export(Session session, string path, bool asText)
    {
        var (model, saver) = GoldenProgram.Build();
        saver.restore(session, GoldenProgram.Checkpoint);
        var info = tf.saved_model.utils;
        var signature = tf.saved_model.build_signature_def(
            new Dictionary<string, TensorInfo>(StringComparer.Ordinal)
            {
                ["x"] = info.build_tensor_info(model.x),
                ["istate"] = info.build_tensor_info(model.istate),
            },
            new Dictionary<string, TensorInfo>(StringComparer.Ordinal)
            {
                ["pred"] = info.build_tensor_info(model.pred),
            },
            tf.saved_model.signature_constants.PREDICT_METHOD_NAME
        );
        var builder = tf.saved_model.Builder(path);
        builder.add_meta_graph_and_variables(
            session,
            ["serve"],
            new Dictionary<string, SignatureDef>(StringComparer.Ordinal) { ["serving_default"] = signature }
        );
        builder.save(asText);
        return model;
    }

    private static void AssertLogits(Session session, MetaGraphDef def, string scope = "")
    {
        var signature = def.SignatureDef["serving_default"];
        AssertLogits(
            session,
            scope + signature.Inputs["x"].Name,
            scope + signature.Inputs["istate"].Name,
            scope + signature.Outputs["pred"].Name
        );
    }

    private static void AssertLogits(Session session, string x, string istate, string pred)
    {
        var golden = Golden.Npz("files/inference.npz");
        var graph = session.graph;
        var actual = session
            .run(
                graph.get_tensor_by_name(pred),
                (graph.get_tensor_by_name(x), Array(golden["x"])),
                (graph.get_tensor_by_name(istate), Array(golden["istate"]))
            )
            .ToArray<float>();
        var expected = golden["pred"].Floats;
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= Tolerance, $"element {i}: {actual[i]}, not {expected[i]}");
    }

    private static NumSharp.NDArray Array(NpyArray array) => new NumSharp.NDArray(array.Data).reshape(array.Shape);
}

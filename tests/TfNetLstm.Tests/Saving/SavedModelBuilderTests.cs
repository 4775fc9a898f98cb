using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>What a SavedModel has beside graph and variables: files, a node to run, several graphs, signatures.</summary>
public class SavedModelBuilderTests
{
    [Fact]
    public void FilesComeAlongAndTheMainOpFindsThem()
    {
        using var folder = new TemporaryFolder();
        var words = folder.Write("words.txt", "a b c"u8.ToArray());
        var path = folder["model"];
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            var file = tf.constant(words, name: "file");
            var name = tf.Variable("", trainable: false, name: "name");
            session.run(tf.global_variables_initializer());
            var builder = tf.saved_model.builder.SavedModelBuilder(path);
            builder.add_meta_graph_and_variables(
                session,
                ["serve"],
                assets_collection: [file],
                main_op: name.assign(file).op
            );
            builder.save();
        }
        File.Delete(words);
        Assert.Equal("a b c", File.ReadAllText(Path.Combine(path, "assets", "words.txt")));
        using var scope = tf.Graph().as_default();
        using var other = tf.Session();
        var def = tf.saved_model.load(other, ["serve"], path);
        Assert.Equal(Path.Combine(path, "assets", "words.txt"), Text(other, tf.global_variables()[0]));
        var any = def.CollectionDef["saved_model_assets"].AnyList.Value[0].Unpack<AssetFileDef>();
        Assert.Equal(("words.txt", "file:0"), (any.Filename, any.TensorInfo.Name));
        Assert.Equal("Assign", tf.get_collection<Operation>("saved_model_main_op").Single().type);
    }

    [Fact]
    public void AFileOutsideOfTheModelIsRefused()
    {
        using var folder = new TemporaryFolder();
        var path = folder["model"];
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            var file = tf.constant(folder.Write("f", [1]), name: "file");
            var builder = tf.saved_model.Builder(path);
            builder.add_meta_graph_and_variables(
                session,
                ["serve"],
                assets_collection: [file],
                main_op: tf.group([file.op], "main")
            );
            builder.save();
        }
        var model = SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(path, "saved_model.pb")));
        var any = model.MetaGraphs[0].CollectionDef["saved_model_assets"].AnyList.Value;
        any[0] = Google.Protobuf.WellKnownTypes.Any.Pack(
            new AssetFileDef
            {
                Filename = "../f",
                TensorInfo = new() { Name = "file:0" },
            }
        );
        File.WriteAllBytes(Path.Combine(path, "saved_model.pb"), Google.Protobuf.MessageExtensions.ToByteArray(model));
        using var scope = tf.Graph().as_default();
        using var other = tf.Session();
        Assert.Throws<ValueError>(() => tf.saved_model.load(other, ["serve"], path));
    }

    [Fact]
    public void SeveralGraphsShareTheVariables()
    {
        using var folder = new TemporaryFolder();
        var path = folder["model"];
        var builder = tf.saved_model.Builder(path);
        Assert.Throws<AssertionError>(() => builder.add_meta_graph(["serve"]));
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            tf.Variable(3f, name: "v");
            session.run(tf.global_variables_initializer());
            builder.add_meta_graph_and_variables(session, ["train"]);
            Assert.Throws<AssertionError>(() => builder.add_meta_graph_and_variables(session, ["train"]));
        }
        using (tf.Graph().as_default())
        {
            tf.identity(tf.Variable(0f, name: "v"), name: "answer");
            builder.add_meta_graph(["serve", "gpu"]);
        }
        builder.save();
        using var scope = tf.Graph().as_default();
        using var other = tf.Session();
        tf.saved_model.load(other, ["gpu", "serve"], path);
        Assert.Equal(3f, other.run(tf.get_default_graph().get_tensor_by_name("answer:0")).GetAtIndex<float>(0));
        Assert.Throws<RuntimeError>(() => tf.saved_model.load(other, ["serve"], path));
    }

    [Fact]
    public void SimpleSaveHasAPredictSignature()
    {
        using var folder = new TemporaryFolder();
        var path = folder["model"];
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            var x = tf.placeholder(tf.float32, (-1, 2), "x");
            var y = tf.matmul(
                x,
                tf.Variable(
                    new float[2, 1]
                    {
                        { 2f },
                        { 3f },
                    }
                )
            );
            session.run(tf.global_variables_initializer());
            tf.saved_model.simple_save(session, path, Named("in", x), Named("out", y));
        }
        using var scope = tf.Graph().as_default();
        using var other = tf.Session();
        var signature = tf.saved_model.load(other, ["serve"], path).SignatureDef["serving_default"];
        Assert.True(tf.saved_model.signature_def_utils.is_valid_signature(signature));
        Assert.Equal("tensorflow/serving/predict", signature.MethodName);
        var utils = tf.saved_model.utils;
        var fed = utils.get_tensor_from_tensor_info(signature.Inputs["in"]);
        Assert.Equal(
            (-1L, 2L),
            (signature.Inputs["in"].TensorShape.Dim[0].Size, signature.Inputs["in"].TensorShape.Dim[1].Size)
        );
        var result = other.run(
            utils.get_tensor_from_tensor_info(signature.Outputs["out"]),
            (
                fed,
                new[,]
                {
                    { 1f, 10f },
                }
            )
        );
        Assert.Equal(32f, result.GetAtIndex<float>(0));
    }

    [Fact]
    public void SignaturesAreChecked()
    {
        using var scope = tf.Graph().as_default();
        var (text, number) = (tf.placeholder(tf.@string, 1), tf.placeholder(tf.float32, 1));
        var utils = tf.saved_model.signature_def_utils;
        var classify = utils.classification_signature_def(text, text, number);
        Assert.True(utils.is_valid_signature(classify));
        Assert.Equal(["classes", "scores"], classify.Outputs.Keys.ToArray());
        Assert.True(utils.is_valid_signature(utils.regression_signature_def(text, number)));
        Assert.False(utils.is_valid_signature(utils.build_signature_def()));
        Assert.Throws<ValueError>(() => utils.regression_signature_def(number, number));
        Assert.Throws<ValueError>(() => utils.regression_signature_def(text, text));
        Assert.Throws<ValueError>(() => utils.classification_signature_def(text, null, null));
        Assert.Throws<ValueError>(() => utils.classification_signature_def(text, number, null));
        Assert.Throws<ValueError>(() =>
            utils.predict_signature_def(Named("x", text), new Dictionary<string, Tensor>(StringComparer.Ordinal))
        );
        using var folder = new TemporaryFolder();
        using var session = tf.Session();
        var broken = utils.build_signature_def(
            new Dictionary<string, TensorInfo>(StringComparer.Ordinal) { ["x"] = new() { Name = "x:0" } }
        );
        var error = Assert.Throws<AssertionError>(() =>
            tf
                .saved_model.Builder(folder["m"])
                .add_meta_graph_and_variables(
                    session,
                    ["serve"],
                    new Dictionary<string, SignatureDef>(StringComparer.Ordinal) { ["s"] = broken }
                )
        );
        Assert.Contains("must have the dtype field set", error.Message, StringComparison.Ordinal);
    }

    private static string Text(Session session, RefVariable variable) =>
        NumSharp.NDArray.AsStringArray(session.run(variable)!)[0];

    private static Dictionary<string, Tensor> Named(string name, Tensor tensor) =>
        new(StringComparer.Ordinal) { [name] = tensor };
}

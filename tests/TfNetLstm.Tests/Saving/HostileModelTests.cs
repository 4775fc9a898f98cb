using Google.Protobuf;
using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using TfNetLstm.Tests.Formats;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>SavedModels whose parts name what is not there: one named error each, quickly, in little memory.</summary>
public class HostileModelTests
{
    private static readonly Dictionary<string, Action<MetaGraphDef>> Changes = new(StringComparer.Ordinal)
    {
        ["an initial op that is not there"] = meta =>
            meta.CollectionDef["saved_model_main_op"] = new() { NodeList = new() { Value = { "nothing" } } },
        ["a legacy initial op that is not there"] = meta =>
            meta.CollectionDef["legacy_init_op"] = new() { NodeList = new() { Value = { "nothing" } } },
        ["two initial ops"] = meta =>
            meta.CollectionDef["saved_model_main_op"] = new() { NodeList = new() { Value = { "init", "init" } } },
        ["an initial op that is a signature"] = meta =>
            meta.SignatureDef["__saved_model_init_op"] = new()
            {
                Outputs = { ["__saved_model_init_op"] = new() { Name = "nothing" } },
            },
        ["a variable that is not there"] = meta =>
            meta.CollectionDef["variables"].BytesList.Value[0] = new VariableDef
            {
                VariableName = "nothing:0",
                InitializerName = "nothing/Assign",
                SnapshotName = "nothing/read:0",
            }.ToByteString(),
        ["a variable that is no message"] = meta =>
            meta.CollectionDef["variables"].BytesList.Value[0] = ByteString.CopyFrom(0xff, 0xff),
        ["a saver whose nodes are not there"] = meta => meta.SaverDef.RestoreOpName = "nothing",
        ["a saver without a file name"] = meta => meta.SaverDef.FilenameTensorName = "nothing:0",
        ["no graph"] = meta => meta.GraphDef = null,
        ["an asset for a tensor that is not there"] = meta =>
        {
            var op = meta.GraphDef.Node.First(node => node.Op == "NoOp").Name;
            meta.CollectionDef["saved_model_main_op"] = new() { NodeList = new() { Value = { op } } };
            meta.AssetFileDef.Add(
                new AssetFileDef
                {
                    Filename = "words.txt",
                    TensorInfo = new() { Name = "nothing:0" },
                }
            );
        },
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AHostileModelIsOneNamedError(string name)
    {
        using var folder = new TemporaryFolder();
        var model = SavedModel.Parser.ParseFrom(Golden.Bytes("files/saved_model/saved_model.pb"));
        Changes[name](model.MetaGraphs[0]);
        Directory.CreateDirectory(folder["variables"]);
        foreach (var file in (string[])["variables.index", "variables.data-00000-of-00001"])
            File.Copy(Golden.PathOf("files/saved_model/variables/" + file), folder["variables/" + file]);
        var bytes = model.ToByteArray();
        File.WriteAllBytes(folder["saved_model.pb"], bytes);
        Refusal.Of<TensorflowException>(
            () => Load(Path.GetDirectoryName(folder["saved_model.pb"])!),
            32 * bytes.Length
        );
    }

    [Fact]
    public void AModelWithoutItsTagsIsNamed()
    {
        using var scope = tf.Graph().as_default();
        using var session = tf.Session();
        var error = Assert.ThrowsAny<TensorflowException>(() =>
            tf.saved_model.loader.load(session, ["gpu"], Golden.PathOf("files/saved_model"))
        );
        Assert.Contains("gpu", error.Message, StringComparison.Ordinal);
    }

    private static void Load(string path)
    {
        using var scope = tf.Graph().as_default();
        using var session = tf.Session();
        tf.saved_model.loader.load(session, [tf.saved_model.tag_constants.SERVING], path);
    }
}

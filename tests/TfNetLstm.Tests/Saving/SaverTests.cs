using Tensorflow;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>Checkpoints that TensorFlow wrote, and ours of the same tensors.</summary>
public class SaverTests
{
    private static readonly string[] _parts = [".index", ".data-00000-of-00001"];

    public static TheoryData<string> Names => new("", ".index", ".data-00000-of-00001", ".meta", "folder");

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGoldenCheckpointRestoresBitForBitByAnyOfItsNames(string ending)
    {
        using var scope = tf.Graph().as_default();
        var (_, saver) = GoldenProgram.Build();
        using var session = tf.Session();
        saver.restore(
            session,
            ending == "folder" ? Path.GetDirectoryName(GoldenProgram.Checkpoint)! : GoldenProgram.Checkpoint + ending
        );
        AssertGoldenValues(session);
    }

    [Fact]
    public void TheSameTensorsMakeTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var (_, saver) = GoldenProgram.Build();
        using var session = tf.Session();
        saver.restore(session, GoldenProgram.Checkpoint);
        var prefix = saver.save(session, folder["model.ckpt"], global_step: 10);
        Assert.Equal(folder["model.ckpt-10"], prefix);
        foreach (var part in _parts)
            Assert.Equal(File.ReadAllBytes(GoldenProgram.Checkpoint + part), File.ReadAllBytes(prefix + part));
        Assert.Equal([prefix!], saver.last_checkpoints);
        Assert.Equal(prefix, tf.train.latest_checkpoint(folder.Path));
    }

    [Fact]
    public void AnImportedGraphRestoresItsOwnCheckpointByItsOwnNodes()
    {
        using var scope = tf.Graph().as_default();
        var saver = tf.train.import_meta_graph(GoldenProgram.Checkpoint + ".meta");
        using var session = tf.Session();
        var nodes = tf.get_default_graph().get_operations().Count;
        saver!.restore(session, GoldenProgram.Checkpoint);
        Assert.Equal(nodes, tf.get_default_graph().get_operations().Count);
        AssertGoldenValues(session);
        Assert.Equal(6, tf.trainable_variables().Length);
        Assert.Equal("Adam", tf.get_collection<Operation>(GraphKeys.TRAIN_OP).Single().name);
    }

    [Fact]
    public void WhatIsImportedIsExportedAgain()
    {
        using var scope = tf.Graph().as_default();
        var saver = tf.train.import_meta_graph(GoldenProgram.Checkpoint + ".meta");
        MetaGraphTests.AssertSame(
            Tensorflow.Formats.Proto.MetaGraphDef.Parser.ParseFrom(Golden.Bytes("files/model.ckpt-10.meta")),
            saver!.export_meta_graph()
        );
    }

    [Fact]
    public void TheStateFileIsPythons()
    {
        using var folder = new TemporaryFolder();
        var state = tf.train.get_checkpoint_state(Golden.PathOf("files"));
        Assert.Equal(GoldenProgram.Checkpoint, state!.ModelCheckpointPath);
        var here = Path.GetRelativePath(Directory.GetCurrentDirectory(), folder.Path);
        tf.train.update_checkpoint_state(here, Path.Join(here, "model.ckpt-10"));
        Assert.Equal(Golden.Text("files/checkpoint"), File.ReadAllText(folder["checkpoint"]));
    }

    [Fact]
    public void AReaderKnowsNamesTypesShapesAndValues()
    {
        using var reader = tf.train.NewCheckpointReader(GoldenProgram.Checkpoint);
        var values = Golden.Npz("files/checkpoint_values.npz");
        var shapes = reader.get_variable_to_shape_map();
        Assert.Equal(values.Names.Order(StringComparer.Ordinal), shapes.Keys.Order(StringComparer.Ordinal));
        foreach (var name in values.Names)
        {
            Assert.Equal(values[name].Shape, shapes[name].Select(d => (int)d));
            Assert.Equal(TF_DataType.TF_FLOAT, reader.get_variable_to_dtype_map()[name]);
            Assert.Equal(values[name].Floats, reader.get_tensor(name).ToArray<float>());
        }
        Assert.False(reader.has_tensor("nope"));
        Assert.Throws<NotFoundError>(() => reader.get_tensor("nope"));
        Assert.Contains("\nbeta1_power (DT_FLOAT) []\n", reader.debug_string(), StringComparison.Ordinal);
    }

    private static void AssertGoldenValues(Session session)
    {
        var values = Golden.Npz("files/checkpoint_values.npz");
        Assert.Equal(
            values.Names.Order(StringComparer.Ordinal),
            tf.global_variables().Select(v => v.Op.name).Order(StringComparer.Ordinal)
        );
        foreach (var variable in tf.global_variables())
            Assert.Equal(values[variable.Op.name].Floats, session.run(variable)!.ToArray<float>());
    }
}

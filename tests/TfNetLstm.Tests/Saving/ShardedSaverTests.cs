using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>Savers with a file for each device, variables in pieces, and values of every type.</summary>
public class ShardedSaverTests
{
    [Fact]
    public void DevicesSaveApartAndRestoreAsOne()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var graph = tf.get_default_graph();
        var a = tf.Variable(new[] { 1f, 2f }, name: "a");
        RefVariable b;
        using (graph.device("/job:ps/task:1/device:GPU:0"))
            b = tf.Variable(new[] { 3, 4, 5 }, name: "b");
        var saver = tf.train.Saver(sharded: true);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var prefix = saver.save(session, folder["m"])!;
        Assert.Equal(
            ["/device:CPU:0", "/job:ps/task:1/device:CPU:0"],
            graph.get_operations().Where(o => o.type == "SaveV2").Select(o => o.Device).ToArray()
        );
        Assert.True(saver.saver_def!.Sharded);
        Assert.Equal(["a", "b"], tf.train.list_variables(prefix).Select(v => v.name).ToArray());
        Assert.Empty(Directory.GetDirectories(folder.Path));
        using var other = tf.Session();
        saver.restore(other, prefix);
        Assert.Equal([1f, 2f], other.run(a)!.ToArray<float>());
        Assert.Equal([3, 4, 5], other.run(b)!.ToArray<int>());
    }

    [Fact]
    public void PiecesOfOneVariableAreOneTensor()
    {
        using var folder = new TemporaryFolder();
        MetaGraphDef def;
        using (tf.Graph().as_default())
        {
            tf.Variable(new float[2, 3], name: "v/part_0");
            tf.Variable(new float[1, 3], name: "v/part_1");
            def = tf.train.export_meta_graph();
        }
        SetSlices(def.CollectionDef[GraphKeys.GLOBAL_VARIABLES]);
        SetSlices(def.CollectionDef[GraphKeys.TRAINABLE_VARIABLES]);
        using var scope = tf.Graph().as_default();
        var saver = tf.train.import_meta_graph(def)!;
        var (first, second) = (tf.global_variables()[0], tf.global_variables()[1]);
        using var session = tf.Session();
        session.run(
            first
                .assign(
                    new[,]
                    {
                        { 1f, 2f, 3f },
                        { 4f, 5f, 6f },
                    }
                )
                .op
        );
        session.run(
            second
                .assign(
                    new[,]
                    {
                        { 7f, 8f, 9f },
                    }
                )
                .op
        );
        var prefix = saver.save(session, folder["m"])!;
        Assert.Equal(
            [("v", "3,3")],
            tf.train.list_variables(prefix).Select(v => (v.name, string.Join(',', v.shape))).ToArray()
        );
        Assert.Equal(
            Enumerable.Range(1, 9).Select(i => (float)i).ToArray(),
            tf.train.load_variable(prefix, "v").ToArray<float>()
        );
        using var other = tf.Session();
        saver.restore(other, prefix);
        Assert.Equal([7f, 8f, 9f], other.run(second)!.ToArray<float>());
        // A graph that has it in one piece restores it as well, and saves it so that the pieces restore it.
        using var whole = tf.Graph().as_default();
        var v = tf.Variable(new float[3, 3], name: "v");
        using var third = tf.Session();
        tf.train.Saver().restore(third, prefix);
        Assert.Equal(45f, third.run(v)!.ToArray<float>().Sum());
        var again = tf.train.Saver().save(third, folder["n"])!;
        using var fourth = tf.Session(first.graph);
        saver.restore(fourth, again);
        Assert.Equal([7f, 8f, 9f], fourth.run(second)!.ToArray<float>());
    }

    public static TheoryData<string> Types =>
        new("float", "double", "int", "long", "bool", "byte", "sbyte", "short", "ushort", "uint", "ulong", "string");

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryTypeComesBack(string type)
    {
        object value = type switch
        {
            "float" => new[] { 1.5f, float.NaN, -0f },
            "double" => new[] { Math.PI, double.NegativeInfinity },
            "int" => new[] { int.MinValue, 7 },
            "long" => new[] { long.MaxValue, -7 },
            "bool" => new[] { true, false, true },
            "byte" => new byte[] { 0, 255 },
            "sbyte" => new sbyte[] { -128, 127 },
            "short" => new short[] { -32768, 5 },
            "ushort" => new ushort[] { 65535, 5 },
            "uint" => new uint[] { uint.MaxValue, 5 },
            "ulong" => new ulong[] { ulong.MaxValue, 5 },
            _ => new[] { "", "naïve", "line\nfeed" },
        };
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var variable = tf.Variable(value, name: "v");
        var saver = tf.train.Saver();
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var prefix = saver.save(session, folder["m"])!;
        using var other = tf.Session();
        saver.restore(other, prefix);
        var expected = string.Join('|', ((Array)value).Cast<object>());
        Assert.Equal(expected, Elements(session.run(variable)!));
        Assert.Equal(expected, Elements(other.run(variable)!));
        using var reader = tf.train.NewCheckpointReader(prefix);
        Assert.Equal(expected, Elements(reader.get_tensor("v")));
    }

    [Fact]
    public void OtherNamesThanTheVariables()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var (a, b) = (tf.Variable(1f, name: "a"), tf.Variable(2f, name: "b"));
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var names = new Dictionary<string, IVariableV1>(StringComparer.Ordinal) { ["x"] = a, ["w/y"] = b };
        var prefix = tf.train.Saver(names).save(session, folder["m"])!;
        Assert.Equal(["w/y", "x"], tf.train.list_variables(prefix).Select(v => v.name).ToArray());
        Assert.Equal(2f, tf.train.load_variable(prefix, "w/y").GetAtIndex<float>(0));
        // One of them alone.
        session.run(a.assign(9f).op);
        session.run(b.assign(9f).op);
        tf.train.Saver(new Dictionary<string, IVariableV1>(StringComparer.Ordinal) { ["x"] = a })
            .restore(session, prefix);
        Assert.Equal((1f, 9f), (session.run(a)!.GetAtIndex<float>(0), session.run(b)!.GetAtIndex<float>(0)));
    }

    private static string Elements(NDArray array) =>
        array.dtype == typeof(char)
            ? string.Join('|', NDArray.AsStringArray(array))
            : string.Join('|', Enumerable.Range(0, (int)array.size).Select(i => array.GetAtIndex(i)));

    private static void SetSlices(CollectionDef collection)
    {
        var offset = 0;
        for (var i = 0; i < collection.BytesList.Value.Count; i++)
        {
            var variable = VariableDef.Parser.ParseFrom(collection.BytesList.Value[i]);
            var rows = 2 - i;
            variable.SaveSliceInfoDef = new() { FullName = "v" };
            variable.SaveSliceInfoDef.FullShape.AddRange([3, 3]);
            variable.SaveSliceInfoDef.VarOffset.AddRange([offset, 0]);
            variable.SaveSliceInfoDef.VarShape.AddRange([rows, 3]);
            offset += rows;
            collection.BytesList.Value[i] = Google.Protobuf.MessageExtensions.ToByteString(variable);
        }
    }
}

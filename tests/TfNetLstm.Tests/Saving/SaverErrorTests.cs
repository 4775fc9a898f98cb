using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>What a user of savers does wrong, and what the errors say.</summary>
public class SaverErrorTests
{
    [Fact]
    public void AMismatchListsThreeGroupsAndLeavesTheSessionAsItWas()
    {
        using var folder = new TemporaryFolder();
        string prefix;
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            tf.Variable(new float[2, 3], name: "same");
            tf.Variable(new float[4], name: "longer");
            tf.Variable(new float[1], name: "old");
            tf.Variable(1, name: "type");
            session.run(tf.global_variables_initializer());
            prefix = tf.train.Saver().save(session, folder["m"])!;
        }
        using var scope = tf.Graph().as_default();
        var same = tf.Variable(
            new[,]
            {
                { 7f, 7f, 7f },
                { 7f, 7f, 7f },
            },
            name: "same"
        );
        tf.Variable(new float[5], name: "longer");
        tf.Variable(1f, name: "type");
        var missing = tf.Variable(1f, name: "new");
        using var other = tf.Session();
        other.run(tf.global_variables_initializer());
        var error = Assert.Throws<NotFoundError>(() => tf.train.Saver().restore(other, prefix));
        Assert.StartsWith(
            "Restoring from checkpoint failed. This is most likely due to a Variable name or other graph key that is missing "
                + "from the checkpoint. Please ensure that you have not altered the graph expected based on the checkpoint. "
                + "Original error:\n\nKey new not found in checkpoint\n\t [[node save/RestoreV2]]",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "\nMissing in the checkpoint (1):\n  new\nUnexpected in the checkpoint (1):\n  old\n"
                + "Of another shape or type (2):\n  longer: (4,) in the checkpoint, (5,) in the graph\n"
                + "  type: int32 in the checkpoint, float32 in the graph",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("save/RestoreV2", error.op!.name);
        Assert.Equal(7f, other.run(same)!.ToArray<float>()[0]);
        Assert.NotNull(missing);
    }

    [Fact]
    public void AnotherShapeAloneIsTensorFlowsInvalidArgument()
    {
        using var folder = new TemporaryFolder();
        string prefix;
        using (tf.Graph().as_default())
        using (var session = tf.Session())
        {
            tf.Variable(new float[2, 3], name: "v");
            session.run(tf.global_variables_initializer());
            prefix = tf.train.Saver().save(session, folder["m"])!;
        }
        using var scope = tf.Graph().as_default();
        tf.Variable(new float[3, 2], name: "v");
        using var other = tf.Session();
        var error = Assert.Throws<InvalidArgumentError>(() => tf.train.Saver().restore(other, prefix));
        Assert.Contains(
            "most likely due to a mismatch between the current graph and the graph from the checkpoint",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Assign requires shapes of both tensors to match. lhs shape= [3,2] rhs shape= [2,3]\n\t [[node save/Assign]]",
            error.Message,
            StringComparison.Ordinal
        );
        // With reshape it is no error.
        tf.train.Saver(reshape: true).restore(other, prefix);
    }

    [Fact]
    public void TheFolderOfTheFolderMustBeThere()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized();
        var saver = tf.train.Saver();
        var path = folder["no/such/m"];
        var error = Assert.Throws<ValueError>(() => saver.save(session, path));
        Assert.Equal($"Parent directory of {path} doesn't exist, can't save.", error.Message);
        Assert.Equal(folder["one/m"], saver.save(session, folder["one/m"]));
    }

    [Fact]
    public void NamesMustNotCollide()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized();
        var saver = tf.train.Saver();
        Assert.Equal(
            "'latest_filename' must not contain path components",
            Assert.Throws<ValueError>(() => saver.save(session, folder["m"], latest_filename: "a/b")).Message
        );
        Assert.StartsWith(
            "'latest_filename' collides with 'save_path': 'checkpoint' and ",
            Assert.Throws<ValueError>(() => saver.save(session, folder["checkpoint"])).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void WhatHasNoValueCannotBeSaved()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        tf.Variable(1f, name: "v");
        using var session = tf.Session();
        var error = Assert.Throws<FailedPreconditionError>(() => tf.train.Saver().save(session, folder["m"]));
        Assert.StartsWith("Attempting to use uninitialized value v", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void SaversNeedVariables()
    {
        using var scope = tf.Graph().as_default();
        Assert.Equal("No variables to save", Assert.Throws<ValueError>(() => tf.train.Saver()).Message);
        using var session = tf.Session();
        var empty = tf.train.Saver(allow_empty: true);
        tf.no_op();
        using var folder = new TemporaryFolder();
        Assert.Null(empty.save(session, folder["m"], write_meta_graph: false));
        empty.restore(session, folder["m"]);
        var (a, b) = (tf.Variable(1f, name: "a"), tf.Variable(1f, name: "b"));
        Assert.Equal(
            "At least two variables have the same name: a",
            Assert.Throws<ValueError>(() => tf.train.Saver([a, a, b])).Message
        );
        Assert.Equal(
            "The same saveable will be restored with two names: y",
            Assert
                .Throws<ValueError>(() =>
                    tf.train.Saver(new Dictionary<string, IVariableV1>(StringComparer.Ordinal) { ["x"] = a, ["y"] = a })
                )
                .Message
        );
        Assert.Throws<ValueError>(() => tf.train.Saver([a], defer_build: true));
        Assert.Throws<RuntimeError>(() => tf.train.Saver(defer_build: true).save(session, folder["m"]));
        Assert.Throws<ValueError>(() => tf.train.Saver(saver_def: new SaverDef()));
    }

    [Theory]
    [InlineData(".index")]
    [InlineData(".data-00000-of-00001")]
    public void ADamagedCheckpointIsDataLoss(string part)
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized();
        var saver = tf.train.Saver();
        var prefix = saver.save(session, folder["m"])!;
        var bytes = File.ReadAllBytes(prefix + part);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(prefix + part, bytes);
        var error = Assert.ThrowsAny<OpError>(() => saver.restore(session, prefix));
        Assert.IsType<DataLossError>(error);
        Assert.Contains(prefix + part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatAreNotThereOrNotWhatTheyShouldBe()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        Assert.Throws<OSError>(() => tf.train.import_meta_graph(folder["m.meta"]));
        folder.Write("m.meta", [0xff, 0xff, 0xff]);
        Assert.Throws<OSError>(() => tf.train.import_meta_graph(folder["m.meta"]));
        folder.Write("m.meta", "graph_def { no_such_field: 1 }"u8.ToArray());
        Assert.Throws<OSError>(() => tf.train.import_meta_graph(folder["m.meta"]));
        Assert.Throws<ValueError>(() => tf.train.import_meta_graph(new MetaGraphDef()));
        Assert.Throws<NotFoundError>(() => tf.train.NewCheckpointReader(folder["m"]));
        Assert.Null(tf.train.latest_checkpoint(folder.Path));
        var warnings = new List<string>();
        folder.Write("checkpoint", "model_checkpoint_path"u8.ToArray());
        tf.logging.on_warning = warnings.Add;
        try
        {
            Assert.Null(tf.train.latest_checkpoint(folder.Path));
        }
        finally
        {
            tf.logging.on_warning = null;
        }
        Assert.Contains(warnings, w => w.Contains("Checkpoint ignored", StringComparison.Ordinal));
        using var session = tf.Session();
        Assert.Throws<OSError>(() => tf.saved_model.load(session, ["serve"], folder.Path));
        Assert.Throws<RuntimeError>(() => tf.saved_model.load(session, ["train"], Golden.PathOf("files/saved_model")));
        Assert.Throws<AssertionError>(() => tf.saved_model.Builder(folder.Path));
    }

    private static Session Initialized()
    {
        tf.Variable(new[] { 1f, 2f, 3f }, name: "v");
        var session = tf.Session();
        session.run(tf.global_variables_initializer());
        return session;
    }
}

using Tensorflow;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>Checkpoints whose files are the client's: the same bytes as those that a session writes itself.</summary>
public class ClientFilesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ValuesGoThereAndBack(bool sharded)
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        tf.Variable(new[] { 1f, 2f }, name: "a");
        tf.Variable(new[] { 3, 4, 5 }, name: "b");
        tf.Variable(7L, name: "c");
        tf.Variable(new[] { "one", "" }, name: "d");
        var saver = tf.train.Saver(sharded: sharded);
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        var own = saver.save(session, folder["own"])!;
        saver.files_at_client = true;
        var fetched = saver.save(session, folder["fetched"])!;
        foreach (var part in (string[])[".index", ".data-00000-of-00001"])
            Assert.Equal(File.ReadAllBytes(own + part), File.ReadAllBytes(fetched + part));
        using var other = tf.Session();
        saver.restore(other, own);
        saver.save(other, folder["again"]);
        Assert.Equal(
            File.ReadAllBytes(own + ".data-00000-of-00001"),
            File.ReadAllBytes(folder["again.data-00000-of-00001"])
        );
        // Shards are written into a folder of their own, which is made with all above it.
        if (!sharded)
            Assert.Throws<ValueError>(() => saver.save(other, folder["none/none/m"]));
    }
}

using Tensorflow;
using Tensorflow.Saving;
using TfNetLstm.Tests.Data;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>Which checkpoints stay, and what the state file says of them.</summary>
public class RotationTests
{
    [Fact]
    public void TheOldestGoWithAllTheirFiles()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var saver = SaverOf(maxToKeep: 2);
        using var session = Initialized();
        for (var step = 1; step <= 5; step++)
            saver.save(session, folder["m"], step);
        Assert.Equal([folder["m-4"], folder["m-5"]], saver.last_checkpoints);
        Assert.Equal(
            ["checkpoint", .. Files("m-4"), .. Files("m-5")],
            Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToArray()
        );
        var state = tf.train.get_checkpoint_state(folder.Path)!;
        Assert.Equal(folder["m-5"], state.ModelCheckpointPath);
        Assert.Equal(saver.last_checkpoints, state.AllModelCheckpointPaths.ToArray());
    }

    [Fact]
    public void OneStaysForGoodEverySoManyHours()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var clock = new Clock();
        var saver = SaverOf(maxToKeep: 1, keepEveryHours: 2, clock);
        using var session = Initialized();
        for (var hour = 0; hour <= 8; hour++)
        {
            saver.save(session, folder["m"], hour, write_meta_graph: false);
            clock.Now += TimeSpan.FromHours(1);
        }
        // As Python counts: what was saved after hour 2 is kept, then what was saved after hour 4, and so on.
        Assert.Equal(
            ["m-3", "m-5", "m-7", "m-8"],
            Directory
                .GetFiles(folder.Path, "*.index")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal)
                .ToArray()
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void AllStayWhereSoManyAreKept(int maxToKeep)
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var saver = SaverOf(maxToKeep);
        using var session = Initialized();
        for (var step = 1; step <= 7; step++)
            saver.save(session, folder["m"], step, write_meta_graph: false);
        Assert.Equal(7, Directory.GetFiles(folder.Path, "*.index").Length);
        Assert.Equal(
            maxToKeep == 0 ? [] : Enumerable.Range(1, 7).Select(s => folder[$"m-{s}"]).ToArray(),
            saver.last_checkpoints
        );
        Assert.Equal(folder["m-7"], tf.train.latest_checkpoint(folder.Path));
    }

    [Fact]
    public void AnotherSaverGoesOnWhereOneStopped()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized(out var variable);
        var first = tf.train.Saver(max_to_keep: 2);
        for (var step = 1; step <= 2; step++)
            first.save(session, folder["m"], step, write_meta_graph: false);
        File.Delete(folder["m-1.index"]);
        var second = tf.train.Saver(max_to_keep: 2);
        second.recover_last_checkpoints(tf.train.get_checkpoint_state(folder.Path)!.AllModelCheckpointPaths);
        Assert.Equal([folder["m-2"]], second.last_checkpoints);
        for (var step = 3; step <= 4; step++)
            second.save(session, folder["m"], step, write_meta_graph: false);
        Assert.False(tf.train.checkpoint_exists(folder["m-2"]));
        Assert.Equal([folder["m-3"], folder["m-4"]], second.last_checkpoints);
        Assert.NotNull(variable);
    }

    [Fact]
    public void OneNameTwiceIsOneCheckpoint()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized(out _);
        var saver = tf.train.Saver(max_to_keep: 1);
        foreach (var name in (string[])["a", "b", "a", "a"])
            saver.save(session, folder[name], write_meta_graph: false);
        Assert.Equal([folder["a"]], saver.last_checkpoints);
        Assert.True(tf.train.checkpoint_exists(folder["a"]));
        Assert.False(tf.train.checkpoint_exists(folder["b"]));
    }

    [Fact]
    public void StepsMayHaveEightDigitsAndPathsBeRelative()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        using var session = Initialized(out _);
        var saver = tf.train.Saver(pad_step_number: true, save_relative_paths: true);
        Assert.Equal(folder["m-00000012"], saver.save(session, folder["m"], 12, write_meta_graph: false));
        Assert.Equal(
            "model_checkpoint_path: \"m-00000012\"\nall_model_checkpoint_paths: \"m-00000012\"\n",
            File.ReadAllText(folder["checkpoint"])
        );
        Assert.Equal(folder["m-00000012"], tf.train.latest_checkpoint(folder.Path));
    }

    [Fact]
    public void TheStepMayBeAVariable()
    {
        using var folder = new TemporaryFolder();
        using var scope = tf.Graph().as_default();
        var step = tf.Variable(41L, trainable: false, name: "global_step");
        using var session = tf.Session();
        session.run(tf.global_variables_initializer());
        session.run(step.assign_add(1L));
        Assert.Equal(folder["m-42"], tf.train.Saver().save(session, folder["m"], step));
    }

    private static IEnumerable<string> Files(string prefix) =>
        [prefix + ".data-00000-of-00001", prefix + ".index", prefix + ".meta"];

    private static Saver SaverOf(int maxToKeep, float keepEveryHours = 10_000, TimeProvider? clock = null)
    {
        var variable = tf.Variable(1f, name: "v");
        return new(
            new() { MaxToKeep = maxToKeep, KeepCheckpointEveryNHours = keepEveryHours },
            Saveable.Of([variable]),
            clock
        );
    }

    private static Session Initialized(out RefVariable variable)
    {
        variable = tf.Variable(1f, name: "v");
        return Initialized();
    }

    private static Session Initialized()
    {
        var session = tf.Session();
        session.run(tf.global_variables_initializer());
        return session;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2016, 4, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

using Tensorflow;
using Tensorflow.Formats;
using TfNetLstm.Tests.Formats;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Saving;

/// <summary>Every call to the file system that a save makes fails once, or the process or the machine ends there.</summary>
public class SaverFaultTests
{
    private const float Old = 1f;
    private const float New = 2f;

    public static TheoryData<string, int> Ends =>
        new(from target in new[] { "same", "next" } from fault in Enum.GetValues<Fault>() select (target, (int)fault));

    /// <summary>
    /// However a save ends, the folder's newest checkpoint is whole: the old one or the new one, and with it the graph that
    /// belongs to it.
    /// </summary>
    /// <param name="target">Whether the new checkpoint has the old one's name.</param>
    /// <param name="fault">How the save ends.</param>
    [Theory]
    [MemberData(nameof(Ends))]
    public void TheOldOrTheNewCheckpointIsThereAndWhole(string target, int fault)
    {
        var calls = Save(new(), target).Calls;
        var (first, seen) = (FirstSave(target), new HashSet<float>());
        Assert.InRange(first, 10, calls - 10);
        for (var at = 0; at < calls; at++)
        {
            var files = Save(new() { FaultAt = at, Fault = (Fault)fault }, target);
            foreach (
                var left in (MemoryFileLayer[])
                    [files.AfterExit(), files.AfterPowerCut(), files.AfterPowerCutWithNames()]
            )
                if (left.FileExists("dir/checkpoint"))
                    seen.Add(Restored(left, at));
                else
                    Assert.True(at < first, $"call {at}: after the first save there is no checkpoint");
        }
        Assert.Equal([Old, New], seen.Order());
    }

    /// <summary>How many calls the first of the two saves makes.</summary>
    private static int FirstSave(string target)
    {
        var log = Save(new(), target).Log;
        return log.FindIndex(call => call.EndsWith(" dir/checkpoint", StringComparison.Ordinal)) + 2;
    }

    /// <summary>The value of the newest checkpoint, by the MetaGraph beside it.</summary>
    private static float Restored(MemoryFileLayer files, int at)
    {
        var state = CheckpointStateFile.Read("dir", files);
        Assert.True(state is not null, $"call {at}: no state");
        var newest = state.ModelCheckpointPath;
        Assert.True(CheckpointPath.Exists(newest, files), $"call {at}: the state names {newest}, which is not there");
        using var scope = tf.Graph().as_default();
        var meta = MessageFile.Read<Tensorflow.Formats.Proto.MetaGraphDef>(files, newest + ".meta");
        var saver = tf.train.import_meta_graph(meta)!;
        using var session = tf.Session();
        session.Files = files;
        saver.restore(session, newest);
        var value = session.run(tf.global_variables()[0])!.ToArray<float>();
        Assert.True(value.All(v => v == value[0]), $"call {at}: {value[0]}, {value[^1]}");
        return value[0];
    }

    /// <summary>Saves the old values, then, with the fault, the new ones.</summary>
    private static MemoryFileLayer Save(MemoryFileLayer files, string target)
    {
        using var scope = tf.Graph().as_default();
        var variable = tf.Variable(Enumerable.Repeat(Old, 300).ToArray(), name: "v");
        var change = variable.assign(Enumerable.Repeat(New, 300).ToArray()).op;
        using var session = tf.Session();
        session.Files = files;
        session.run(variable.initializer);
        var saver = tf.train.Saver(max_to_keep: 1);
        try
        {
            saver.save(session, "dir/m", 1);
            session.run(change);
            saver.save(session, "dir/m", target == "same" ? 1 : 2);
        }
        catch (Exception error) when (error is TensorflowException or ProcessEnded)
        {
            Assert.True(files.FaultAt >= 0, $"{error}");
        }
        return files;
    }
}

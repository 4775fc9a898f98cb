using Tensorflow.Formats;
using Tensorflow.Saving;

namespace Tensorflow;

/// <content>Which checkpoints are kept.</content>
public sealed partial class Saver
{
    private readonly List<(string Path, DateTimeOffset Time)> _last = [];
    private readonly List<(string Path, DateTimeOffset Time)> _tooMany = [];

    private TimeSpan Period => TimeSpan.FromHours(Math.Clamp(Def?.KeepCheckpointEveryNHours ?? 0, 0, 1e6));

    /// <summary>Takes these as the checkpoints that were written so far, oldest first, in place of what is known.</summary>
    public void set_last_checkpoints_with_time(
        IEnumerable<(string path, DateTimeOffset time)> last_checkpoints_with_time
    )
    {
        var known = last_checkpoints_with_time.Given().ToArray();
        _last.Clear();
        _last.AddRange(known);
    }

    /// <summary>
    /// Goes on with checkpoints that an earlier saver wrote, oldest first: those that are still there count as this one's, and
    /// are deleted in their turn.
    /// </summary>
    public void recover_last_checkpoints(IEnumerable<string> checkpoint_paths)
    {
        var paths = checkpoint_paths.Given().ToArray();
        paths.AllGiven(nameof(checkpoint_paths));
        var files = DiskFileLayer.Instance;
        set_last_checkpoints_with_time(
            paths
                .Where(path => CheckpointFiles.Exists(files, path))
                .Select(path => (path, new DateTimeOffset(File.GetLastWriteTimeUtc(CheckpointPath.IndexFile(path)))))
        );
    }

    /// <summary>The checkpoint is the newest one now; the oldest of too many waits to be deleted.</summary>
    private void Record(string path)
    {
        if (Def!.MaxToKeep <= 0)
            return;
        _last.RemoveAll(l => l.Path == path);
        _tooMany.RemoveAll(l => l.Path == path);
        _last.Add((path, Clock.GetUtcNow()));
        if (_last.Count <= Def.MaxToKeep)
            return;
        _tooMany.Add(_last[0]);
        _last.RemoveAt(0);
    }

    /// <summary>Deletes one checkpoint that is too many, unless its time has come to be kept for good.</summary>
    private void DeleteOld(IFileLayer files, string metaGraphSuffix)
    {
        if (_tooMany.Count == 0)
            return;
        var old = _tooMany[0];
        _tooMany.RemoveAt(0);
        if (old.Time > _keepAfter)
        {
            _keepAfter += Period;
            return;
        }
        try
        {
            CheckpointFiles.Remove(files, old.Path, metaGraphSuffix);
        }
        catch (TensorFileException error)
        {
            // The new checkpoint is written; that an old one stays is no reason to stop.
            Binding.tf.logging.warning($"Ignoring: {error.Message}");
        }
    }
}

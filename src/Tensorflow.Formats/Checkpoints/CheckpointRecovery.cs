namespace Tensorflow.Formats;

/// <summary>
/// A checkpoint that is saved over one of the same prefix has two files to replace, and the process may end in between: after the
/// new index file is in place, before the new data file is. The data file then still waits under its temporary name.
/// </summary>
internal static class CheckpointRecovery
{
    /// <summary>The name under which a file waits until all are written.</summary>
    public static string WaitingName(string path) => path + ".tempstate";

    /// <summary>The waiting data file, when it is the one that the index file is about; else null.</summary>
    public static CheckpointData? FindUnfinished(IFileLayer files, string prefix, CheckpointIndex index)
    {
        string waiting = WaitingName(CheckpointPath.DataFile(prefix, 0, 1));
        if (index.ShardCount != 1 || !files.FileExists(waiting))
        {
            return null;
        }
        CheckpointData? data = null;
        try
        {
            data = CheckpointData.Open(files, _ => waiting, index.Stored);
            CheckpointReader.VerifyAll(data, index);
            return data;
        }
        catch (TensorFileException)
        {
            // It belongs to a save that did not get as far as the index file.
            data?.Dispose();
            return null;
        }
    }

    /// <summary>Ends what an earlier save began: puts the waiting data file in its place, or deletes it.</summary>
    public static void Complete(IFileLayer files, string prefix)
    {
        string target = CheckpointPath.DataFile(prefix, 0, 1);
        string waiting = WaitingName(target);
        if (!files.FileExists(waiting))
        {
            return;
        }
        if (IsUnfinished(files, prefix))
        {
            files.Rename(waiting, target);
            files.FlushFolder(AtomicFile.Folder(prefix));
        }
        else
        {
            files.Delete(waiting);
        }
    }

    private static bool IsUnfinished(IFileLayer files, string prefix)
    {
        try
        {
            CheckpointIndex index = CheckpointIndex.Read(files, CheckpointPath.IndexFile(prefix));
            using CheckpointData? data = FindUnfinished(files, prefix, index);
            return data is not null;
        }
        catch (TensorFileException error) when (error.Kind is FileErrorKind.NotFound or FileErrorKind.DataLoss)
        {
            // No index file is no checkpoint, and so is a damaged one.
            return false;
        }
    }
}

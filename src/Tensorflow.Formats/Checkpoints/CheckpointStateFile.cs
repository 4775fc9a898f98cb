using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>The file <c>checkpoint</c> of a folder: which checkpoints it has and which is the newest.</summary>
public static class CheckpointStateFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "checkpoint";

    private const long MaxLength = 16 << 20;

    /// <summary>
    /// The state of a folder with all its paths made to begin with the folder; null when it has none. Paths that lead out of
    /// the folder are refused, unless they are allowed: the file may come from elsewhere. Of a folder that was moved or copied
    /// with its checkpoints, the old paths are understood.
    /// </summary>
    public static CheckpointState? Read(
        string folder,
        IFileLayer? files = null,
        string? name = null,
        bool allowOutside = false
    )
    {
        files ??= DiskFileLayer.Instance;
        string path = Path.Combine(folder, name ?? Name);
        if (!files.FileExists(path))
        {
            return null;
        }
        CheckpointState state = MessageFile.ReadText<CheckpointState>(files, path, MaxLength);
        if (state.ModelCheckpointPath.Length == 0)
        {
            throw new TensorFileException(FileErrorKind.DataLoss, path, "the file names no newest checkpoint");
        }
        int times = state.AllModelCheckpointTimestamps.Count;
        if (times != 0 && times != state.AllModelCheckpointPaths.Count)
        {
            throw new TensorFileException(
                FileErrorKind.DataLoss,
                path,
                $"the file has {state.AllModelCheckpointPaths.Count} checkpoints and {times} times for them"
            );
        }
        string? moved = MovedFrom(folder, state.ModelCheckpointPath, files, allowOutside);
        state.ModelCheckpointPath = Inside(folder, state.ModelCheckpointPath, path, moved, allowOutside);
        for (int i = 0; i < state.AllModelCheckpointPaths.Count; i++)
        {
            state.AllModelCheckpointPaths[i] = Inside(
                folder,
                state.AllModelCheckpointPaths[i],
                path,
                moved,
                allowOutside
            );
        }
        return state;
    }

    /// <summary>The prefix of the newest checkpoint of a folder, or null when it has no state or that checkpoint is gone.</summary>
    public static string? Latest(
        string folder,
        IFileLayer? files = null,
        string? name = null,
        bool allowOutside = false
    ) =>
        Read(folder, files, name, allowOutside) is { } state && CheckpointPath.Exists(state.ModelCheckpointPath, files)
            ? state.ModelCheckpointPath
            : null;

    /// <summary>
    /// Writes a folder's state. Paths that begin with the folder are stored without it, when the folder itself is given by a
    /// relative path, as TensorFlow does: such a folder can be moved. The newest is added to the end of all when it is not there.
    /// </summary>
    public static void Write(string folder, CheckpointState state, IFileLayer? files = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        CheckpointState stored = state.Clone();
        if (!stored.AllModelCheckpointPaths.Contains(stored.ModelCheckpointPath))
        {
            stored.AllModelCheckpointPaths.Add(stored.ModelCheckpointPath);
        }
        stored.ModelCheckpointPath = Relative(folder, stored.ModelCheckpointPath);
        for (int i = 0; i < stored.AllModelCheckpointPaths.Count; i++)
        {
            stored.AllModelCheckpointPaths[i] = Relative(folder, stored.AllModelCheckpointPaths[i]);
        }
        MessageFile.WriteText(files ?? DiskFileLayer.Instance, Path.Combine(folder, name ?? Name), stored);
    }

    private static string Relative(string folder, string prefix)
    {
        if (Path.IsPathRooted(folder) || Path.IsPathRooted(prefix))
        {
            return prefix;
        }
        string relative = Path.GetRelativePath(folder.Length == 0 ? "." : folder, prefix);
        return relative.Replace('\\', '/');
    }

    /// <summary>
    /// The folder that the state was written for, when it is another one and the newest checkpoint lies beside the state all
    /// the same: the folder was moved or copied. Null otherwise.
    /// </summary>
    private static string? MovedFrom(string folder, string newest, IFileLayer files, bool allowOutside) =>
        !allowOutside
        && Path.IsPathRooted(newest)
        && Path.GetFileName(newest) is { Length: > 0 } name
        && !IsWithin(Path.GetFullPath(newest), Root(folder))
        && CheckpointPath.Exists(Path.Combine(folder, name), files)
            ? Path.GetDirectoryName(newest)
            : null;

    private static string Inside(string folder, string entry, string stateFile, string? moved, bool allowOutside)
    {
        if (entry.Length == 0 || entry.Any(char.IsControl))
        {
            throw new TensorFileException(FileErrorKind.DataLoss, stateFile, "the file has an entry that is no path");
        }
        if (moved is not null && Path.GetDirectoryName(entry) == moved)
        {
            return Path.Combine(folder, Path.GetFileName(entry));
        }
        string path = Path.IsPathRooted(entry) ? entry : Path.Combine(folder, entry);
        if (!allowOutside && !IsWithin(Path.GetFullPath(path), Root(folder)))
        {
            throw new TensorFileException(
                FileErrorKind.InvalidArgument,
                stateFile,
                $"the entry '{entry}' leads out of the folder {folder}; if the file is trusted, name the checkpoint itself"
            );
        }
        return path;
    }

    private static string Root(string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Length == 0 ? "." : folder));

    private static bool IsWithin(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal)
        && (
            root.EndsWith(Path.DirectorySeparatorChar)
            || (path.Length > root.Length && path[root.Length] == Path.DirectorySeparatorChar)
        );
}

using System.Text.RegularExpressions;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Saving;

/// <summary>The files of checkpoints, and the state file that says which is the newest (checkpoint_management.py).</summary>
internal static partial class CheckpointFiles
{
    /// <summary>The usual name of the state file.</summary>
    public const string StateName = "checkpoint";

    private const string IndexEnd = ".index";
    private const string MetaEnd = ".meta";

    public static string Index(string prefix) => prefix + IndexEnd;

    /// <summary>The file of the graph beside a checkpoint.</summary>
    public static string MetaGraph(string prefix, string suffix) => $"{ShardEnd().Replace(prefix, "")}.{suffix}";

    /// <summary>The folder of a path, empty where it names none (Python's <c>dirname</c>).</summary>
    public static string Folder(string path) => Path.GetDirectoryName(path) ?? "";

    public static bool Exists(IFileLayer files, string prefix) =>
        !string.IsNullOrEmpty(prefix) && files.FileExists(Index(prefix));

    /// <summary>
    /// The prefix that a caller means: by the prefix itself, by one of the checkpoint's files, or by a folder whose state file
    /// tells. Null where there is no such checkpoint.
    /// </summary>
    public static string? Find(IFileLayer files, string path)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        if (Exists(files, path))
            return path;
        var data = DataEnd().Match(path);
        var prefix =
            data.Success ? path[..data.Index]
            : path.EndsWith(IndexEnd, StringComparison.Ordinal) ? path[..^IndexEnd.Length]
            : path.EndsWith(MetaEnd, StringComparison.Ordinal) ? path[..^MetaEnd.Length]
            : null;
        if (prefix is not null && Exists(files, prefix))
            return prefix;
        return files.FolderExists(path) ? Latest(files, path, null) : null;
    }

    /// <summary>Deletes a checkpoint: its graph, then the index, without which data are no checkpoint, then the data.</summary>
    /// <exception cref="TensorFileException">A file cannot be deleted.</exception>
    public static void Remove(IFileLayer files, string prefix, string metaGraphSuffix)
    {
        files.Delete(MetaGraph(prefix, metaGraphSuffix));
        files.Delete(Index(prefix));
        var folder = Folder(prefix);
        var name = Path.GetFileName(prefix);
        foreach (var file in files.ListFiles(folder.Length == 0 ? "." : folder))
            if (file.StartsWith(name, StringComparison.Ordinal) && DataEnd().Match(file).Index == name.Length)
                files.Delete(Path.Join(folder, file));
    }

    /// <summary>The newest checkpoint of a folder, by its state file; null where the file or the checkpoint is not there.</summary>
    public static string? Latest(IFileLayer files, string folder, string? stateName)
    {
        if (ReadState(files, folder, stateName)?.ModelCheckpointPath is not { Length: > 0 } path)
            return null;
        if (Exists(files, path))
            return path;
        Binding.tf.logging.warning($"Couldn't match files for checkpoint {path}");
        return null;
    }

    /// <summary>The state file of a folder, paths made relative to where the process is; null where it cannot be read.</summary>
    public static CheckpointState? ReadState(IFileLayer files, string folder, string? stateName)
    {
        var path = Path.Join(folder, string.IsNullOrEmpty(stateName) ? StateName : stateName);
        if (!files.FileExists(path))
            return null;
        CheckpointState state;
        try
        {
            state = MessageFile.ReadText<CheckpointState>(files, path);
        }
        catch (TensorFileException error)
        {
            Binding.tf.logging.warning($"{error.Message}: Checkpoint ignored");
            return null;
        }
        if (state.ModelCheckpointPath.Length == 0)
            throw new ValueError($"Invalid checkpoint state loaded from {folder}");
        state.ModelCheckpointPath = Path.Combine(folder, state.ModelCheckpointPath);
        for (var i = 0; i < state.AllModelCheckpointPaths.Count; i++)
            state.AllModelCheckpointPaths[i] = Path.Combine(folder, state.AllModelCheckpointPaths[i]);
        return state;
    }

    /// <summary>Writes the state file, in one step.</summary>
    /// <param name="files">The file layer.</param>
    /// <param name="folder">Where the file goes; relative ones make relative paths within.</param>
    /// <param name="newest">The newest checkpoint.</param>
    /// <param name="all">All that are kept, oldest first.</param>
    /// <param name="stateName">The file's name.</param>
    /// <param name="relative">Whether absolute paths become relative too.</param>
    public static void WriteState(
        IFileLayer files,
        string folder,
        string newest,
        IEnumerable<string> all,
        string? stateName,
        bool relative
    )
    {
        var path = Path.Join(folder, string.IsNullOrEmpty(stateName) ? StateName : stateName);
        var isRelative = !Path.IsPathRooted(folder);
        var state = new CheckpointState { ModelCheckpointPath = Named(newest) };
        state.AllModelCheckpointPaths.AddRange(all.Select(Named));
        if (state.AllModelCheckpointPaths.LastOrDefault() != state.ModelCheckpointPath)
            state.AllModelCheckpointPaths.Add(state.ModelCheckpointPath);
        if (path == state.ModelCheckpointPath)
            throw new RuntimeError(
                $"Save path '{newest}' conflicts with path used for checkpoint state.  Please use a different save path."
            );
        Sessions.FileFailures.Do(() => MessageFile.WriteText(files, path, state));

        string Named(string prefix) =>
            Path.IsPathRooted(prefix) ? (relative ? Path.GetRelativePath(folder, prefix) : prefix)
            : isRelative ? Path.GetRelativePath(folder.Length == 0 ? "." : folder, prefix)
            : prefix;
    }

    [GeneratedRegex(@"-[\d?]+-of-\d+$")]
    private static partial Regex ShardEnd();

    [GeneratedRegex(@"\.data-\d{5}-of-\d{5}$")]
    private static partial Regex DataEnd();
}

using System.Text.RegularExpressions;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;

namespace Tensorflow.Saving;

/// <summary>Checkpoints as a program speaks of them (checkpoint_management.py): what cannot be read is not there.</summary>
internal static partial class CheckpointFiles
{
    /// <summary>The file of the graph beside a checkpoint.</summary>
    public static string MetaGraph(string prefix, string suffix) => $"{ShardEnd().Replace(prefix, "")}.{suffix}";

    /// <summary>The folder of a path, empty where it names none (Python's <c>dirname</c>).</summary>
    public static string Folder(string path) => Path.GetDirectoryName(path) ?? "";

    public static bool Exists(IFileLayer files, string prefix) =>
        !string.IsNullOrEmpty(prefix) && CheckpointPath.Exists(prefix, files);

    /// <summary>
    /// The prefix that a caller means: by the prefix itself, by one of the checkpoint's files, or by a folder. Null where there
    /// is no such checkpoint.
    /// </summary>
    /// <exception cref="OpError">There is one of an older format, or it cannot be reached.</exception>
    public static string? Find(IFileLayer files, string path)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        try
        {
            return CheckpointPath.Resolve(path, files);
        }
        catch (TensorFileException error) when (error.Kind == FileErrorKind.NotFound)
        {
            return null;
        }
        catch (TensorFileException error)
        {
            throw error.ToOpError();
        }
    }

    /// <summary>Deletes a checkpoint with its graph.</summary>
    /// <exception cref="TensorFileException">A file cannot be deleted.</exception>
    public static void Remove(IFileLayer files, string prefix, string metaGraphSuffix)
    {
        files.Delete(MetaGraph(prefix, metaGraphSuffix));
        CheckpointPath.Delete(prefix, files);
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
        try
        {
            return CheckpointStateFile.Read(folder, files, string.IsNullOrEmpty(stateName) ? null : stateName);
        }
        catch (TensorFileException error)
        {
            Binding.tf.logging.warning($"{error.Message}: Checkpoint ignored");
            return null;
        }
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
        var name = string.IsNullOrEmpty(stateName) ? CheckpointStateFile.Name : stateName;
        if (Path.Join(folder, name) == newest)
            throw new RuntimeError(
                $"Save path '{newest}' conflicts with path used for checkpoint state.  Please use a different save path."
            );
        var state = new CheckpointState { ModelCheckpointPath = Named(newest) };
        state.AllModelCheckpointPaths.AddRange(all.Select(Named));
        if (state.AllModelCheckpointPaths.LastOrDefault() != state.ModelCheckpointPath)
            state.AllModelCheckpointPaths.Add(state.ModelCheckpointPath);
        FileFailures.Do(() => CheckpointStateFile.Write(folder, state, files, name));

        string Named(string prefix) =>
            relative && Path.IsPathRooted(prefix) ? Path.GetRelativePath(folder, prefix) : prefix;
    }

    [GeneratedRegex(@"-[\d?]+-of-\d+$")]
    private static partial Regex ShardEnd();
}

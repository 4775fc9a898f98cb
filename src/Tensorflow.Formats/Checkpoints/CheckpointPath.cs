using System.Globalization;
using System.Text.RegularExpressions;

namespace Tensorflow.Formats;

/// <summary>The names of a checkpoint's files. A checkpoint is called by its prefix: <c>dir/model.ckpt-10</c>.</summary>
public static partial class CheckpointPath
{
    /// <summary>What a SavedModel calls its checkpoint, within its folder.</summary>
    private const string SavedModelVariables = "variables/variables";

    /// <summary>The file with names, types, shapes and places.</summary>
    public static string IndexFile(string prefix) => prefix + ".index";

    /// <summary>A file with values.</summary>
    public static string DataFile(string prefix, int shard, int shardCount) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:D5}-of-{shardCount:D5}");

    /// <summary>The file with the graph.</summary>
    public static string MetaFile(string prefix) => prefix + ".meta";

    /// <summary>The prefix of whatever names a checkpoint: the prefix, one of its files, or a folder with checkpoints.</summary>
    /// <exception cref="TensorFileException">There is no checkpoint, or one of the format V1.</exception>
    public static string Resolve(string path, IFileLayer? files = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        files ??= DiskFileLayer.Instance;
        string prefix = WithoutEnding(path);
        if (files.FileExists(IndexFile(prefix)))
        {
            return prefix;
        }
        if (files.FolderExists(path))
        {
            return ResolveFolder(path, files);
        }
        if (files.FileExists(path) && IsTable(path, files))
        {
            throw new TensorFileException(
                FileErrorKind.Unimplemented,
                path,
                "this is a checkpoint of the format V1, which is not supported; in TensorFlow, tf.train.Saver restores it and "
                    + "saves it as V2"
            );
        }
        string what =
            files.FileExists(path) && prefix == path ? "the file is no part of a checkpoint"
            : files.FileExists(path) ? "the checkpoint has no index file"
            : "there is no such checkpoint";
        throw new TensorFileException(
            FileErrorKind.NotFound,
            files.FileExists(path) && prefix != path ? IndexFile(prefix) : path,
            what
        );
    }

    /// <summary>Whether there is a checkpoint with this prefix.</summary>
    public static bool Exists(string prefix, IFileLayer? files = null) =>
        (files ?? DiskFileLayer.Instance).FileExists(IndexFile(prefix));

    /// <summary>The path without <c>.index</c>, <c>.meta</c> or <c>.data-00000-of-00001</c>, if it ends so.</summary>
    public static string WithoutEnding(string path)
    {
        Match ending = Ending().Match(path);
        return ending.Success ? path[..ending.Index] : path;
    }

    /// <summary>Deletes a checkpoint's files, the index first: what is left of a checkpoint half deleted is none.</summary>
    public static void Delete(string prefix, IFileLayer? files = null)
    {
        files ??= DiskFileLayer.Instance;
        string folder = AtomicFile.Folder(prefix);
        files.Delete(IndexFile(prefix));
        string name = Path.GetFileName(prefix);
        foreach (string file in files.ListFiles(folder))
        {
            if (file.StartsWith(name, StringComparison.Ordinal) && WithoutEnding(file) == name && file != name)
            {
                files.Delete(Path.Combine(folder, file));
            }
        }
    }

    private static string ResolveFolder(string folder, IFileLayer files)
    {
        if (CheckpointStateFile.Latest(folder, files) is { } latest)
        {
            return latest;
        }
        string variables = Path.Combine(folder, SavedModelVariables);
        if (files.FileExists(IndexFile(variables)))
        {
            return variables;
        }
        string[] prefixes =
        [
            .. files
                .ListFiles(folder)
                .Where(name => name.EndsWith(".index", StringComparison.Ordinal))
                .Select(WithoutEnding),
        ];
        return prefixes.Length == 1
            ? Path.Combine(folder, prefixes[0])
            : throw new TensorFileException(
                FileErrorKind.NotFound,
                folder,
                prefixes.Length == 0
                    ? "the folder has no checkpoint"
                    : $"the folder has no file 'checkpoint' that says which of its {prefixes.Length} checkpoints is meant"
            );
    }

    private static bool IsTable(string path, IFileLayer files)
    {
        using IFileReader reader = files.OpenRead(path);
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        return reader.Length >= TableFormat.FooterLength
            && reader.ReadAt(reader.Length - end.Length, end) == end.Length
            && TableReader.HasMagic(end);
    }

    [GeneratedRegex(
        @"\.(index|meta|data-\d{5}-of-\d{5})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Ending();
}

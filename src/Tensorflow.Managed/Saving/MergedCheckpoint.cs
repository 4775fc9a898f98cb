using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Saving;

/// <summary>
/// Makes one checkpoint of the parts that devices wrote. TensorFlow renames the parts' data files; here their data go into
/// one, so that the checkpoint is whole or not there at any moment.
/// </summary>
internal static class MergedCheckpoint
{
    /// <summary>Writes the whole, then deletes the parts.</summary>
    /// <param name="files">The file layer.</param>
    /// <param name="parts">The prefixes of the parts.</param>
    /// <param name="prefix">The prefix of the whole.</param>
    /// <param name="deletesFolders">Whether the parts' folders go too, if nothing else is in them.</param>
    public static void Write(IFileLayer files, string[] parts, string prefix, bool deletesFolders)
    {
        using (var writer = new CheckpointWriter(prefix, files))
        {
            foreach (var part in parts)
            {
                using var reader = Formats.CheckpointReader.Open(part, files);
                // In the order of the data, not of names: the whole of one part has the part's bytes.
                foreach (var entry in reader.Entries.OrderBy(e => e.Shard).ThenBy(e => e.Offset))
                    Copy(reader, entry, writer);
            }
            writer.Finish();
        }
        foreach (var part in parts)
            CheckpointPath.Delete(part, files);
        if (deletesFolders)
            foreach (var folder in parts.Select(AtomicFile.Folder).Distinct(StringComparer.Ordinal))
                if (folder != AtomicFile.Folder(prefix))
                    DeleteEmpty(folder);
    }

    private static void Copy(Formats.CheckpointReader reader, CheckpointEntry entry, CheckpointWriter writer)
    {
        long[] shape = [.. entry.Shape];
        if (entry.Type == DataType.DtString)
            writer.AddStrings(
                entry.Name,
                shape,
                Array.ConvertAll(reader.ReadStrings(entry.Name), s => (ReadOnlyMemory<byte>)s)
            );
        else if (entry.Slices.Count == 0)
            writer.Add(entry.Name, entry.Type, shape, reader.ReadBytes(entry.Name));
        else
            foreach (var slice in entry.Slices)
            {
                var dims = slice.ShapeWithin(shape)!;
                var bytes = new byte[
                    entry.Size / Math.Max(1, entry.ElementCount) * dims.Aggregate(1L, (n, d) => n * d)
                ];
                reader.ReadSlice(entry.Name, slice, bytes);
                writer.AddSlice(entry.Name, entry.Type, shape, slice, bytes);
            }
    }

    /// <summary>The checkpoint is whole already; a folder that stays is not worth an error.</summary>
    private static void DeleteEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Binding.tf.logging.warning($"The folder {folder} cannot be deleted: {error.Message}");
        }
    }
}

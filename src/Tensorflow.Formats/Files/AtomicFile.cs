using System.Globalization;

namespace Tensorflow.Formats;

/// <summary>Writes whole files: a reader sees the old one or the new one, also after the process or the machine ends.</summary>
public static class AtomicFile
{
    /// <summary>Writes the bytes beside the target, brings them to the disk, renames, and brings the name to the disk.</summary>
    public static void Write(IFileLayer files, string path, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(files);
        string temporary = TemporaryName(path);
        try
        {
            using (IFileWriter writer = files.Create(temporary))
            {
                writer.Write(bytes);
                writer.FlushToDisk();
            }
            files.Rename(temporary, path);
        }
        catch (TensorFileException)
        {
            TryDelete(files, temporary);
            throw;
        }
        files.FlushFolder(Folder(path));
    }

    /// <summary>A name in the same folder that no reader takes for a finished file.</summary>
    public static string TemporaryName(string path) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.tempstate{Environment.ProcessId}");

    /// <summary>The folder that a path lies in; "." for a bare name.</summary>
    public static string Folder(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";

    /// <summary>Deletes what a failed write left; the failure itself is what the caller has to hear of.</summary>
    internal static void TryDelete(IFileLayer files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (TensorFileException)
        {
            // A file system that failed once may fail again; a temporary file harms no reader.
            return;
        }
    }
}

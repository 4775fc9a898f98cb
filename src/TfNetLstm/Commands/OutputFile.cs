using System.Globalization;
using System.Text;

namespace TfNetLstm.Commands;

/// <summary>A file that a verb writes in the end, whole or not at all.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    private OutputFile(string path)
    {
        _path = path;
        _temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.tmp");
    }

    /// <summary>Checks, before any work is done, that the file can be written; null where none is wanted.</summary>
    public static OutputFile? Open(string option, string? path)
    {
        if (path is null)
            return null;
        try
        {
            var full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                throw new IOException($"'{path}' is a folder.");
            var file = new OutputFile(full);
            File.WriteAllBytes(file._temporary, []);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} '{path}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Replaces the file.</summary>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Replaces the file.</summary>
    public void Write(byte[] content)
    {
        using (var stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Takes away what was not finished.</summary>
    public void Dispose() => File.Delete(_temporary);
}

using System.Globalization;

namespace Tensorflow.Formats.Events;

/// <summary>The event writers of this process that are open: one a folder. When the process ends they are closed.</summary>
internal static class OpenWriters
{
    private static readonly Lock _lock = new();
    private static readonly Dictionary<(IFileLayer Files, string Folder), EventFileWriter> _byFolder = [];

    static OpenWriters() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseAll();

    public static void Add(EventFileWriter writer, IFileLayer files, string folder)
    {
        var key = (files, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        lock (_lock)
            if (!_byFolder.TryAdd(key, writer))
                throw new TensorFileException(
                    FileErrorKind.InvalidArgument,
                    folder,
                    "an event writer of this process has the folder open, and a folder holds one run: close that writer, or "
                        + "use it for these events too"
                );
    }

    public static void Remove(EventFileWriter writer)
    {
        lock (_lock)
            foreach (var (key, open) in _byFolder)
                if (ReferenceEquals(open, writer))
                {
                    _byFolder.Remove(key);
                    return;
                }
    }

    private static void CloseAll()
    {
        EventFileWriter[] open;
        lock (_lock)
            open = [.. _byFolder.Values];
        foreach (var writer in open)
            try
            {
                writer.Close();
            }
            catch (TensorFileException failure)
            {
                Console.Error.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"Events were not written: {failure.Message}")
                );
            }
    }
}

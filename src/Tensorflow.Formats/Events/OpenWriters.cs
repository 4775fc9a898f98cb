using System.Globalization;
using System.Runtime.InteropServices;

namespace Tensorflow.Formats.Events;

/// <summary>
/// The event writers of this process that are open: one a folder. When the process ends they are closed; when a signal or
/// an exception is about to end it, what waits is written.
/// </summary>
internal static class OpenWriters
{
    private static readonly Lock _lock = new();
    private static readonly Dictionary<(IFileLayer Files, string Folder), EventFileWriter> _byFolder = [];

    /// <summary>They stay in force: a registration that is collected ends.</summary>
    private static readonly PosixSignalRegistration[] _signals =
    [
        .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP }.Select(signal =>
            PosixSignalRegistration.Create(signal, _ => ForAll(writer => writer.Flush()))
        ),
    ];

    static OpenWriters()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ForAll(writer => writer.Close());
        AppDomain.CurrentDomain.UnhandledException += (_, _) => ForAll(writer => writer.Flush());
    }

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

    private static void ForAll(Action<EventFileWriter> end)
    {
        EventFileWriter[] open;
        lock (_lock)
            open = [.. _byFolder.Values];
        foreach (var writer in open)
            try
            {
                end(writer);
            }
            catch (TensorFileException failure)
            {
                Console.Error.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"Events were not written: {failure.Message}")
                );
            }
    }
}

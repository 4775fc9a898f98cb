using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tensorflow.Formats;

/// <summary>The files of this machine.</summary>
public sealed partial class DiskFileLayer : IFileLayer
{
    private DiskFileLayer() { }

    /// <summary>The one instance; it has no state.</summary>
    public static IFileLayer Instance { get; } = new DiskFileLayer();

    /// <inheritdoc/>
    public IFileReader OpenRead(string path) =>
        Try(
            path,
            () =>
                new Reader(
                    path,
                    File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                )
        );

    /// <inheritdoc/>
    public IFileWriter Create(string path) =>
        Try(
            path,
            () =>
                new Writer(
                    path,
                    File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete)
                )
        );

    /// <inheritdoc/>
    public void Rename(string from, string to) => Try(to, () => File.Move(from, to, overwrite: true));

    /// <inheritdoc/>
    public void Delete(string path)
    {
        if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            Try(path, () => File.Delete(path));
        }
    }

    /// <inheritdoc/>
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool FolderExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public IReadOnlyList<string> ListFiles(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }
        string[] names = Try(folder, () => Directory.GetFiles(folder));
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Path.GetFileName(names[i]);
        }
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    /// <inheritdoc/>
    public void CreateFolder(string folder) => Try(folder, () => Directory.CreateDirectory(folder));

    /// <inheritdoc/>
    public void FlushFolder(string folder)
    {
        // Windows writes names through by itself, and opens no folder.
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        int descriptor = Open(folder.Length == 0 ? "." : folder, flags: 0);
        if (descriptor < 0)
        {
            throw Failed(folder, "the folder cannot be opened", Marshal.GetLastPInvokeError());
        }
        int result = FSync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0 && error != EInval)
        {
            throw Failed(folder, "the folder cannot be flushed to the disk", error);
        }
    }

    /// <summary>The file system has no such thing as flushing a folder.</summary>
    private const int EInval = 22;

    private static TensorFileException Failed(string folder, string what, int error) =>
        new(FileErrorKind.Unavailable, folder, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    private static void Try(string path, Action action) =>
        Try(
            path,
            () =>
            {
                action();
                return true;
            }
        );

    private static T Try<T>(string path, Func<T> function)
    {
        try
        {
            return function();
        }
        catch (Exception error) when (FileErrors.IsOfFiles(error))
        {
            throw FileErrors.Named(path, error);
        }
    }

    private sealed class Reader(string path, SafeFileHandle handle) : IFileReader
    {
        public string Path => path;

        public long Length => Try(path, () => RandomAccess.GetLength(handle));

        public int ReadAt(long offset, Span<byte> destination)
        {
            int count = 0;
            try
            {
                while (count < destination.Length)
                {
                    int read = RandomAccess.Read(handle, destination[count..], offset + count);
                    if (read == 0)
                    {
                        break;
                    }
                    count += read;
                }
            }
            catch (Exception error) when (FileErrors.IsOfFiles(error))
            {
                throw FileErrors.Named(path, error);
            }
            return count;
        }

        public void Dispose() => handle.Dispose();
    }

    private sealed class Writer(string path, SafeFileHandle handle) : IFileWriter
    {
        private long _length;

        public string Path => path;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                RandomAccess.Write(handle, bytes, _length);
            }
            catch (Exception error) when (FileErrors.IsOfFiles(error))
            {
                throw FileErrors.Named(path, error);
            }
            _length += bytes.Length;
        }

        public void FlushToDisk() => Try(path, () => RandomAccess.FlushToDisk(handle));

        public void Dispose() => handle.Dispose();
    }
}

using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats;

/// <summary>
/// Files in memory, as an operating system and a disk have them: what was written, and what of it, and of the names, would be left
/// after a power cut. Each call that changes something has a number; one of them can be made to fail, or to end the process.
/// </summary>
internal sealed class MemoryFileLayer : IFileLayer
{
    private sealed class Content
    {
        public byte[] Bytes = [];
        public int OnDisk;
    }

    private readonly Dictionary<string, Content> _names = new(StringComparer.Ordinal);
    private Dictionary<string, Content> _namesOnDisk = new(StringComparer.Ordinal);

    /// <summary>The number of changing calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The calls by name, for tests of their order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The number of the call at which <see cref="Fault"/> happens; -1 for none.</summary>
    public int FaultAt { get; init; } = -1;

    /// <summary>What happens there.</summary>
    public Fault Fault { get; init; }

    public byte[] this[string path]
    {
        get => _names[path].Bytes;
        set => _names[path] = _namesOnDisk[path] = new Content { Bytes = value, OnDisk = value.Length };
    }

    public IEnumerable<string> Names => _names.Keys;

    /// <summary>The files as another process finds them.</summary>
    public MemoryFileLayer AfterExit() => Copy(_names, onDisk: false);

    /// <summary>The files as they are after a power cut: bytes and names that were not flushed are gone.</summary>
    public MemoryFileLayer AfterPowerCut() => Copy(_namesOnDisk, onDisk: true);

    /// <summary>The same, but the names had reached the disk by themselves; bytes had not.</summary>
    public MemoryFileLayer AfterPowerCutWithNames() => Copy(_names, onDisk: true);

    public IFileReader OpenRead(string path) =>
        _names.TryGetValue(path, out Content? content)
            ? new Reader(path, content)
            : throw new TensorFileException(FileErrorKind.NotFound, path, "there is no such file");

    public IFileWriter Create(string path)
    {
        var content = new Content();
        Do($"create {path}", path, () => _names[path] = content);
        return new Writer(this, path, content);
    }

    public void Rename(string from, string to) =>
        Do(
            $"rename {from} {to}",
            to,
            () =>
            {
                Content content = _names[from];
                _names.Remove(from);
                _names[to] = content;
            }
        );

    public void Delete(string path) => Do($"delete {path}", path, () => _names.Remove(path));

    public bool FileExists(string path) => _names.ContainsKey(path);

    public bool FolderExists(string path) => path == "dir";

    public IReadOnlyList<string> ListFiles(string folder) =>
        [
            .. _names
                .Keys.Where(name => Path.GetDirectoryName(name) == folder)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)!,
        ];

    public void CreateFolder(string folder) => Do($"folder {folder}", folder, () => { });

    public void FlushFolder(string folder) =>
        Do(
            $"flush folder {folder}",
            folder,
            () => _namesOnDisk = new Dictionary<string, Content>(_names, StringComparer.Ordinal)
        );

    private static MemoryFileLayer Copy(Dictionary<string, Content> names, bool onDisk)
    {
        var copy = new MemoryFileLayer();
        foreach ((string name, Content content) in names)
        {
            copy[name] = content.Bytes[..(onDisk ? content.OnDisk : content.Bytes.Length)];
        }
        return copy;
    }

    private void Do(string what, string path, Action action, Action? half = null)
    {
        bool fault = Calls++ == FaultAt;
        Log.Add(what);
        if (Calls - 1 > FaultAt && FaultAt >= 0 && Fault != Fault.Fails)
        {
            throw new ProcessEnded();
        }
        if (!fault)
        {
            action();
            return;
        }
        switch (Fault)
        {
            case Fault.Fails:
                half?.Invoke();
                throw new TensorFileException(FileErrorKind.Unavailable, path, "No space left on device");
            case Fault.EndsBefore:
                throw new ProcessEnded();
            case Fault.EndsWithin:
                half?.Invoke();
                throw new ProcessEnded();
            default:
                action();
                throw new ProcessEnded();
        }
    }

    private sealed class Reader(string path, Content content) : IFileReader
    {
        public string Path => path;

        public long Length => content.Bytes.Length;

        public int ReadAt(long offset, Span<byte> destination)
        {
            int count = (int)Math.Clamp(content.Bytes.Length - offset, 0, destination.Length);
            content.Bytes.AsSpan((int)Math.Min(offset, content.Bytes.Length), count).CopyTo(destination);
            return count;
        }

        public void Dispose() { }
    }

    private sealed class Writer(MemoryFileLayer files, string path, Content content) : IFileWriter
    {
        public string Path => path;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            byte[] all = [.. content.Bytes, .. bytes];
            byte[] half = all[..(content.Bytes.Length + (bytes.Length / 2))];
            files.Do($"write {path}", path, () => content.Bytes = all, () => content.Bytes = half);
        }

        public void FlushToDisk() => files.Do($"flush {path}", path, () => content.OnDisk = content.Bytes.Length);

        public void Dispose() { }
    }
}

/// <summary>What goes wrong at a call.</summary>
internal enum Fault
{
    /// <summary>The call fails, a write after half of its bytes; the process goes on.</summary>
    Fails,

    /// <summary>The process ends before the call.</summary>
    EndsBefore,

    /// <summary>The process ends in the middle of a write.</summary>
    EndsWithin,

    /// <summary>The process ends after the call.</summary>
    EndsAfter,
}

/// <summary>Stands for the end of the process: nothing that comes after has an effect on files.</summary>
internal sealed class ProcessEnded : Exception;

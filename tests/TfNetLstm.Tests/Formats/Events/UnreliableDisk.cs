using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats.Events;

/// <summary>The disk, of which a test can make one call fail: the k-th from now on, writes with half their bytes written.</summary>
internal sealed class UnreliableDisk : IFileLayer
{
    private static IFileLayer Disk => DiskFileLayer.Instance;

    /// <summary>How many calls there were.</summary>
    public int Calls { get; private set; }

    /// <summary>The number of the call that fails; 0 for none.</summary>
    public int FailAt { get; set; }

    public IFileReader OpenRead(string path) => Disk.OpenRead(path);

    public IFileWriter Create(string path)
    {
        Check(path);
        return new Writer(this, Disk.Create(path));
    }

    public void Rename(string from, string to) => Disk.Rename(from, to);

    public void Delete(string path) => Disk.Delete(path);

    public bool FileExists(string path) => Disk.FileExists(path);

    public bool FolderExists(string path) => Disk.FolderExists(path);

    public IReadOnlyList<string> ListFiles(string folder) => Disk.ListFiles(folder);

    public void CreateFolder(string folder)
    {
        Check(folder);
        Disk.CreateFolder(folder);
    }

    public void FlushFolder(string folder)
    {
        Check(folder);
        Disk.FlushFolder(folder);
    }

    private void Check(string path)
    {
        if (++Calls == FailAt)
            throw new TensorFileException(FileErrorKind.Unavailable, path, "No space left on device");
    }

    private sealed class Writer(UnreliableDisk disk, IFileWriter file) : IFileWriter
    {
        public string Path => file.Path;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            if (disk.Calls + 1 == disk.FailAt)
                file.Write(bytes[..(bytes.Length / 2)]);
            disk.Check(Path);
            file.Write(bytes);
        }

        public void FlushToDisk()
        {
            disk.Check(Path);
            file.FlushToDisk();
        }

        public void Dispose() => file.Dispose();
    }
}

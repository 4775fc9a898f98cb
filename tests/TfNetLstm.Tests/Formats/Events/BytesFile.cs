using Tensorflow.Formats;

namespace TfNetLstm.Tests.Formats.Events;

/// <summary>A file layer with one file, whatever its name, that can only be read; it may grow.</summary>
internal sealed class BytesFile(byte[] bytes) : IFileLayer, IFileReader
{
    public byte[] Bytes { get; set; } = bytes;

    public string Path => "events";

    public long Length => Bytes.Length;

    public IFileReader OpenRead(string path) => this;

    public int ReadAt(long offset, Span<byte> destination)
    {
        var count = (int)Math.Clamp(Bytes.Length - offset, 0, destination.Length);
        Bytes.AsSpan((int)Math.Min(offset, Bytes.Length), count).CopyTo(destination);
        return count;
    }

    public void Dispose() { }

    public IFileWriter Create(string path) => throw new NotSupportedException();

    public void Rename(string from, string to) => throw new NotSupportedException();

    public void Delete(string path) => throw new NotSupportedException();

    public bool FileExists(string path) => true;

    public bool FolderExists(string path) => true;

    public IReadOnlyList<string> ListFiles(string folder) => throw new NotSupportedException();

    public void CreateFolder(string folder) => throw new NotSupportedException();

    public void FlushFolder(string folder) => throw new NotSupportedException();
}

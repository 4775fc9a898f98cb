namespace Tensorflow.Formats;

/// <summary>
/// All that the readers and writers of this library ask of a file system, so that a test can count the calls and make each fail.
/// Every member throws <see cref="TensorFileException"/> when the system refuses.
/// </summary>
public interface IFileLayer
{
    /// <summary>Opens a file to be read at any offset.</summary>
    IFileReader OpenRead(string path);

    /// <summary>Makes a file, empty; one that is there is emptied.</summary>
    IFileWriter Create(string path);

    /// <summary>Gives a file another name; a file that has that name is replaced in one step.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    void Delete(string path);

    /// <summary>Whether there is a file.</summary>
    bool FileExists(string path);

    /// <summary>Whether there is a folder.</summary>
    bool FolderExists(string path);

    /// <summary>The names of a folder's files, without the folder, in ordinal order; none for a folder that is not there.</summary>
    IReadOnlyList<string> ListFiles(string folder);

    /// <summary>Makes a folder and those it lies in; one that is there is no error.</summary>
    void CreateFolder(string folder);

    /// <summary>Brings a folder's names to the disk: what was renamed or deleted in it before stays so after a power cut.</summary>
    void FlushFolder(string folder);
}

/// <summary>A file open to be read at any offset.</summary>
public interface IFileReader : IDisposable
{
    /// <summary>The file's path, for messages.</summary>
    string Path { get; }

    /// <summary>How many bytes the file has now.</summary>
    long Length { get; }

    /// <summary>Reads from an offset on until the destination is full or the file ends; how many bytes that were.</summary>
    int ReadAt(long offset, Span<byte> destination);
}

/// <summary>A file open to be written from its begin to its end.</summary>
public interface IFileWriter : IDisposable
{
    /// <summary>The file's path, for messages.</summary>
    string Path { get; }

    /// <summary>Appends bytes; they are with the system when the call returns, so that other processes see them.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Brings what was written to the disk; after that it survives a power cut.</summary>
    void FlushToDisk();
}

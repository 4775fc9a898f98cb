using System.Buffers.Binary;
using System.Globalization;

namespace Tensorflow.Formats.Records;

/// <summary>
/// Reads the records of a file one after the other. The file may be growing: what is not whole yet is read by a later
/// call. A wrong checksum is the end: from there on every call gives the same error.
/// </summary>
public sealed class RecordReader : IDisposable
{
    /// <summary>Records above this are refused before memory is taken for them.</summary>
    public const long MaxLength = 1L << 30;

    private readonly IFileReader _file;
    private readonly long _maxLength;
    private TensorFileException? _damage;

    /// <summary>Opens a file at its begin.</summary>
    /// <exception cref="TensorFileException">The file cannot be opened.</exception>
    public RecordReader(IFileLayer files, string path, long maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(files);
        _file = files.OpenRead(path);
        _maxLength = maxLength;
    }

    /// <summary>The file's path.</summary>
    public string Path => _file.Path;

    /// <summary>Where the next record begins: all before it is whole and has the right checksums.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes lie behind the whole records: of one that is being written, or was cut.</summary>
    public long Rest => Math.Max(0, _file.Length - Offset);

    /// <summary>The next record, or null where the file ends before the record does.</summary>
    /// <exception cref="TensorFileException">A checksum is wrong, or the record is too long.</exception>
    public byte[]? Read()
    {
        if (_damage is not null)
            throw _damage;
        Span<byte> header = stackalloc byte[RecordWriter.HeaderLength];
        if (_file.ReadAt(Offset, header) < header.Length)
            return null;
        var bytes = header[..sizeof(ulong)];
        if (BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]) != MaskedCrc32C.Of(bytes))
            throw Damaged(FileErrorKind.DataLoss, "the checksum of a record's length is wrong");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > (ulong)_maxLength)
            throw Damaged(
                FileErrorKind.ResourceExhausted,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a record has {length} bytes, and no more than {_maxLength} are read"
                )
            );
        if (Rest < RecordWriter.HeaderLength + (long)length + RecordWriter.FooterLength)
            return null;
        var record = new byte[(int)length + RecordWriter.FooterLength];
        if (_file.ReadAt(Offset + RecordWriter.HeaderLength, record) < record.Length)
            return null;
        var data = record.AsSpan(0, (int)length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan((int)length)) != MaskedCrc32C.Of(data))
            throw Damaged(FileErrorKind.DataLoss, "the checksum of a record is wrong");
        Offset += RecordWriter.HeaderLength + record.Length;
        return data.ToArray();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private TensorFileException Damaged(FileErrorKind kind, string cause) => _damage = new(kind, Path, cause, Offset);
}

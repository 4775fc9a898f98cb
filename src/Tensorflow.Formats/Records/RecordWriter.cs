using System.Buffers.Binary;

namespace Tensorflow.Formats.Records;

/// <summary>Appends records to a file as TensorFlow's <c>TFRecord</c> has them: length, its checksum, data, their checksum.</summary>
public sealed class RecordWriter(IFileWriter file)
{
    /// <summary>The length, 64 bits, and its checksum.</summary>
    internal const int HeaderLength = sizeof(ulong) + sizeof(uint);

    /// <summary>The checksum of the data.</summary>
    internal const int FooterLength = sizeof(uint);

    private byte[] _buffer = [];

    /// <summary>Appends a record, all of it in one write.</summary>
    /// <exception cref="TensorFileException">The system refuses; the file may then end in half a record.</exception>
    public void Write(ReadOnlySpan<byte> data)
    {
        var length = checked(HeaderLength + data.Length + FooterLength);
        if (_buffer.Length < length)
            _buffer = new byte[length];
        var record = _buffer.AsSpan(0, length);
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record[sizeof(ulong)..], MaskedCrc32C.Of(record[..sizeof(ulong)]));
        data.CopyTo(record[HeaderLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[(HeaderLength + data.Length)..], MaskedCrc32C.Of(data));
        file.Write(record);
    }
}

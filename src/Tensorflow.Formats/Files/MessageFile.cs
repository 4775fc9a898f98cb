using System.Text;
using Google.Protobuf;

namespace Tensorflow.Formats;

/// <summary>Files that hold one protocol message, binary or as text.</summary>
public static class MessageFile
{
    /// <summary>Files above this are refused before they are read.</summary>
    public const long MaxLength = 1L << 30;

    /// <summary>Reads a binary message.</summary>
    /// <exception cref="TensorFileException">The file is missing, too long, or no such message.</exception>
    public static T Read<T>(IFileLayer files, string path, long maxLength = MaxLength)
        where T : IMessage<T>, new() => Parse<T>(path, ReadBytes(files, path, maxLength));

    /// <summary>Takes the bytes of a file as a message; the path is for the error.</summary>
    public static T Parse<T>(string path, ReadOnlySpan<byte> bytes)
        where T : IMessage<T>, new()
    {
        var message = new T();
        try
        {
            message.MergeFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new TensorFileException(
                FileErrorKind.DataLoss,
                path,
                $"this is no {message.Descriptor.FullName}: {error.Message}",
                inner: error
            );
        }
        return message;
    }

    /// <summary>Reads a message from text.</summary>
    /// <exception cref="TensorFileException">The file is missing, too long, or no such message.</exception>
    public static T ReadText<T>(IFileLayer files, string path, long maxLength = MaxLength)
        where T : IMessage<T>, new() => ParseText<T>(path, ReadBytes(files, path, maxLength));

    /// <summary>Takes the bytes of a file as the text of a message; the path is for the error.</summary>
    public static T ParseText<T>(string path, ReadOnlySpan<byte> bytes)
        where T : IMessage<T>, new()
    {
        try
        {
            return TextFormat.Parse<T>(StrictUtf8.GetString(bytes));
        }
        catch (TextFormatException error)
        {
            throw new TensorFileException(FileErrorKind.DataLoss, path, error.Message, inner: error);
        }
        catch (DecoderFallbackException error)
        {
            throw new TensorFileException(FileErrorKind.DataLoss, path, "this is no text in UTF-8", inner: error);
        }
    }

    /// <summary>Writes a message, binary; maps are in the order in which they were filled.</summary>
    public static void Write(IFileLayer files, string path, IMessage message) =>
        AtomicFile.Write(files, path, message.ToByteArray());

    /// <summary>Writes a message as text.</summary>
    public static void WriteText(IFileLayer files, string path, IMessage message) =>
        AtomicFile.Write(files, path, Encoding.UTF8.GetBytes(TextFormat.Print(message)));

    /// <summary>Reads a whole file of no more than so many bytes.</summary>
    public static byte[] ReadBytes(IFileLayer files, string path, long maxLength = MaxLength)
    {
        ArgumentNullException.ThrowIfNull(files);
        using IFileReader reader = files.OpenRead(path);
        long length = reader.Length;
        if (length > maxLength)
        {
            throw new TensorFileException(
                FileErrorKind.ResourceExhausted,
                path,
                $"the file has {length} bytes, and no more than {maxLength} are read"
            );
        }
        var bytes = new byte[length];
        int count = reader.ReadAt(0, bytes);
        return count == length
            ? bytes
            : throw TensorFileException.Damaged(path, count, $"the file ends {length - count} bytes early");
    }

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );
}

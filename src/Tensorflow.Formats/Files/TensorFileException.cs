using System.Globalization;

namespace Tensorflow.Formats;

/// <summary>A file cannot be read or written: which file, where in it, and why.</summary>
public sealed class TensorFileException : Exception
{
    /// <summary>An error of a kind in a file, at an offset if there is one.</summary>
    public TensorFileException(
        FileErrorKind kind,
        string file,
        string cause,
        long? offset = null,
        Exception? inner = null
    )
        : base(Describe(file, offset, cause), inner)
    {
        Kind = kind;
        File = file;
        Offset = offset;
        Cause = cause;
    }

    /// <summary>Which of TensorFlow's errors it is.</summary>
    public FileErrorKind Kind { get; }

    /// <summary>The file's path.</summary>
    public string File { get; }

    /// <summary>Where in the file, in bytes from its begin, when that is known.</summary>
    public long? Offset { get; }

    /// <summary>What is wrong, without the file and offset.</summary>
    public string Cause { get; }

    /// <summary>The file is damaged.</summary>
    public static TensorFileException Damaged(string file, long offset, string cause, Exception? inner = null) =>
        new(FileErrorKind.DataLoss, file, cause, offset, inner);

    private static string Describe(string file, long? offset, string cause) =>
        offset is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{file}, offset {at}: {cause}")
            : $"{file}: {cause}";
}

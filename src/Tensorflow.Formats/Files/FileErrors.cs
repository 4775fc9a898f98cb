namespace Tensorflow.Formats;

/// <summary>Turns what the system throws into the library's own error.</summary>
internal static class FileErrors
{
    /// <summary>Whether it is an error that the use of files brings.</summary>
    public static bool IsOfFiles(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The named error of a path.</summary>
    public static TensorFileException Named(string path, Exception error) =>
        error switch
        {
            FileNotFoundException or DirectoryNotFoundException => new TensorFileException(
                FileErrorKind.NotFound,
                path,
                "there is no such file",
                inner: error
            ),
            UnauthorizedAccessException => Of(FileErrorKind.PermissionDenied, path, error),
            IOException => Of(FileErrorKind.Unavailable, path, error),
            _ => Of(FileErrorKind.InvalidArgument, path, error),
        };

    private static TensorFileException Of(FileErrorKind kind, string path, Exception error) =>
        new(kind, path, error.Message, inner: error);
}

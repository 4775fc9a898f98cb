using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Sessions;

namespace Tensorflow.MetaGraphs;

/// <summary>Graphs and MetaGraphs in files, binary or text.</summary>
internal static class MessageFiles
{
    /// <summary>Reads a message, binary or, where it is not that, text.</summary>
    /// <exception cref="OSError">There is no such file, or it is neither.</exception>
    public static T Read<T>(IFileLayer files, string path)
        where T : IMessage<T>, new()
    {
        if (string.IsNullOrEmpty(path) || !files.FileExists(path))
            throw new OSError($"File {path} does not exist.");
        try
        {
            var bytes = MessageFile.ReadBytes(files, path);
            try
            {
                return MessageFile.Parse<T>(path, bytes);
            }
            catch (TensorFileException) when (LooksLikeText(bytes))
            {
                return MessageFile.ParseText<T>(path, bytes);
            }
        }
        catch (TensorFileException error)
        {
            throw new OSError($"Cannot parse file {path}: {error.Cause}.", error);
        }
    }

    /// <summary>Writes a message, in one step; the folder is made where it is not there.</summary>
    /// <exception cref="OpError">The file cannot be written.</exception>
    public static void Write(IFileLayer files, string path, IMessage message, bool asText) =>
        FileFailures.Do(() =>
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !files.FolderExists(folder))
                files.CreateFolder(folder);
            if (asText)
                MessageFile.WriteText(files, path, message);
            else
                MessageFile.Write(files, path, message);
        });

    /// <summary>Text has no control characters but line ends and tabs.</summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            if (b < ' ' && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
                return false;
        return true;
    }
}

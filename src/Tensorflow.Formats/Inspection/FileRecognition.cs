using System.Buffers.Binary;
using Google.Protobuf;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Tells what a file is by what is in it.</summary>
internal static class FileRecognition
{
    private const string SavedModelFile = "saved_model.pb";
    private const int HeadLength = 4096;

    /// <summary>The kind, and the path that a reader of that kind takes.</summary>
    public static (FileKind Kind, string Path) Recognise(string path, IFileLayer files)
    {
        if (files.FolderExists(path))
        {
            return RecogniseFolder(path, files);
        }
        if (
            !files.FileExists(path)
            || CheckpointPath.WithoutEnding(path) is { } prefix && prefix != path && IsCheckpointFile(path)
        )
        {
            return (FileKind.Checkpoint, CheckpointPath.Resolve(path, files));
        }
        byte[] head = Head(path, files, out byte[] tail);
        if (TableReader.HasMagic(tail))
        {
            return (FileKind.Checkpoint, CheckpointPath.Resolve(path, files));
        }
        if (IsRecord(head))
        {
            return (FileKind.EventFile, path);
        }
        return (IsText(head) ? TextKind(path, files) : BinaryKind(path, files), path);
    }

    private static (FileKind Kind, string Path) RecogniseFolder(string folder, IFileLayer files)
    {
        string model = Path.Combine(folder, SavedModelFile);
        if (files.FileExists(model))
        {
            return (FileKind.SavedModel, model);
        }
        string[] events = [.. files.ListFiles(folder).Where(EventFileReader.IsEventFile)];
        if (events.Length > 0 && !files.FileExists(Path.Combine(folder, CheckpointStateFile.Name)))
        {
            // Their names have the time of their begin: the last is the newest.
            return (FileKind.EventFile, Path.Combine(folder, events[^1]));
        }
        return (FileKind.Checkpoint, CheckpointPath.Resolve(folder, files));
    }

    private static bool IsCheckpointFile(string path) => !path.EndsWith(".meta", StringComparison.Ordinal);

    private static byte[] Head(string path, IFileLayer files, out byte[] tail)
    {
        using IFileReader reader = files.OpenRead(path);
        long length = reader.Length;
        if (length == 0)
        {
            throw new TensorFileException(FileErrorKind.InvalidArgument, path, "the file is empty");
        }
        var head = new byte[Math.Min(length, HeadLength)];
        tail = new byte[Math.Min(length, sizeof(ulong))];
        int count = reader.ReadAt(0, head);
        count += reader.ReadAt(length - tail.Length, tail);
        return count == head.Length + tail.Length
            ? head
            : throw new TensorFileException(FileErrorKind.DataLoss, path, "the file became shorter while it was read");
    }

    private static bool IsRecord(ReadOnlySpan<byte> head) =>
        head.Length >= 12
        && MaskedCrc32C.Of(head[..sizeof(ulong)]) == BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(ulong)..]);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (byte value in head)
        {
            if (value < ' ' && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return false;
            }
        }
        return true;
    }

    private static FileKind TextKind(string path, IFileLayer files)
    {
        byte[] bytes = MessageFile.ReadBytes(files, path);
        (FileKind Kind, Action Read)[] kinds =
        [
            (FileKind.CheckpointState, () => MessageFile.ParseText<CheckpointState>(path, bytes)),
            (FileKind.GraphText, () => MessageFile.ParseText<GraphDef>(path, bytes)),
            (FileKind.MetaGraphText, () => MessageFile.ParseText<MetaGraphDef>(path, bytes)),
            (FileKind.SavedModelText, () => MessageFile.ParseText<SavedModel>(path, bytes)),
        ];
        foreach ((FileKind kind, Action read) in kinds)
        {
            if (Succeeds(read))
            {
                return kind;
            }
        }
        throw Unknown(path, "a text that is no graph, meta graph, SavedModel or checkpoint state");
    }

    /// <summary>The messages begin alike; a file is of the first kind that leaves no field unknown.</summary>
    private static FileKind BinaryKind(string path, IFileLayer files)
    {
        byte[] bytes = MessageFile.ReadBytes(files, path);
        if (bytes[0] == 0x08 && Knows<SavedModel>(bytes))
        {
            return FileKind.SavedModel;
        }
        if (Knows<MetaGraphDef>(bytes))
        {
            return FileKind.MetaGraph;
        }
        if (Knows<GraphDef>(bytes) || Succeeds(() => MessageFile.Parse<GraphDef>(path, bytes)))
        {
            return FileKind.Graph;
        }
        throw Unknown(path, "no checkpoint, event file, graph, meta graph or SavedModel, or a damaged one");
    }

    private static bool Knows<T>(byte[] bytes)
        where T : IMessage<T>, new()
    {
        try
        {
            T message = new MessageParser<T>(() => new T()).WithDiscardUnknownFields(true).ParseFrom(bytes);
            return message.CalculateSize() == bytes.Length;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static bool Succeeds(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (TensorFileException)
        {
            return false;
        }
    }

    private static TensorFileException Unknown(string path, string what) =>
        new(FileErrorKind.InvalidArgument, path, $"the file is {what}");
}

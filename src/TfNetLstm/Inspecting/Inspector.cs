using System.Buffers.Binary;
using Google.Protobuf;
using Tensorflow.Formats;
using Tensorflow.Formats.Events;
using Tensorflow.Formats.Proto;
using TfNetLstm.Data;

namespace TfNetLstm.Inspecting;

/// <summary>Tells by its content what a file is, and looks into it.</summary>
internal static class Inspector
{
    private const long MaxBytes = 1L << 30;
    private const string Remedy =
        "inspect knows checkpoints, event files, GraphDef, MetaGraphDef and SavedModel, binary or text";

    /// <summary>Looks into a file, a checkpoint's prefix, or a folder with a checkpoint, a SavedModel or event files.</summary>
    public static Inspected Read(string path)
    {
        try
        {
            if (Checkpoint(path) is { } checkpoint)
            {
                using (checkpoint)
                    return CheckpointInspector.Read(checkpoint);
            }
            return ReadFile(Directory.Exists(path) ? InFolder(path) : path);
        }
        catch (Exception e) when (e is TensorFileException or IOException or UnauthorizedAccessException)
        {
            throw new DataFileException(path, OneLine(e.Message), Remedy);
        }
    }

    /// <summary>The checkpoint that a path names; null where it names something else.</summary>
    public static CheckpointReader? Checkpoint(string path)
    {
        var isOne =
            CheckpointPath.Exists(CheckpointPath.WithoutEnding(path))
                && !path.EndsWith(".meta", StringComparison.Ordinal)
            || (Directory.Exists(path) && File.Exists(Path.Combine(path, CheckpointStateFile.Name)));
        return isOne ? CheckpointReader.Open(path) : null;
    }

    private static string InFolder(string folder)
    {
        foreach (var name in (string[])["saved_model.pb", "saved_model.pbtxt"])
        {
            if (File.Exists(Path.Combine(folder, name)))
                return Path.Combine(folder, name);
        }
        return Directory
                .EnumerateFiles(folder)
                .Where(EventFileReader.IsEventFile)
                .Order(StringComparer.Ordinal)
                .LastOrDefault()
            ?? throw new IOException("the folder has neither a checkpoint nor a SavedModel nor an event file");
    }

    private static Inspected ReadFile(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new IOException("the file is too large");
        var bytes = File.ReadAllBytes(path);
        if (IsRecords(bytes))
            return EventsInspector.Read(path);
        return AsMessage(path, GraphDef.Parser, bytes, IsGraph, (p, g) => GraphInspector.Read(p, "GraphDef", g))
            ?? AsMessage(path, SavedModel.Parser, bytes, IsSavedModel, GraphInspector.Read)
            ?? AsMessage(path, MetaGraphDef.Parser, bytes, IsMetaGraph, GraphInspector.Read)
            ?? throw new IOException("its content is none of what is known here");
    }

    // Binary messages have no name: another one read as a graph has no sound op names.
    private static bool IsGraph(GraphDef graph) =>
        graph.Node.Count > 0
        && graph.Node.All(n =>
            n.Name.Length > 0 && n.Op.Length > 0 && n.Op.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '>')
        );

    private static bool IsMetaGraph(MetaGraphDef meta) => meta.GraphDef is { } graph && IsGraph(graph);

    private static bool IsSavedModel(SavedModel model) =>
        model.MetaGraphs.Count > 0 && model.MetaGraphs.All(IsMetaGraph);

    // A record begins with its length and that length's checksum.
    private static bool IsRecords(byte[] bytes) =>
        bytes.Length >= 12
        && MaskedCrc32C.Of(bytes.AsSpan(0, 8)) == BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));

    private static Inspected? AsMessage<T>(
        string path,
        MessageParser<T> parser,
        byte[] bytes,
        Func<T, bool> isOne,
        Func<string, T, Inspected> read
    )
        where T : class, IMessage<T>, new()
    {
        var message = Binary(parser, bytes) is { } binary && isOne(binary) ? binary : FromText<T>(bytes);
        return message is not null && isOne(message) ? read(path, message) : null;
    }

    private static T? Binary<T>(MessageParser<T> parser, byte[] bytes)
        where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static T? FromText<T>(byte[] bytes)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return TextFormat.Parse<T>(System.Text.Encoding.UTF8.GetString(bytes));
        }
        catch (TextFormatException)
        {
            return null;
        }
    }

    private static string OneLine(string text) => text.Split('\n')[0].TrimEnd('.', '\r');
}

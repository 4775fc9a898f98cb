using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Describes any of TensorFlow's files, which it recognises by content.</summary>
public static class FileInspector
{
    /// <summary>What a path names: a file, the prefix of a checkpoint, or a folder with one of these.</summary>
    /// <exception cref="TensorFileException">There is nothing, or nothing that is known.</exception>
    public static FileKind Recognise(string path, IFileLayer? files = null) =>
        FileRecognition.Recognise(path, files ?? DiskFileLayer.Instance).Kind;

    /// <summary>Describes a file; statistics of tensors are made when they are asked for, as all values are read for them.</summary>
    /// <exception cref="TensorFileException">There is nothing, nothing that is known, or it is damaged.</exception>
    public static FileReport Inspect(string path, IFileLayer? files = null, bool statistics = false)
    {
        files ??= DiskFileLayer.Instance;
        (FileKind kind, string found) = FileRecognition.Recognise(path, files);
        return kind switch
        {
            FileKind.Checkpoint => CheckpointInspection.Describe(found, files, statistics),
            FileKind.EventFile => EventInspection.Describe(found, files),
            FileKind.CheckpointState => CheckpointInspection.DescribeState(found, files),
            FileKind.Graph or FileKind.GraphText => GraphInspection.Describe(kind, found, files, statistics),
            FileKind.MetaGraph or FileKind.MetaGraphText => MetaGraphInspection.Describe(
                kind,
                found,
                files,
                statistics
            ),
            _ => MetaGraphInspection.DescribeModel(kind, found, files),
        };
    }

    /// <summary>The value of a tensor of a checkpoint, or of a constant of a graph.</summary>
    /// <exception cref="TensorFileException">There is no tensor of this name, or the file is damaged.</exception>
    public static TensorElements ReadTensor(string path, string name, IFileLayer? files = null)
    {
        files ??= DiskFileLayer.Instance;
        (FileKind kind, string found) = FileRecognition.Recognise(path, files);
        if (kind == FileKind.Checkpoint)
        {
            using CheckpointReader reader = CheckpointReader.Open(found, files);
            return CheckpointInspection.Read(reader, name);
        }
        IEnumerable<GraphDef> graphs = kind switch
        {
            FileKind.Graph or FileKind.GraphText => [GraphInspection.Read(kind, found, files)],
            FileKind.MetaGraph or FileKind.MetaGraphText =>
            [
                MetaGraphInspection.Read(kind, found, files).GraphDef ?? new GraphDef(),
            ],
            FileKind.SavedModel or FileKind.SavedModelText => MetaGraphInspection
                .ReadModel(kind, found, files)
                .MetaGraphs.Select(meta => meta.GraphDef ?? new GraphDef()),
            _ => throw new TensorFileException(
                FileErrorKind.InvalidArgument,
                found,
                $"a file of kind {kind} has no tensors"
            ),
        };
        NodeDef? constant = graphs
            .SelectMany(graph => graph.Node)
            .FirstOrDefault(node => node.Name == name && node.Op == "Const");
        return constant is null
            ? throw new TensorFileException(FileErrorKind.NotFound, found, $"the graph has no constant '{name}'")
            : ConstantValue.Read(found, constant);
    }

    /// <summary>Reads all of a file and checks all that can be checked; what is wrong, or nothing when it is whole.</summary>
    /// <exception cref="TensorFileException">There is nothing, or nothing that is known.</exception>
    public static IReadOnlyList<TensorFileException> Verify(string path, IFileLayer? files = null)
    {
        files ??= DiskFileLayer.Instance;
        (FileKind kind, string found) = FileRecognition.Recognise(path, files);
        var problems = new List<TensorFileException>();
        switch (kind)
        {
            case FileKind.Checkpoint:
                CheckpointInspection.Verify(found, files, problems);
                break;
            case FileKind.EventFile:
                EventInspection.Verify(found, files, problems);
                break;
            default:
                Collect(problems, () => Inspect(found, files, statistics: true));
                break;
        }
        return problems;
    }

    internal static void Collect(List<TensorFileException> problems, Action read)
    {
        try
        {
            read();
        }
        catch (TensorFileException error)
        {
            problems.Add(error);
        }
    }
}

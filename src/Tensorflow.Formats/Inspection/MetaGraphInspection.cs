using Google.Protobuf.Collections;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Describes meta graphs and SavedModels.</summary>
internal static class MetaGraphInspection
{
    public static MetaGraphDef Read(FileKind kind, string path, IFileLayer files) =>
        kind == FileKind.MetaGraphText
            ? MessageFile.ReadText<MetaGraphDef>(files, path)
            : MessageFile.Read<MetaGraphDef>(files, path);

    public static SavedModel ReadModel(FileKind kind, string path, IFileLayer files) =>
        kind == FileKind.SavedModelText
            ? MessageFile.ReadText<SavedModel>(files, path)
            : MessageFile.Read<SavedModel>(files, path);

    public static FileReport Describe(FileKind kind, string path, IFileLayer files, bool statistics)
    {
        MetaGraphDef meta = Read(kind, path, files);
        var report = new FileReport(kind, path, CheckpointInspection.Length(path, files));
        if (meta.MetaInfoDef is { } info)
        {
            report.Add("written by TensorFlow", info.TensorflowVersion);
            report.Add("ops used", (long)(info.StrippedOpList?.Op.Count ?? 0));
        }
        if (meta.SaverDef is { } saver)
        {
            report.Add(
                "saver",
                $"feed {saver.FilenameTensorName}, save by {saver.SaveTensorName}, restore by {saver.RestoreOpName}"
            );
            report.Add("checkpoint format", saver.Version.ToString().ToUpperInvariant());
        }
        AddCollections(report, meta, "");
        AddSignatures(report, meta, "");
        GraphInspection.Describe(report, path, meta.GraphDef ?? new GraphDef(), statistics);
        return report;
    }

    public static FileReport DescribeModel(FileKind kind, string path, IFileLayer files)
    {
        SavedModel model = ReadModel(kind, path, files);
        var report = new FileReport(kind, path, CheckpointInspection.Length(path, files));
        report.Add("version of the format", model.SavedModelSchemaVersion);
        report.Add("meta graphs", (long)model.MetaGraphs.Count);
        ReportTable table = report.AddTable("meta graphs", "tags", "nodes", "signatures", "assets", "TensorFlow");
        foreach (MetaGraphDef meta in model.MetaGraphs)
        {
            table.Add(
                Tags(meta),
                (long)(meta.GraphDef?.Node.Count ?? 0),
                (long)meta.SignatureDef.Count,
                (long)meta.AssetFileDef.Count,
                meta.MetaInfoDef?.TensorflowVersion ?? ""
            );
        }
        foreach (MetaGraphDef meta in model.MetaGraphs)
        {
            string title = model.MetaGraphs.Count == 1 ? "" : $" of {Tags(meta)}";
            AddSignatures(report, meta, title);
            AddCollections(report, meta, title);
        }
        string variables = Path.Combine(AtomicFile.Folder(path), "variables", "variables");
        if (CheckpointPath.Exists(variables, files))
        {
            report.TableList.AddRange(CheckpointInspection.Describe(variables, files, statistics: false).Tables);
        }
        return report;
    }

    private static string Tags(MetaGraphDef meta) => string.Join(", ", meta.MetaInfoDef?.Tags ?? []);

    private static void AddCollections(FileReport report, MetaGraphDef meta, string title)
    {
        if (meta.CollectionDef.Count == 0)
        {
            return;
        }
        ReportTable table = report.AddTable("collections" + title, "key", "of", "items");
        foreach (
            (string key, CollectionDef collection) in meta.CollectionDef.OrderBy(
                pair => pair.Key,
                StringComparer.Ordinal
            )
        )
        {
            (string what, int count) = collection.KindCase switch
            {
                CollectionDef.KindOneofCase.NodeList => ("nodes", collection.NodeList.Value.Count),
                CollectionDef.KindOneofCase.BytesList => ("bytes", collection.BytesList.Value.Count),
                CollectionDef.KindOneofCase.Int64List => ("integers", collection.Int64List.Value.Count),
                CollectionDef.KindOneofCase.FloatList => ("floats", collection.FloatList.Value.Count),
                CollectionDef.KindOneofCase.AnyList => ("messages", collection.AnyList.Value.Count),
                _ => ("nothing", 0),
            };
            table.Add(key, what, (long)count);
        }
    }

    private static void AddSignatures(FileReport report, MetaGraphDef meta, string title)
    {
        if (meta.SignatureDef.Count == 0)
        {
            return;
        }
        ReportTable table = report.AddTable(
            "signatures" + title,
            "signature",
            "method",
            "side",
            "key",
            "tensor",
            "dtype",
            "shape"
        );
        foreach (
            (string key, SignatureDef signature) in meta.SignatureDef.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            AddTensors(table, key, signature, "input", signature.Inputs);
            AddTensors(table, key, signature, "output", signature.Outputs);
        }
    }

    private static void AddTensors(
        ReportTable table,
        string key,
        SignatureDef signature,
        string side,
        MapField<string, TensorInfo> tensors
    )
    {
        foreach ((string name, TensorInfo info) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.Add(
                key,
                signature.MethodName,
                side,
                name,
                info.Name,
                ElementTypes.NameOf(info.Dtype),
                GraphInspection.ShapeText(info.TensorShape)
            );
        }
    }
}

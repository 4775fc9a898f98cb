using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>Describes graphs.</summary>
internal static class GraphInspection
{
    public static GraphDef Read(FileKind kind, string path, IFileLayer files) =>
        kind == FileKind.GraphText
            ? MessageFile.ReadText<GraphDef>(files, path)
            : MessageFile.Read<GraphDef>(files, path);

    public static FileReport Describe(FileKind kind, string path, IFileLayer files, bool statistics)
    {
        var report = new FileReport(kind, path, CheckpointInspection.Length(path, files));
        Describe(report, path, Read(kind, path, files), statistics);
        return report;
    }

    /// <summary>Adds the facts and tables of a graph to a report.</summary>
    public static void Describe(FileReport report, string path, GraphDef graph, bool statistics)
    {
        report.Add("nodes", (long)graph.Node.Count);
        report.Add("functions", (long)(graph.Library?.Function.Count ?? 0));
        if (graph.Versions is { } versions)
        {
            report.Add("version of its producer", (long)versions.Producer);
        }
        AddInputs(report, graph);
        AddConstants(report, path, graph, statistics);
        ReportTable ops = report.AddTable("ops", "op", "nodes");
        foreach (
            IGrouping<string, NodeDef> op in graph
                .Node.GroupBy(node => node.Op, StringComparer.Ordinal)
                .OrderByDescending(op => op.Count())
                .ThenBy(op => op.Key, StringComparer.Ordinal)
        )
        {
            ops.Add(op.Key, (long)op.Count());
        }
    }

    private static void AddInputs(FileReport report, GraphDef graph)
    {
        NodeDef[] nodes =
        [
            .. graph.Node.Where(node =>
                node.Op is "Placeholder" or "PlaceholderWithDefault" or "Variable" or "VariableV2" or "VarHandleOp"
            ),
        ];
        if (nodes.Length == 0)
        {
            return;
        }
        ReportTable table = report.AddTable("placeholders and variables", "name", "op", "dtype", "shape");
        foreach (NodeDef node in nodes)
        {
            DataType type = node.Attr.TryGetValue("dtype", out AttrValue? dtype) ? dtype.Type : DataType.DtInvalid;
            TensorShapeProto? shape = node.Attr.TryGetValue("shape", out AttrValue? value) ? value.Shape : null;
            table.Add(node.Name, node.Op, ElementTypes.NameOf(type), ShapeText(shape));
        }
    }

    private static void AddConstants(FileReport report, string path, GraphDef graph, bool statistics)
    {
        ReportTable table = TensorTable.Begin(report, statistics);
        foreach (NodeDef node in graph.Node)
        {
            if (
                node.Op == "Const"
                && node.Attr.TryGetValue("value", out AttrValue? value)
                && value.Tensor is { } tensor
            )
            {
                bool known = TensorShapes.TryRead(tensor.TensorShape, out long[] shape, out _) is null;
                bool readable = ElementTypes.SizeOf(tensor.Dtype) > 0 || tensor.Dtype == DataType.DtString;
                TensorElements? elements = statistics && known && readable ? ConstantValue.Read(path, node) : null;
                TensorTable.Add(table, statistics, node.Name, tensor.Dtype, shape, tensor.CalculateSize(), elements);
            }
        }
    }

    /// <summary>A shape that may be unknown, or have unknown dimensions.</summary>
    public static string ShapeText(TensorShapeProto? shape) =>
        shape is null || shape.UnknownRank
            ? "unknown"
            : $"[{string.Join(',', shape.Dim.Select(dim => dim.Size < 0 ? "?" : FormattableString.Invariant($"{dim.Size}")))}]";
}

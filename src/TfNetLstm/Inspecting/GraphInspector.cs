using System.Globalization;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Inspecting;

/// <summary>Looks into graphs, meta graphs and SavedModels.</summary>
internal static class GraphInspector
{
    /// <summary>The nodes of a graph.</summary>
    public static Inspected Read(string path, string kind, GraphDef graph, params (string, string)[] more) =>
        new(
            kind,
            path,
            [
                .. more,
                ("nodes", Text(graph.Node.Count)),
                ("ops", Text(graph.Node.Select(n => n.Op).Distinct(StringComparer.Ordinal).Count())),
                ("functions", Text(graph.Library?.Function.Count ?? 0)),
                ("producer", Text(graph.Versions?.Producer ?? 0)),
                ("placeholders", string.Join(", ", graph.Node.Where(n => n.Op == "Placeholder").Select(n => n.Name))),
            ],
            [.. graph.Node.Select(Item)]
        );

    /// <summary>A meta graph: its nodes, collections, saver and signatures.</summary>
    public static Inspected Read(string path, MetaGraphDef meta) =>
        Read(path, "MetaGraphDef", meta.GraphDef ?? new(), [.. Facts(meta)]);

    /// <summary>A SavedModel: its first meta graph, and how many there are.</summary>
    public static Inspected Read(string path, SavedModel model) =>
        Read(
            path,
            "SavedModel",
            model.MetaGraphs[0].GraphDef ?? new(),
            [("meta graphs", Text(model.MetaGraphs.Count)), .. Facts(model.MetaGraphs[0])]
        );

    private static IEnumerable<(string, string)> Facts(MetaGraphDef meta)
    {
        if (meta.MetaInfoDef is { } info)
        {
            yield return ("TensorFlow", info.TensorflowVersion);
            yield return ("tags", string.Join(", ", info.Tags));
        }
        foreach (var (name, collection) in meta.CollectionDef.OrderBy(c => c.Key, StringComparer.Ordinal))
            yield return ($"collection {name}", Text(Count(collection)));
        foreach (var (name, signature) in meta.SignatureDef.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var (inputs, outputs) = (
                string.Join(", ", signature.Inputs.Keys),
                string.Join(", ", signature.Outputs.Keys)
            );
            yield return ($"signature {name}", $"{inputs} -> {outputs}");
        }
    }

    private static int Count(CollectionDef collection) =>
        collection.KindCase switch
        {
            CollectionDef.KindOneofCase.NodeList => collection.NodeList.Value.Count,
            CollectionDef.KindOneofCase.BytesList => collection.BytesList.Value.Count,
            CollectionDef.KindOneofCase.Int64List => collection.Int64List.Value.Count,
            CollectionDef.KindOneofCase.FloatList => collection.FloatList.Value.Count,
            CollectionDef.KindOneofCase.AnyList => collection.AnyList.Value.Count,
            _ => 0,
        };

    private static InspectedItem Item(NodeDef node)
    {
        var type =
            node.Attr.TryGetValue("dtype", out var dtype) || node.Attr.TryGetValue("T", out dtype)
                ? dtype.Type
                : DataType.DtInvalid;
        var shape =
            node.Attr.TryGetValue("shape", out var s) && s.Shape is { UnknownRank: false } known
                ? CheckpointInspector.ShapeText(known.Dim.Select(d => d.Size))
                : "";
        return new(
            node.Name,
            type == DataType.DtInvalid ? "" : CheckpointInspector.TypeName(type),
            shape,
            null,
            $"{node.Op}({string.Join(", ", node.Input)})"
        );
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.MetaGraphs;

/// <summary>Attributes that have their op's default: left out so that older readers know all that is there.</summary>
internal static class DefaultAttrs
{
    /// <summary>Takes off all attributes with their default, in the graph and in its functions.</summary>
    public static void Strip(MetaGraphDef def)
    {
        foreach (var node in Nodes(def.GraphDef))
            if (OpRegistry.Find(node.Op) is { } schema)
                foreach (var attr in schema.Def.Attr)
                    if (
                        attr.DefaultValue is { } value
                        && node.Attr.TryGetValue(attr.Name, out var own)
                        && own.Equals(value)
                    )
                        node.Attr.Remove(attr.Name);
        def.MetaInfoDef.StrippedDefaultAttrs = true;
    }

    /// <summary>
    /// Takes off attributes that this engine's ops do not have, where they have the default that the graph's producer gave
    /// them: a newer TensorFlow added them, and they say nothing.
    /// </summary>
    public static void RemoveNew(GraphDef graph, OpList? producerOps)
    {
        var known = producerOps
            ?.Op.DistinctBy(op => op.Name, StringComparer.Ordinal)
            .ToDictionary(op => op.Name, StringComparer.Ordinal);
        if (known is null)
            return;
        foreach (var node in Nodes(graph))
            if (OpRegistry.Find(node.Op) is { } schema && known.TryGetValue(node.Op, out var producer))
                foreach (var attr in producer.Attr)
                    if (
                        attr.DefaultValue is { } value
                        && schema.AttrDef(attr.Name) is null
                        && node.Attr.TryGetValue(attr.Name, out var own)
                        && own.Equals(value)
                    )
                        node.Attr.Remove(attr.Name);
    }

    private static IEnumerable<NodeDef> Nodes(GraphDef graph) =>
        graph.Node.Concat(graph.Library?.Function.SelectMany(f => f.NodeDef) ?? []);
}

using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <content>Export with what is known of shapes.</content>
public sealed partial class Graph
{
    /// <summary>The attribute that tells a reader the shapes which are known of a node's outputs.</summary>
    internal const string OutputShapes = "_output_shapes";

    private void AddShapes(GraphDef def)
    {
        for (var i = 0; i < _operations.Count; i++)
            if (_operations[i].outputs.Length > 0)
                AddSorted(def.Node[i], AttrValues.Of(_operations[i].outputs.Select(o => o.shape)));
    }

    /// <summary>Attributes are in the order of their names, so that files of one graph have the same bytes.</summary>
    private static void AddSorted(NodeDef node, AttrValue shapes)
    {
        node.Attr[OutputShapes] = shapes;
        var sorted = node.Attr.OrderBy(a => a.Key, Graphs.MapOrder.Instance).ToArray();
        node.Attr.Clear();
        foreach (var (key, value) in sorted)
            node.Attr.Add(key, value);
    }
}

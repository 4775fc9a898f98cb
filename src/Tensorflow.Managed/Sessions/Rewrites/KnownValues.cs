namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// Values that follow from constants and the dimensions of this run are computed when the plan is made: shapes, the axes
/// along which a gradient is summed, the offsets of concatenated parts, the share of one example in a mean.
/// </summary>
internal static class KnownValues
{
    public static void Apply(FlowGraph graph)
    {
        var folded = new HashSet<FlowNode>();
        foreach (var node in graph.Nodes)
        {
            graph.Rename(node);
            if (!node.IsPure || !Array.TrueForAll(node.Outputs, slot => graph.Slot(slot).Known is not null))
                continue;
            foreach (var slot in node.Outputs)
                graph.Replace(slot, graph.Constant(graph.Slot(slot).Known!));
            if (!Array.Exists(node.Outputs, graph.IsKept))
                folded.Add(node);
        }
        graph.RemoveAll(folded.Contains);
    }
}

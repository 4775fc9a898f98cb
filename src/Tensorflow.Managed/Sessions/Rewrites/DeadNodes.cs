namespace Tensorflow.Sessions.Rewrites;

/// <summary>Pure nodes that run only because another one waits for them, and whose outputs nobody reads, are left out.</summary>
internal static class DeadNodes
{
    public static void Apply(FlowGraph graph)
    {
        foreach (var node in graph.Nodes)
            graph.Rename(node);
        var read = new bool[graph.Slots.Count];
        var dead = new HashSet<FlowNode>();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            if (
                IsIdle(graph, node)
                || CanGo(graph, node) && !Array.Exists(node.Outputs, slot => read[slot] || graph.IsKept(slot))
            )
            {
                dead.Add(node);
                continue;
            }
            foreach (var slot in node.Inputs)
                read[slot] = true;
        }
        graph.RemoveAll(dead.Contains);
    }

    /// <summary>Whether the node does nothing: a variable's slot has its value from the start.</summary>
    private static bool IsIdle(FlowGraph graph, FlowNode node) =>
        node.Type == "NoOp"
        || node.Type is "VariableV2" or "Variable"
            && Array.TrueForAll(node.Outputs, slot => graph.Slot(slot) is { IsBound: true, Known: null });

    /// <summary>A node of which all dimensions are known cannot fail; one that might is kept, for its error.</summary>
    private static bool CanGo(FlowGraph graph, FlowNode node) =>
        node.IsPure && Array.TrueForAll(node.Outputs, slot => graph.Slot(slot).Dims is not null);
}

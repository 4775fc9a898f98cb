namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// In what order nodes may run: behind what fills their inputs; nodes with effects in the plan's order; and what reads a
/// variable's memory on the same side of each node that writes to variables as in the plan.
/// </summary>
internal static class FlowOrder
{
    /// <summary>For each node the nodes that it must follow, beyond those that fill its inputs.</summary>
    public static Dictionary<FlowNode, List<FlowNode>> Bonds(FlowGraph graph)
    {
        var bonds = new Dictionary<FlowNode, List<FlowNode>>();
        FlowNode? effect = null;
        FlowNode? writer = null;
        var readers = new List<FlowNode>();
        foreach (var node in graph.Nodes.OrderBy(n => n.Place))
        {
            var before = new List<FlowNode>();
            if (!node.IsMovable)
            {
                if (effect is not null)
                    before.Add(effect);
                effect = node;
            }
            if (node.Writes)
            {
                before.AddRange(readers);
                readers.Clear();
                writer = node;
            }
            else if (Array.Exists(node.Inputs, slot => graph.Slot(slot).SharesVariable))
            {
                if (writer is not null)
                    before.Add(writer);
                readers.Add(node);
            }
            if (before.Count > 0)
                bonds.Add(node, before);
        }
        return bonds;
    }

    /// <summary>The nodes in order; among those that could come next the one that stood first in the plan does.</summary>
    public static List<FlowNode> Of(FlowGraph graph)
    {
        var nodes = graph.Nodes;
        var producers = graph.Producers();
        var bonds = Bonds(graph);
        var index = new Dictionary<FlowNode, int>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
            index.Add(nodes[i], i);
        var waiting = new int[nodes.Count];
        var followers = new List<int>?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var slot in nodes[i].Inputs)
                if (producers[slot] is { } producer)
                    Follow(i, index[producer]);
            if (bonds.TryGetValue(nodes[i], out var before))
                foreach (var node in before)
                    Follow(i, index[node]);
        }
        var ready = new PriorityQueue<int, (int, int)>();
        for (var i = 0; i < nodes.Count; i++)
            if (waiting[i] == 0)
                ready.Enqueue(i, (nodes[i].Place, i));
        var order = new List<FlowNode>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(nodes[next]);
            foreach (var follower in followers[next] ?? [])
                if (--waiting[follower] == 0)
                    ready.Enqueue(follower, (nodes[follower].Place, follower));
        }
        return order.Count == nodes.Count
            ? order
            : throw new InternalError("A rewrite of the plan has made a circle of nodes.");

        void Follow(int node, int before)
        {
            waiting[node]++;
            (followers[before] ??= []).Add(node);
        }
    }
}

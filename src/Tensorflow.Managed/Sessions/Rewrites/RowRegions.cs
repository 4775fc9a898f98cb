namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// Nodes that compute row r of their outputs from row r of their inputs - products with a weight matrix, elementwise ops,
/// biases, parts and joins of columns - become one region: a thread takes a block of rows through all of its steps, a
/// whole unrolled recurrent network forth or back for instance, without waiting for the others.
/// </summary>
/// <remarks>
/// Within a region parts of a matrix are no copies; what is joined is computed in its place, or only read side by side;
/// what nothing outside needs lives in the block's scratch memory; weights are packed once.
/// </remarks>
internal static class RowRegions
{
    /// <summary>A matrix so large is not taken through by so few rows: it is better cut by columns.</summary>
    private const long LargeMatrix = 1 << 20;

    public static void Apply(FlowGraph graph)
    {
        foreach (var node in graph.Nodes)
            graph.Rename(node);
        var candidates = new Dictionary<FlowNode, RowNode>();
        foreach (var node in graph.Nodes)
            if (RowNode.Of(graph, node) is { } candidate && !IsBetterAlone(graph, candidate))
                candidates.Add(node, candidate);
        var levels = Levels(graph, candidates);
        var regions = graph
            .Nodes.Where(candidates.ContainsKey)
            .GroupBy(node => (candidates[node].Rows, levels[node]))
            .Select(group => group.Select(node => candidates[node]).ToList())
            .Where(IsWorthwhile)
            .ToArray();
        foreach (var members in regions)
            new RowRegionBuilder(graph, members).Build();
        if (regions.Length > 0)
            graph.Sort();
    }

    private static bool IsBetterAlone(FlowGraph graph, RowNode candidate)
    {
        if (candidate.Kind != RowKind.Product)
            return false;
        var count = graph.Slot(candidate.WholeInputs[0]).Count;
        return candidate.Rows < 4 * graph.Threads && count > LargeMatrix;
    }

    private static bool IsWorthwhile(List<RowNode> members) => members.Count(m => m.Computes) >= 2;

    /// <summary>
    /// A number for each node, such that those with one number and one number of rows have no path between them through
    /// other nodes: it grows wherever a node needs more than the same row of what comes before.
    /// </summary>
    private static Dictionary<FlowNode, int> Levels(FlowGraph graph, Dictionary<FlowNode, RowNode> candidates)
    {
        var producers = graph.Producers();
        var bonds = FlowOrder.Bonds(graph);
        var levels = new Dictionary<FlowNode, int>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            var level = 0;
            var own = candidates.GetValueOrDefault(node);
            foreach (var slot in node.Inputs)
                if (producers[slot] is { } producer)
                    level = Math.Max(level, levels[producer] + (GoesOn(producer, own, slot) ? 0 : Step(producer)));
            foreach (var before in bonds.GetValueOrDefault(node) ?? [])
                level = Math.Max(level, levels[before] + Step(before));
            levels.Add(node, level);
        }
        Raise(graph, candidates, levels);
        return levels;

        int Step(FlowNode producer) => candidates.ContainsKey(producer) ? 1 : 0;

        bool GoesOn(FlowNode producer, RowNode? node, int slot) =>
            node is not null
            && candidates.TryGetValue(producer, out var before)
            && before.Rows == node.Rows
            && node.RowInputs.Contains(slot)
            && !node.WholeInputs.Contains(slot);
    }

    /// <summary>What needs nothing of its own region, and is needed in one later region only, goes there.</summary>
    private static void Raise(
        FlowGraph graph,
        Dictionary<FlowNode, RowNode> candidates,
        Dictionary<FlowNode, int> levels
    )
    {
        var (producers, users) = (graph.Producers(), graph.Users());
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            if (!candidates.TryGetValue(node, out var own) || node.Outputs.Any(graph.IsKept))
                continue;
            if (node.Inputs.Any(slot => graph.Slot(slot).SharesVariable || IsOfOwnRegion(slot)))
                continue;
            var (least, most) = (int.MaxValue, -1);
            foreach (var user in node.Outputs.SelectMany(slot => users[slot]))
            {
                var fits =
                    candidates.TryGetValue(user, out var other)
                    && other.Rows == own.Rows
                    && !other.WholeInputs.Any(node.Outputs.Contains);
                least = Math.Min(least, fits ? levels[user] : -1);
                most = Math.Max(most, levels[user]);
            }
            if (least == most && least > levels[node])
                levels[node] = least;

            bool IsOfOwnRegion(int slot) =>
                producers[slot] is { } producer
                && candidates.TryGetValue(producer, out var before)
                && before.Rows == own.Rows
                && levels[producer] == levels[node];
        }
    }
}

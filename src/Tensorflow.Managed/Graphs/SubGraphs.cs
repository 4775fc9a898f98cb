using Tensorflow.Formats.Proto;

namespace Tensorflow.Graphs;

/// <summary>The part of a graph that some nodes need (graph_util_impl.py).</summary>
internal static class SubGraphs
{
    /// <summary>The nodes, in their order, with the graph's functions and versions.</summary>
    /// <exception cref="AssertionError">A node is not in the graph.</exception>
    public static GraphDef Extract(GraphDef graph, IReadOnlyList<string> nodes)
    {
        var byName = new Dictionary<string, NodeDef>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
            byName[node.Name] = node;
        if (nodes.FirstOrDefault(n => !byName.ContainsKey(n)) is { } unknown)
            throw new AssertionError($"{unknown} is not in graph");
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(nodes);
        while (open.TryPop(out var name))
            if (kept.Add(name) && byName.TryGetValue(name, out var node))
                foreach (var input in node.Input)
                    open.Push(NodeOf(input));
        var part = new GraphDef
        {
            Library = graph.Library?.Clone() ?? new(),
            Versions = graph.Versions?.Clone() ?? new(),
        };
        part.Node.AddRange(graph.Node.Where(n => kept.Contains(n.Name)).Select(n => n.Clone()));
        return part;
    }

    /// <summary>The node that an input names.</summary>
    public static string NodeOf(string input) => ImportedNode.ParseInput(input.TrimStart('^')).Node;
}

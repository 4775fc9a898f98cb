using Tensorflow.Formats.Proto;

namespace Tensorflow.Graphs;

/// <summary>Takes nodes out of a graph that only training needs (graph_util_impl.py, <c>remove_training_nodes</c>).</summary>
internal static class TrainingNodes
{
    private const string Check = "CheckNumerics";
    private const string Identity = "Identity";

    /// <summary>The graph without them: what they were given goes to what they gave to.</summary>
    public static GraphDef Remove(GraphDef graph, IReadOnlySet<string> kept)
    {
        var checks = graph
            .Node.Where(n => n.Op == Check && !kept.Contains(n.Name))
            .Select(n => n.Name)
            .ToHashSet(StringComparer.Ordinal);
        var nodes = graph.Node.Where(n => !checks.Contains(n.Name)).Select(n => n.Clone()).ToArray();
        foreach (var node in nodes)
            Replace(node, input => checks.Contains(input.TrimStart('^')) ? null : input);
        var spliced = Spliced(nodes, kept);
        var result = new GraphDef();
        foreach (var node in nodes.Where(n => !spliced.ContainsKey(n.Name)))
        {
            Replace(node, input => Source(input, spliced));
            result.Node.Add(node);
        }
        return result;
    }

    /// <summary>The identities that can go, with their inputs: nothing waits for them nor lies where they lie.</summary>
    private static Dictionary<string, string> Spliced(NodeDef[] nodes, IReadOnlySet<string> kept)
    {
        var waitedFor = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        var colocated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var input in node.Input.Where(i => i.StartsWith('^')))
            {
                waitedFor.Add(input[1..]);
                waiting.Add(node.Name);
            }
            if (node.Attr.TryGetValue("_class", out var group) && group.List is { } list)
                foreach (var text in list.S.Select(s => s.ToStringUtf8()))
                    if (text.StartsWith("loc:@", StringComparison.Ordinal))
                        colocated.Add(text[5..]);
        }
        return nodes
            .Where(n =>
                n.Op == Identity
                && n.Input.Count > 0
                && !kept.Contains(n.Name)
                && !colocated.Contains(n.Name)
                && !waiting.Contains(n.Name)
                && !waitedFor.Contains(n.Name)
            )
            .ToDictionary(n => n.Name, n => n.Input[0], StringComparer.Ordinal);
    }

    private static string Source(string input, Dictionary<string, string> spliced)
    {
        // A chain of identities is no longer than there are identities; a cycle of them would be.
        for (var i = 0; i <= spliced.Count && spliced.TryGetValue(input.TrimStart('^'), out var source); i++)
            input = source;
        return input;
    }

    private static void Replace(NodeDef node, Func<string, string?> replace)
    {
        var inputs = node.Input.Select(replace).OfType<string>().ToArray();
        node.Input.Clear();
        node.Input.AddRange(inputs);
    }
}

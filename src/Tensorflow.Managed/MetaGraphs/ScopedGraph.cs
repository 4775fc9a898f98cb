using Google.Protobuf;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow.MetaGraphs;

/// <summary>The nodes below one name scope, under names without it.</summary>
internal static class ScopedGraph
{
    /// <summary>The collection of inputs that come from outside of the scope.</summary>
    public const string UnboundInputs = "unbound_inputs";

    private const string UnboundPrefix = "$unbound_inputs_";

    /// <summary>A copy of the nodes that are kept.</summary>
    /// <param name="graph">All nodes.</param>
    /// <param name="scope">The scope, or null for the whole graph.</param>
    /// <param name="excluded">Nodes that are left out.</param>
    /// <param name="clearDevices">Whether nodes forget their devices.</param>
    /// <param name="unbound">Takes the names of inputs from outside.</param>
    public static GraphDef Of(
        GraphDef graph,
        string? scope,
        IReadOnlySet<string> excluded,
        bool clearDevices,
        List<string> unbound
    )
    {
        var kept = new GraphDef { Versions = graph.Versions?.Clone(), Library = graph.Library?.Clone() };
        foreach (var node in graph.Node)
            if (!excluded.Contains(node.Name) && IsWithin(node.Name, scope))
                kept.Node.Add(Node(node, scope, clearDevices, unbound));
        return kept;
    }

    private static NodeDef Node(NodeDef node, string? scope, bool clearDevices, List<string> unbound)
    {
        var copy = node.Clone();
        if (clearDevices)
            copy.Device = "";
        if (string.IsNullOrEmpty(scope))
            return copy;
        copy.Name = ScopedNames.Strip(node.Name, scope);
        for (var i = 0; i < copy.Input.Count; i++)
        {
            var input = copy.Input[i];
            if (IsWithin(input.TrimStart('^'), scope))
                copy.Input[i] = ScopedNames.Strip(input, scope);
            else
            {
                copy.Input[i] = input.StartsWith('^') ? "^" + UnboundPrefix + input[1..] : UnboundPrefix + input;
                unbound.Add(copy.Input[i]);
            }
        }
        if (copy.Attr.TryGetValue("_class", out var group) && group.List is { } list)
        {
            var inside = list
                .S.Select(s => s.ToStringUtf8())
                .Where(s => s.Split('@') is [_, var name, ..] && IsWithin(name, scope))
                .Select(s => ByteString.CopyFromUtf8(ScopedNames.Strip(s, scope)))
                .ToArray();
            list.S.Clear();
            list.S.AddRange(inside);
        }
        if (copy.Op is "Enter" or "RefEnter" && copy.Attr.TryGetValue("frame_name", out var frame))
            frame.S = ByteString.CopyFromUtf8(ScopedNames.Strip(frame.S.ToStringUtf8(), scope));
        return copy;
    }

    private static bool IsWithin(string name, string? scope) =>
        string.IsNullOrEmpty(scope) || name.StartsWith(scope, StringComparison.Ordinal);
}

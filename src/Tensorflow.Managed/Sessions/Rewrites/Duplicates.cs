using System.Runtime.CompilerServices;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>Of pure nodes with the same op, attributes and inputs only the first one runs.</summary>
internal static class Duplicates
{
    public static void Apply(FlowGraph graph)
    {
        var first = new Dictionary<FlowNode, FlowNode>(new SameWork());
        var again = new HashSet<FlowNode>();
        foreach (var node in graph.Nodes)
        {
            graph.Rename(node);
            if (!node.IsPure || !node.IsPlain || Array.Exists(node.Inputs, slot => graph.Slot(slot).SharesVariable))
                continue;
            if (first.TryAdd(node, node))
                continue;
            var known = first[node];
            for (var i = 0; i < node.Outputs.Length; i++)
                graph.Replace(node.Outputs[i], known.Outputs[i]);
            if (!Array.Exists(node.Outputs, graph.IsKept))
                again.Add(node);
        }
        graph.RemoveAll(again.Contains);
    }

    /// <summary>Equality of what two nodes compute.</summary>
    private sealed class SameWork : IEqualityComparer<FlowNode>
    {
        public bool Equals(FlowNode? x, FlowNode? y) =>
            ReferenceEquals(x, y)
            || x is not null
                && y is not null
                && ReferenceEquals(x.Op.Schema, y.Op.Schema)
                && x.Inputs.AsSpan().SequenceEqual(y.Inputs)
                && x.Outputs.Length == y.Outputs.Length
                && SameAttributes(x.Op.Attrs, y.Op.Attrs);

        public int GetHashCode(FlowNode node)
        {
            var hash = new HashCode();
            hash.Add(RuntimeHelpers.GetHashCode(node.Op.Schema));
            foreach (var slot in node.Inputs)
                hash.Add(slot);
            return hash.ToHashCode();
        }

        private static bool SameAttributes(
            IReadOnlyDictionary<string, AttrValue> x,
            IReadOnlyDictionary<string, AttrValue> y
        )
        {
            foreach (var (key, value) in x)
                if (Matters(key) && !(y.TryGetValue(key, out var other) && value.Equals(other)))
                    return false;
            foreach (var key in y.Keys)
                if (Matters(key) && !x.ContainsKey(key))
                    return false;
            return true;
        }

        private static bool Matters(string key) => !key.StartsWith('_');
    }
}

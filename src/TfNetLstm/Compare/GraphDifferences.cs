using Tensorflow.Formats.Proto;

namespace TfNetLstm.Compare;

/// <summary>How two graphs differ, node by node; in words.</summary>
internal static class GraphDifferences
{
    /// <summary>The differences; none where order, names, types, inputs and attributes are equal.</summary>
    public static IReadOnlyList<string> Of(GraphDef expected, GraphDef actual)
    {
        var theirs = expected.Node.ToDictionary(n => n.Name, StringComparer.Ordinal);
        var ours = actual.Node.ToDictionary(n => n.Name, StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var node in expected.Node)
        {
            if (!ours.TryGetValue(node.Name, out var other))
                differences.Add($"{node.Name} ({node.Op}) is missing");
            else
                differences.AddRange(OfNode(node, other));
        }
        differences.AddRange(
            actual.Node.Where(n => !theirs.ContainsKey(n.Name)).Select(n => $"{n.Name} ({n.Op}) is too many")
        );
        if (differences.Count == 0)
        {
            var first = expected.Node.Zip(actual.Node).FirstOrDefault(p => p.First.Name != p.Second.Name);
            if (first.First is { } moved)
                differences.Add($"the order differs from {moved.Name} on, where ours has {first.Second.Name}");
            else if (!expected.Equals(actual))
                differences.Add("versions or functions differ");
        }
        return differences;
    }

    private static IEnumerable<string> OfNode(NodeDef expected, NodeDef actual)
    {
        if (expected.Equals(actual))
            yield break;
        if (expected.Op != actual.Op)
            yield return $"{expected.Name}: op {actual.Op}, not {expected.Op}";
        if (!expected.Input.SequenceEqual(actual.Input, StringComparer.Ordinal))
            yield return $"{expected.Name}: inputs [{string.Join(", ", actual.Input)}], not [{string.Join(", ", expected.Input)}]";
        if (expected.Device != actual.Device)
            yield return $"{expected.Name}: device '{actual.Device}', not '{expected.Device}'";
        foreach (
            var key in expected.Attr.Keys.Union(actual.Attr.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        )
        {
            var (theirs, ours) = (expected.Attr.GetValueOrDefault(key), actual.Attr.GetValueOrDefault(key));
            if (!Equals(theirs, ours))
                yield return $"{expected.Name}: attribute {key} is {Short(ours)}, not {Short(theirs)}";
        }
    }

    private static string Short(AttrValue? value)
    {
        const int Most = 60;
        var text = value?.ToString() ?? "missing";
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}

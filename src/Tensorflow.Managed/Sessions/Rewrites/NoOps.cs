namespace Tensorflow.Sessions.Rewrites;

/// <summary>
/// Nodes whose output is their input - an identity, a sum along no axis, a reshape to the same shape - are left out:
/// who reads the output reads the input.
/// </summary>
internal static class NoOps
{
    public static void Apply(FlowGraph graph)
    {
        var needless = new HashSet<FlowNode>();
        foreach (var node in graph.Nodes)
        {
            graph.Rename(node);
            if (!node.IsPure || node.Outputs.Length != 1 || SameAs(graph, node) is not { } input)
                continue;
            // What comes of a variable keeps its node: it says when the variable is read.
            if (graph.Slot(input).IsBound && graph.Slot(input).Known is null)
                continue;
            graph.Replace(node.Outputs[0], input);
            if (!graph.IsKept(node.Outputs[0]))
                needless.Add(node);
        }
        graph.RemoveAll(needless.Contains);
    }

    /// <summary>The input that the output equals, or null.</summary>
    private static int? SameAs(FlowGraph graph, FlowNode node)
    {
        var output = graph.Slot(node.Outputs[0]);
        int? input = node.Type switch
        {
            "Identity" or "StopGradient" or "PreventGradient" or "Snapshot" or "PlaceholderWithDefault" => node.Inputs[
                0
            ],
            "EnsureShape" or "Reshape" or "ExpandDims" or "Squeeze" or "Slice" or "BroadcastTo" or "Tile" =>
                node.Inputs[0],
            "Cast" when output.Type == graph.Slot(node.Inputs[0]).Type => node.Inputs[0],
            "Sum" or "Mean" or "Max" or "Min" or "Prod" when graph.Slot(node.Inputs[1]).Known is { Count: 0 } =>
                node.Inputs[0],
            "AddN" when node.Inputs.Length == 1 => node.Inputs[0],
            "ConcatV2" when node.Inputs.Length == 2 => node.Inputs[0],
            "Split" => node.Inputs[1],
            "SplitV" => node.Inputs[0],
            _ => null,
        };
        return input is { } slot && output.HasDimsOf(graph.Slot(slot)) && output.Type == graph.Slot(slot).Type
            ? slot
            : null;
    }
}

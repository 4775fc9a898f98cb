namespace Tensorflow.Sessions.Rewrites;

/// <summary>What a node takes out of a tensor along its first axis shares its memory instead of being copied.</summary>
internal static class RowParts
{
    public static void Apply(FlowGraph graph)
    {
        var changed = false;
        foreach (var node in graph.Nodes.ToArray())
        {
            graph.Rename(node);
            if (!node.IsPlain || !node.IsPure || PartsOf(graph, node) is not { } parts)
                continue;
            var dims = Array.ConvertAll(node.Outputs, slot => graph.Slot(slot).Dims!);
            foreach (var slot in node.Outputs)
                graph.Slot(slot).SharesVariable = graph.Slot(parts.Whole).SharesVariable;
            var work = new Sharing(parts.First, dims);
            var fused = new FlowNode(node, "RowParts", work.Run, [parts.Whole], node.Outputs) { MayShareMemory = true };
            graph.Fuse(new HashSet<FlowNode> { node }, [fused]);
            changed = true;
        }
        if (changed)
            graph.Sort();
    }

    /// <summary>The tensor that the node takes parts of, and for each of them the first element; or null.</summary>
    private static (int Whole, int[] First)? PartsOf(FlowGraph graph, FlowNode node)
    {
        var (input, axis, begin) = node.Type switch
        {
            "Split" => (1, Known(0), 0L),
            "SplitV" => (0, Known(2), 0L),
            "Unpack" => (0, node.Op.Int("axis"), 0L),
            "Slice" => (0, 0L, FirstRow(graph, node)),
            _ => (-1, -1L, -1L),
        };
        if (axis != 0 || begin < 0 || graph.Slot(node.Inputs[input]) is not { Dims: [> 0, ..] } whole)
            return null;
        if (whole.Type == TF_DataType.TF_STRING || whole.Count is <= 0 or > int.MaxValue)
            return null;
        var first = new int[node.Outputs.Length];
        var at = begin * (whole.Count / whole.Dims[0]);
        for (var i = 0; i < first.Length; i++)
        {
            var count = graph.Slot(node.Outputs[i]).Count;
            if (count < 0)
                return null;
            first[i] = (int)at;
            at += count;
        }
        return at <= whole.Count ? (node.Inputs[input], first) : null;

        long Known(int slot) => graph.Slot(node.Inputs[slot]).Known is { Count: 1 } value ? value.Integer(0) : -1;
    }

    /// <summary>The first row of a slice that takes whole rows, else -1.</summary>
    private static long FirstRow(FlowGraph graph, FlowNode node)
    {
        var (whole, output) = (graph.Slot(node.Inputs[0]).Dims, graph.Slot(node.Outputs[0]).Dims);
        return
            whole is { Length: > 0 }
            && output is not null
            && graph.Slot(node.Inputs[1]).Known is { } begin
            && whole.AsSpan(1).SequenceEqual(output.AsSpan(1))
            ? begin.Integer(0)
            : -1;
    }

    private sealed class Sharing(int[] first, long[][] dims)
    {
        public void Run(KernelContext context)
        {
            for (var i = 0; i < first.Length; i++)
                context.Output(i).SharePart(context.Input(0), first[i], dims[i]);
        }
    }
}

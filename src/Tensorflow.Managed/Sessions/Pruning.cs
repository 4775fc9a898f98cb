using Tensorflow.Graphs;

namespace Tensorflow.Sessions;

/// <summary>Finds what a run needs.</summary>
internal static class Pruning
{
    /// <summary>
    /// The nodes that fetches and targets depend on, behind which feeds cut off the rest, in creation order as far as
    /// inputs then come before their users; a loop's way back does not count.
    /// </summary>
    public static Operation[] Needed(Tensor[] fetches, Operation[] targets, Tensor[] feeds)
    {
        var fed = feeds.ToHashSet();
        var needed = new HashSet<Operation>();
        var open = new Stack<Operation>(targets);
        foreach (var fetch in fetches)
            Need(fetch);
        while (open.TryPop(out var op))
        {
            if (!needed.Add(op))
                continue;
            foreach (var input in op.inputs)
                Need(input);
            foreach (var control in op.control_inputs)
                open.Push(control);
        }
        return ReadsFirst.Order(InOrder([.. needed.OrderBy(op => op.Id)], fed), fed);

        void Need(Tensor tensor)
        {
            if (!fed.Contains(tensor))
                open.Push(tensor.op);
        }
    }

    private static Operation[] InOrder(Operation[] nodes, HashSet<Tensor> fed)
    {
        if (Array.TrueForAll(nodes, op => ControlFlow.Sources(op, fed).All(source => source.Id < op.Id)))
            return nodes;
        var index = new Dictionary<Operation, int>(nodes.Length);
        for (var i = 0; i < nodes.Length; i++)
            index.Add(nodes[i], i);
        var order = TopologicalOrder.Of(
            nodes.Length,
            i => ControlFlow.Sources(nodes[i], fed).Select(source => index[source])
        );
        return order.Count == nodes.Length
            ? [.. order.Select(i => nodes[i])]
            : throw new InvalidArgumentError(
                $"{nodes.Length - order.Count} nodes are in a cycle that leads through no loop, or behind one."
            );
    }
}

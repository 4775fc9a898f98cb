namespace Tensorflow.Sessions;

/// <summary>Finds what a run needs.</summary>
internal static class Pruning
{
    /// <summary>
    /// The nodes that fetches and targets depend on, behind which feeds cut off the rest, in creation order: that is an
    /// order in which inputs come before their users.
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
        return [.. needed.OrderBy(op => op.Id)];

        void Need(Tensor tensor)
        {
            if (!fed.Contains(tensor))
                open.Push(tensor.op);
        }
    }
}

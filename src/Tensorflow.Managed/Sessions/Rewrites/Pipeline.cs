namespace Tensorflow.Sessions.Rewrites;

/// <summary>Makes of a plan's nodes the program for a run with feeds of certain dimensions.</summary>
internal static class Pipeline
{
    /// <summary>Applies the rewrites in turn; where the dimensions contradict, the plan runs as it is and says so.</summary>
    public static RunProgram Make(Plan plan, Frame frame, IReadOnlyList<Rewrite> rewrites, int threads)
    {
        var slots = plan.Describe(frame).ToArray();
        var conditions = slots
            .Select((facts, slot) => (Slot: slot, Facts: facts))
            .Where(s => s.Facts.SharesVariable || plan.FeedSlots.Contains(s.Slot))
            .Select(s => (s.Slot, s.Facts.Dims!))
            .ToArray();
        var graph = new FlowGraph(plan.Nodes, slots, plan.FetchSlots, threads);
        if (!RunFacts.TryFill(graph))
            return new(plan.Nodes, plan.SlotCount, plan.Default.Constants) { Conditions = conditions };
        foreach (var rewrite in rewrites)
            rewrite.Apply(graph);
        var nodes = graph.Nodes.Select(node => new PlanNode(node.Op, node.Kernel, node.Inputs, node.Outputs)).ToArray();
        Liveness.Mark(nodes, graph.Slots.Count, [.. Enumerable.Range(0, graph.Slots.Count).Where(graph.IsKept)]);
        return new(nodes, graph.Slots.Count, graph.Constants) { Conditions = conditions };
    }
}

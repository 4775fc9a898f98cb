namespace Tensorflow.Sessions;

/// <summary>Finds out where each value is used last, so that its memory can be used again from there on.</summary>
internal static class Liveness
{
    /// <summary>Marks the nodes; the kept slots outlive the last node.</summary>
    public static void Mark(PlanNode[] nodes, int slots, IEnumerable<int> kept)
    {
        var seen = new bool[slots];
        foreach (var slot in kept)
            seen[slot] = true;
        for (var i = nodes.Length - 1; i >= 0; i--)
            Mark(nodes[i], seen);
    }

    /// <summary>Marks the nodes of a plan with loops.</summary>
    public static void Mark(PlanNode[] nodes, ControlPlan control, int slots, IEnumerable<int> kept)
    {
        var seen = new bool[slots];
        foreach (var slot in kept)
            seen[slot] = true;
        for (var i = control.Steps.Length - 1; i >= 0; i--)
        {
            var step = control.Steps[i];
            if (step.Node >= 0)
            {
                Mark(nodes[step.Node], seen);
                // What a NextIteration node makes is read at the loop's top, and from there to here by nothing.
                if (ControlFlow.IsNextIteration(nodes[step.Node].Op))
                    seen[nodes[step.Node].Outputs[0]] = false;
            }
            else if (step is { Kind: StepKind.LoopEnd, Loop: { } loop })
            {
                loop.Released = [.. loop.Slots.Where(slot => !seen[slot])];
                foreach (var slot in loop.Slots)
                    seen[slot] = true;
            }
        }
    }

    private static void Mark(PlanNode node, bool[] seen)
    {
        var uses = new Dictionary<int, int>(node.Inputs.Length);
        foreach (var slot in node.Inputs)
            uses[slot] = uses.GetValueOrDefault(slot) + 1;
        node.Dying = Array.ConvertAll(node.Inputs, slot => !seen[slot] && uses[slot] == 1);
        node.Released = [.. node.Inputs.Concat(node.Outputs).Where(slot => !seen[slot]).Distinct()];
        foreach (var slot in node.Released)
            seen[slot] = true;
    }
}

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
        {
            var node = nodes[i];
            node.Dying = Array.ConvertAll(node.Inputs, slot => !seen[slot] && node.Inputs.Count(s => s == slot) == 1);
            node.Released = [.. node.Inputs.Concat(node.Outputs).Where(slot => !seen[slot]).Distinct()];
            foreach (var slot in node.Released)
                seen[slot] = true;
        }
    }
}

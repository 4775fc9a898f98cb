using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>Nodes in the order in which they run: the plan's own, or what rewrites made of them.</summary>
/// <param name="nodes">The nodes, with the slots they let go.</param>
/// <param name="slotCount">The slots: first the plan's, then those that the rewrites have added.</param>
/// <param name="constants">The values of added slots that have one from the start.</param>
internal sealed class RunProgram(PlanNode[] nodes, int slotCount, IReadOnlyDictionary<int, Value> constants)
{
    public PlanNode[] Nodes => nodes;

    public int SlotCount => slotCount;

    public IReadOnlyDictionary<int, Value> Constants => constants;

    /// <summary>The slots of feeds and variables on whose dimensions the program rests, and those dimensions.</summary>
    public (int Slot, long[] Dims)[] Conditions { get; init; } = [];

    /// <summary>Whether the values in a frame are as the program expects them.</summary>
    public bool Fits(Frame frame)
    {
        foreach (var (slot, dims) in Conditions)
            if (!frame[slot].IsSet || !frame[slot].Dims.SequenceEqual(dims))
                return false;
        return true;
    }
}

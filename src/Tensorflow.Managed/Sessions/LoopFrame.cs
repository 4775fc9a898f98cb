namespace Tensorflow.Sessions;

/// <summary>The nodes of one loop, from its Enter nodes to its Exit nodes; or those in no loop at all, the root.</summary>
internal sealed class LoopFrame(LoopFrame? parent, string name)
{
    public LoopFrame? Parent => parent;

    public string Name => name;

    /// <summary>The nodes that belong to this loop and to none within it.</summary>
    public List<Operation> Nodes { get; } = [];

    /// <summary>The loops within, by name.</summary>
    public Dictionary<string, LoopFrame> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>The nodes of this loop and of all loops within.</summary>
    public IEnumerable<Operation> AllNodes => Nodes.Concat(Children.Values.SelectMany(c => c.AllNodes));

    /// <summary>The loop of this name within this one.</summary>
    public LoopFrame Child(string child)
    {
        if (!Children.TryGetValue(child, out var frame))
            Children.Add(child, frame = new(this, child));
        return frame;
    }
}

using Tensorflow.Values;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>A plan while it is rewritten: nodes in an order that works, and what is known of the slots between them.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<int, Value> _constants = [];
    private readonly HashSet<int> _kept;
    private int[] _renamed;

    public FlowGraph(IReadOnlyList<PlanNode> nodes, IEnumerable<FlowSlot> slots, IEnumerable<int> kept, int threads)
    {
        Nodes = [.. nodes.Select((node, place) => new FlowNode(node, place))];
        Slots = [.. slots];
        _kept = [.. kept];
        _renamed = [.. Enumerable.Range(0, Slots.Count)];
        BaseSlots = Slots.Count;
        Threads = threads;
    }

    /// <summary>The nodes; each stands behind those that fill its inputs.</summary>
    public List<FlowNode> Nodes { get; private set; }

    public List<FlowSlot> Slots { get; }

    /// <summary>How many slots the plan has without rewrites.</summary>
    public int BaseSlots { get; }

    /// <summary>The threads of the session.</summary>
    public int Threads { get; }

    /// <summary>The slots that rewrites have bound to constants.</summary>
    public IReadOnlyDictionary<int, Value> Constants => _constants;

    /// <summary>Whether the slot outlives the run's last node: it is fetched or bound.</summary>
    public bool IsKept(int slot) => _kept.Contains(slot) || Slots[slot].IsBound;

    public FlowSlot Slot(int slot) => Slots[slot];

    /// <summary>A slot for what no node of the graph makes.</summary>
    public int NewSlot(TF_DataType type, long[] dims)
    {
        Slots.Add(new() { Type = type, Dims = dims });
        return Slots.Count - 1;
    }

    /// <summary>A slot bound to a value.</summary>
    public int Constant(Value value)
    {
        Slots.Add(
            new()
            {
                Type = value.DType,
                Dims = value.Dims.ToArray(),
                Known = value,
                IsBound = true,
            }
        );
        _constants.Add(Slots.Count - 1, value);
        return Slots.Count - 1;
    }

    /// <summary>Lets everything that reads one slot read another one from now on; takes effect by <see cref="Rename"/>.</summary>
    public void Replace(int slot, int by)
    {
        if (_renamed.Length < Slots.Count)
        {
            var known = _renamed.Length;
            Array.Resize(ref _renamed, Slots.Count);
            for (var i = known; i < _renamed.Length; i++)
                _renamed[i] = i;
        }
        _renamed[slot] = _renamed[by];
    }

    /// <summary>The slot that is read for this one.</summary>
    public int Renamed(int slot) => slot < _renamed.Length ? _renamed[slot] : slot;

    /// <summary>Gives a node's inputs the slots that are read for them.</summary>
    public void Rename(FlowNode node)
    {
        for (var i = 0; i < node.Inputs.Length; i++)
            node.Inputs[i] = Renamed(node.Inputs[i]);
    }

    public void RemoveAll(Predicate<FlowNode> match) => Nodes.RemoveAll(match);

    /// <summary>Takes nodes out and puts one in, then finds an order in which it works.</summary>
    public void Fuse(IReadOnlySet<FlowNode> members, IEnumerable<FlowNode> by)
    {
        Nodes.RemoveAll(members.Contains);
        Nodes.AddRange(by);
    }

    /// <summary>Puts the nodes in an order that works again.</summary>
    public void Sort() => Nodes = FlowOrder.Of(this);

    /// <summary>For each slot the node that fills it; none for a constant or a variable.</summary>
    public FlowNode?[] Producers()
    {
        var producers = new FlowNode?[Slots.Count];
        foreach (var node in Nodes)
        foreach (var slot in node.Outputs)
            if (!Slots[slot].IsBound)
                producers[slot] = node;
        return producers;
    }

    /// <summary>For each slot the nodes that read it, each once for each time.</summary>
    public List<FlowNode>[] Users()
    {
        var users = new List<FlowNode>[Slots.Count];
        for (var i = 0; i < users.Length; i++)
            users[i] = [];
        foreach (var node in Nodes)
        foreach (var slot in node.Inputs)
            users[slot].Add(node);
        return users;
    }
}

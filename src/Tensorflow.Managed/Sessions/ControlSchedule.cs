using Tensorflow.Graphs;

namespace Tensorflow.Sessions;

/// <summary>
/// Recognises the loops in what a run needs, and puts the nodes in an order in which each loop is one piece: its Enter nodes,
/// its body with the loops within, its NextIteration nodes.
/// </summary>
internal sealed class ControlSchedule
{
    private readonly Dictionary<Operation, LoopFrame> _frames = [];
    private readonly Dictionary<Operation, int> _position = [];
    private readonly HashSet<Operation> _conditional = [];
    private readonly IReadOnlySet<Tensor> _fed;
    private readonly LoopFrame _root = new(null, "");

    private ControlSchedule(Operation[] nodes, IReadOnlySet<Tensor> fed)
    {
        _fed = fed;
        for (var i = 0; i < nodes.Length; i++)
        {
            var op = nodes[i];
            _position.Add(op, i);
            if (ControlFlow.Steers(op) || Sources(op).Any(_conditional.Contains))
                _conditional.Add(op);
            var frame = FrameOf(op);
            _frames.Add(op, frame);
            frame.Nodes.Add(op);
        }
        Emit(_root, null);
    }

    /// <summary>The nodes in order; between them, where loops begin and end.</summary>
    public List<(StepKind Kind, Operation? Op, LoopFrame? Loop)> Steps { get; } = [];

    /// <summary>The schedule of these nodes, or null where none of them steers.</summary>
    public static ControlSchedule? Of(Operation[] nodes, Tensor[] feeds) =>
        Array.Exists(nodes, ControlFlow.Steers) ? new(nodes, feeds.ToHashSet()) : null;

    /// <summary>Whether it depends on the run whether, and how often, the node runs.</summary>
    public bool IsConditional(Operation op) => _conditional.Contains(op);

    /// <summary>Whether the tensor has one value in a run: it is no loop's own.</summary>
    public bool IsOutsideLoops(Tensor tensor) =>
        !_frames.ContainsKey(tensor.op) || ReferenceEquals(OutputFrame(tensor.op), _root);

    private IEnumerable<Operation> Sources(Operation op) => ControlFlow.Sources(op, _fed);

    private LoopFrame FrameOf(Operation op)
    {
        LoopFrame? frame = null;
        Operation? first = null;
        foreach (var source in Sources(op))
        {
            var other = OutputFrame(source);
            if (frame is not null && !ReferenceEquals(frame, other))
                throw new InvalidArgumentError(
                    $"{{{{node {op.name}}}}} has inputs from different frames. The input {{{{node {first!.name}}}}} is in frame "
                        + $"'{frame.Name}'. The input {{{{node {source.name}}}}} is in frame '{other.Name}'.",
                    op
                );
            (frame, first) = (other, source);
        }
        frame ??= _root;
        if (!ControlFlow.IsEnter(op))
            return frame;
        var loop = frame.Child(op.String("frame_name"));
        return Sources(op).Any(source => ReferenceEquals(_frames[source], loop)) ? throw NeedsItself(loop) : loop;
    }

    private static InvalidArgumentError NeedsItself(LoopFrame loop) =>
        new($"The loop '{loop.Name}', or one within it, needs its own result before it ends.");

    private LoopFrame OutputFrame(Operation op) =>
        !ControlFlow.IsExit(op)
            ? _frames[op]
            : _frames[op].Parent
                ?? throw new InvalidArgumentError(
                    $"{{{{node {op.name}}}}} leaves a loop that nothing enters: an Exit node needs an Enter node.",
                    op
                );

    /// <summary>Appends the steps of one loop (or of the root): each unit is a node, or a whole loop within.</summary>
    private void Emit(LoopFrame frame, LoopFrame? loop)
    {
        var units = frame
            .Nodes.Select(op => (Unit: (object)op, At: _position[op]))
            .Concat(frame.Children.Values.Select(c => (Unit: (object)c, At: c.AllNodes.Min(op => _position[op]))))
            .OrderBy(u => u.At)
            .Select(u => u.Unit)
            .ToArray();
        var index = new Dictionary<object, int>();
        for (var i = 0; i < units.Length; i++)
            index.Add(units[i], i);
        var order = TopologicalOrder.Of(units.Length, i => Dependencies(frame, units[i]).Select(u => index[u]));
        if (order.Count < units.Length)
            throw NeedsItself(frame);
        if (loop is not null)
            Steps.Add((StepKind.LoopBegin, null, loop));
        foreach (var op in frame.Nodes.Where(ControlFlow.IsEnter))
            Steps.Add((StepKind.Compute, op, loop));
        if (loop is not null)
            Steps.Add((StepKind.LoopTop, null, loop));
        foreach (var i in order)
            if (units[i] is LoopFrame child)
                Emit(child, child);
            else if (units[i] is Operation op && !ControlFlow.IsEnter(op) && !ControlFlow.IsNextIteration(op))
                Steps.Add((KindOf(op), op, loop));
        foreach (var op in frame.Nodes.Where(ControlFlow.IsNextIteration))
            Steps.Add((StepKind.Compute, op, loop));
        if (loop is not null)
            Steps.Add((StepKind.LoopEnd, null, loop));
    }

    private static StepKind KindOf(Operation op) =>
        ControlFlow.IsSwitch(op) ? StepKind.Switch
        : ControlFlow.IsMerge(op) ? StepKind.Merge
        : ControlFlow.IsExit(op) ? StepKind.Exit
        : op.type == "ControlTrigger" ? StepKind.ControlTrigger
        : StepKind.Compute;

    /// <summary>The units of the frame that this one needs.</summary>
    private IEnumerable<object> Dependencies(LoopFrame frame, object unit)
    {
        var ops = unit is LoopFrame child ? child.AllNodes : [(Operation)unit];
        return ops.SelectMany(Sources)
            .Select(source => UnitOf(source, frame))
            .OfType<object>()
            .Where(u => !ReferenceEquals(u, unit))
            .Distinct();
    }

    private object? UnitOf(Operation op, LoopFrame frame)
    {
        var own = _frames[op];
        if (ReferenceEquals(own, frame))
            return op;
        for (; own is not null; own = own.Parent)
            if (ReferenceEquals(own.Parent, frame))
                return own;
        return null;
    }
}

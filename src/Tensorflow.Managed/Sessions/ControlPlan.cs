namespace Tensorflow.Sessions;

/// <summary>The steps of a plan with control flow, over the plan's nodes and slots.</summary>
internal sealed class ControlPlan
{
    private readonly Dictionary<Operation, int> _flags = [];

    public ControlPlan(ControlSchedule schedule, PlanNode[] nodes, SlotTable slots)
    {
        var index = new Dictionary<Operation, int>(nodes.Length);
        for (var i = 0; i < nodes.Length; i++)
            index.Add(nodes[i].Op, i);
        foreach (var (_, op, _) in schedule.Steps)
            if (op is not null && schedule.IsConditional(op))
            {
                _flags.Add(op, FlagCount);
                FlagCount += ControlFlow.IsSwitch(op) ? 3 : 1;
            }
        var loops = new Dictionary<LoopFrame, LoopPlan>();
        var steps = new List<Step>();
        foreach (var (kind, op, frame) in schedule.Steps)
        {
            if (op is null)
            {
                if (kind == StepKind.LoopBegin)
                    loops.Add(frame!, new());
                var loop = loops[frame!];
                if (kind == StepKind.LoopTop)
                    loop.Top = steps.Count + 1;
                steps.Add(new() { Kind = kind, Loop = loop });
            }
            else if (index.TryGetValue(op, out var node))
            {
                steps.Add(StepOf(kind, op, node));
                if (frame is not null)
                    Note(loops[frame], op, slots);
            }
        }
        Steps = [.. steps];
    }

    public Step[] Steps { get; }

    /// <summary>How many flags a run needs.</summary>
    public int FlagCount { get; }

    /// <summary>The flag that tells whether the tensor is dead, or -1.</summary>
    public int FlagOf(Tensor tensor) =>
        !_flags.TryGetValue(tensor.op, out var flag) ? -1
        : ControlFlow.IsSwitch(tensor.op) ? flag + 1 + tensor.value_index
        : flag;

    private Step StepOf(StepKind kind, Operation op, int node)
    {
        var inputs = op.inputs.Select(FlagOf);
        var guards = kind switch
        {
            StepKind.Merge => inputs,
            StepKind.ControlTrigger => [],
            _ => inputs
                .Concat(op.control_inputs.Select(c => _flags.GetValueOrDefault(c, -1)))
                .Where(flag => flag >= 0)
                .Distinct(),
        };
        return new()
        {
            Kind = kind,
            Node = node,
            Flag = _flags.GetValueOrDefault(op, -1),
            Guards = [.. guards],
        };
    }

    private void Note(LoopPlan loop, Operation op, SlotTable slots)
    {
        var flag = _flags[op];
        if (ControlFlow.IsNextIteration(op))
        {
            loop.NextFlags.Add(flag);
            loop.Slots.Add(slots.Of(op.outputs[0]));
        }
        else if (ControlFlow.IsExit(op))
            loop.ExitFlags.Add(flag);
        else if (ControlFlow.IsConstantEnter(op))
            loop.Slots.Add(slots.Of(op.outputs[0]));
        else if (ControlFlow.IsEnter(op))
            loop.EnterFlags.Add(flag);
    }
}

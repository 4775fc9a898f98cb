using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Sessions.Rewrites;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>
/// How to compute some fetches from some feeds: the nodes that are needed, in order, each with its kernel and the slots
/// of its inputs and outputs. Built once; a frame holds the values of one run.
/// </summary>
internal sealed partial class Plan
{
    private readonly Stack<Frame> _frames = new();
    private readonly Tensor[] _fetches;
    private readonly Operation[] _targets;
    private readonly Tensor[] _feeds;

    /// <summary>The values that slots have from the start: constants and the session's variables; null for the rest.</summary>
    private readonly Value?[] _bound;

    public Plan(
        Tensor[] fetches,
        Operation[] targets,
        Tensor[] feeds,
        SessionState state,
        IReadOnlyList<Rewrite>? rewrites = null
    )
    {
        (_fetches, _targets, _feeds, _rewrites) = (fetches, targets, feeds, rewrites ?? Rewrite.All);
        var slots = new SlotTable(state);
        FeedSlots = Array.ConvertAll(feeds, slots.Fed);
        var nodes = Pruning.Needed(fetches, targets, feeds);
        var schedule = ControlSchedule.Of(nodes, feeds);
        if (schedule is not null)
            nodes = [.. schedule.Steps.Select(s => s.Op).OfType<Operation>()];
        if (!Array.Exists(feeds, f => ConstantFolding.Evaluate(f) is not null))
            nodes =
            [
                .. nodes.Where(op => schedule is not null && schedule.IsConditional(op) || !slots.TryBindConstants(op)),
            ];
        foreach (var op in nodes)
        foreach (var input in op.inputs)
            if (ControlFlow.IsBackEdge(op, input))
                slots.Reserve(input);
        Nodes = [.. nodes.Select(op => new PlanNode(op, slots, state))];
        FetchSlots = Array.ConvertAll(fetches, slots.Of);
        if (schedule is null)
            Liveness.Mark(Nodes, slots.Count, [.. FetchSlots, .. slots.BoundSlots]);
        else
        {
            CheckFetches(schedule);
            Control = new(schedule, Nodes, slots);
            Liveness.Mark(Nodes, Control, slots.Count, [.. FetchSlots, .. slots.BoundSlots]);
        }
        _bound = slots.Bound();
        Default = new(Nodes, _bound.Length, new Dictionary<int, Value>());
    }

    /// <summary>The nodes in the order in which they run.</summary>
    public PlanNode[] Nodes { get; }

    /// <summary>The nodes as they are: what runs where no rewrite applies.</summary>
    public RunProgram Default { get; }

    /// <summary>Whether some node writes to a variable.</summary>
    public bool WritesVariables => Array.Exists(Nodes, n => Writes(n.Op));

    /// <summary>What is fed.</summary>
    public ReadOnlySpan<Tensor> Feeds => _feeds;

    /// <summary>Where the feeds go.</summary>
    public int[] FeedSlots { get; }

    /// <summary>Where the fetches lie after a run.</summary>
    public int[] FetchSlots { get; }

    /// <summary>The steps of a plan with branches or loops; null where the nodes run one after the other.</summary>
    public ControlPlan? Control { get; }

    /// <summary>Whether the run did not make this fetch: it lies in a branch that was not taken.</summary>
    public bool IsDead(Frame frame, int fetch) => Control is not null && frame.IsDead(Control.FlagOf(_fetches[fetch]));

    /// <summary>The name of the node that makes a fetch.</summary>
    public string FetchName(int fetch) => _fetches[fetch].op.name;

    /// <summary>Whether this is the plan for these fetches, targets and feeds.</summary>
    public bool Fits(ReadOnlySpan<Tensor> fetches, ReadOnlySpan<Operation> targets, ReadOnlySpan<Tensor> feeds) =>
        _fetches.AsSpan().SequenceEqual(fetches)
        && _targets.AsSpan().SequenceEqual(targets)
        && _feeds.AsSpan().SequenceEqual(feeds);

    /// <summary>A frame for one run: a used one, or a new one while others run at the same time.</summary>
    public Frame Rent(Kernels.WorkerPool workers, BufferPool buffers)
    {
        lock (_frames)
            if (_frames.TryPop(out var frame))
                return frame;
        return new(this, _bound, workers, buffers);
    }

    /// <summary>What takes a reference writes to it, but for those that hand it on or only look at it.</summary>
    private static bool Writes(Operation op) =>
        op.type != "IsVariableInitialized"
        && !op.type.StartsWith("Ref", StringComparison.Ordinal)
        && op.Schema.Def.InputArg.Any(arg => arg.IsRef);

    private void CheckFetches(ControlSchedule schedule)
    {
        if (Array.Find(_fetches, f => !schedule.IsOutsideLoops(f)) is { } inside)
            throw new ValueError($"Operation '{inside.op.name}' has been marked as not fetchable.");
    }

    public void Return(Frame frame)
    {
        lock (_frames)
            _frames.Push(frame);
    }
}

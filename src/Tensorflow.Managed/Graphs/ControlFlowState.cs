using Tensorflow.Operations;
using Tensorflow.Sessions;

namespace Tensorflow.Graphs;

/// <summary>The loops that one call of gradients goes through (control_flow_state.py).</summary>
internal sealed class ControlFlowState
{
    private readonly Dictionary<WhileContext, GradLoopState> _states = [];

    /// <summary>Adds the loops of the exits among these nodes; a loop's other exits join the list.</summary>
    public static ControlFlowState? Of(List<Operation> between, HashSet<Operation> set, bool colocate)
    {
        ControlFlowState? state = null;
        for (var i = 0; i < between.Count; i++)
            if (ControlFlow.IsExit(between[i]))
            {
                using var colocation = colocate ? between[i].graph.OpenColocation(between[i]) : null;
                (state ??= new()).Add(between[i], between, set);
            }
        return state;
    }

    /// <summary>The loop that a node, or what comes before an exit's gradient, belongs to.</summary>
    public GradLoopState? StateOf(Operation op, bool before)
    {
        var loop = before ? ControlFlowContext.OfOutputs(op)?.Loop : ControlFlowContext.LoopOf(op);
        return loop is null ? null : _states.GetValueOrDefault(loop);
    }

    /// <summary>Enters the loop of a node's gradient.</summary>
    public Scope? Enter(Operation op, bool before)
    {
        var context = StateOf(op, before)?.GradContext;
        context?.Enter();
        return context is null ? null : new(context.Exit);
    }

    /// <summary>The exits that no y needs, of loops whose other exits are all there: they start with zeros.</summary>
    public List<Tensor> UnusedExits(Dictionary<Operation, int> pending, HashSet<Operation> to)
    {
        var exits = new List<Tensor>();
        foreach (var state in _states.Values)
        {
            foreach (var exit in state.ForwardExits)
                if (pending.GetValueOrDefault(exit.op) == 0)
                {
                    state.PendingExits--;
                    if (!to.Contains(exit.op))
                        state.UnusedExits.Add(exit);
                    if (state.PendingExits == 0)
                        exits.AddRange(state.UnusedExits);
                }
            foreach (var enter in state.ForwardContext.LoopEnters)
                if (pending.GetValueOrDefault(enter.op) == 0)
                    pending[enter.op] = 1;
        }
        return exits;
    }

    /// <summary>Zeros as the gradient of an exit that none comes to.</summary>
    public Tensor ZerosForExit(Tensor exit)
    {
        var (shape, type) = (exit.shape, exit.dtype.as_base_dtype());
        var outerLoop = exit.op.ControlFlowContext!.Outer;
        var outer = outerLoop?.Loop is { } loop ? _states.GetValueOrDefault(loop) : null;
        if (outer is null)
            return shape.IsFullyDefined
                ? SourceOps.Zeros(shape, type)
                : OpBuilder.Tensor("ZerosLike", "zeros_like", [exit]);
        if (shape.IsFullyDefined)
            return In(outer.GradContext, () => SourceOps.Zeros(shape, type));
        var runtimeShape = In(outerLoop!, () => ShapeOps.Shape(exit, optimize: false));
        var history = outer.AddForwardAccumulator(runtimeShape);
        return In(outer.GradContext, () => SourceOps.Zeros(outer.AddBackValue(history, runtimeShape), type));
    }

    /// <summary>Zeros as the gradient of an output that none comes to; null for a loop's switch.</summary>
    public Tensor? Zeros(Operation op, int index)
    {
        if (IsLoopSwitch(op))
            return null;
        if (StateOf(op, before: false) is not { } state)
            return ZerosOutsideLoops(op, index);
        var output = op.outputs[index];
        var (type, isSwitch) = (output.dtype.as_base_dtype(), ControlFlow.IsSwitch(op));
        var cond = op.ControlFlowContext as CondContext;
        if (output.shape.IsFullyDefined)
        {
            var zeros = ControlFlowOps.ZerosConstant(output.shape, type, null, op.graph);
            return isSwitch ? ControlFlowOps.SwitchOnto(zeros, state.KnownPredicate(cond!))[1 - cond!.Branch] : zeros;
        }
        var shape = isSwitch ? ShapeOfOtherBranch(op, cond!) : In(op.ControlFlowContext!, () => ShapeOf(output));
        state.GradContext.Exit();
        var history = state.AddForwardAccumulator(shape, isSwitch);
        state.GradContext.Enter();
        return SourceOps.Zeros(state.AddBackValue(history, shape, isSwitch), type);
    }

    /// <summary>Zeros outside all loops: a branch's are made in the branch that is taken.</summary>
    public static Tensor ZerosOutsideLoops(Operation op, int index)
    {
        var output = op.outputs[index];
        if (!ControlFlow.IsSwitch(op) || op.ControlFlowContext is not CondContext cond)
            return ZerosLike(output);
        var side = ControlFlowOps.Switch(op.inputs[0], cond.Pred)[1 - cond.Branch];
        // The control input is on the whole node, not on one output of the switch.
        var pivot = SourceOps.Identity(side);
        var shape = ShapeOf(side);
        using var control = op.graph.OpenControlDependencies([pivot]);
        return SourceOps.Zeros(shape, output.dtype.as_base_dtype());
    }

    /// <summary>Closes the gradient's loops of variables that do not depend on themselves.</summary>
    public void Finish()
    {
        foreach (var state in _states.Values)
        foreach (var merge in state.Merges.Values)
        {
            if (!ReferenceEquals(merge.op.inputs[0], merge.op.inputs[1]))
                continue;
            var start = merge.op.inputs[0];
            var type = start.dtype.as_base_dtype();
            var zeros = start.shape.IsFullyDefined
                ? null
                : InOrHere(state.GradContext.Outer, () => SourceOps.Zeros(ShapeOf(start.op.inputs[0]), type));
            merge.op.UpdateInput(
                1,
                In(
                    state.GradContext,
                    () =>
                        ControlFlowOps.NextIteration(
                            zeros ?? ControlFlowOps.ZerosConstant(start.shape, type, null, merge.graph)
                        )
                )
            );
        }
    }

    /// <summary>Whether the node is the switch of a loop variable.</summary>
    public static bool IsLoopSwitch(Operation op) =>
        ControlFlow.IsSwitch(op) && op.ControlFlowContext is WhileContext && !IsCondSwitch(op);

    private static bool IsCondSwitch(Operation op) =>
        op
            .outputs.SelectMany(o => o.consumers())
            .All(c => (ControlFlow.IsEnter(c) ? c.ControlFlowContext?.Outer : c.ControlFlowContext) is CondContext);

    private static Tensor ZerosLike(Tensor tensor) => SourceOps.ZerosLike(tensor, optimize: false);

    private static Tensor ShapeOf(Tensor tensor) => ShapeOps.Shape(tensor, optimize: false);

    private static Tensor ShapeOfOtherBranch(Operation op, CondContext cond)
    {
        var outer = cond.Outer!;
        outer.Enter();
        var side = ControlFlowOps.SwitchOnto(op.inputs[0], cond.Pred)[1 - cond.Branch];
        var shape = ShapeOf(side);
        outer.Exit();
        side.op.ControlFlowContext = cond;
        shape.op.ControlFlowContext = cond;
        return shape;
    }

    private static Tensor In(ControlFlowContext context, Func<Tensor> make)
    {
        context.Enter();
        var tensor = make();
        context.Exit();
        return tensor;
    }

    private static Tensor InOrHere(ControlFlowContext? context, Func<Tensor> make) =>
        context is null ? make() : In(context, make);

    private void Add(Operation exit, List<Operation> between, HashSet<Operation> set)
    {
        var forward =
            ControlFlowContext.LoopOf(exit)
            ?? throw new ValueError(
                "Failed to call gradients on a while loop without properly serializing graph via MetaGraphDef"
            );
        if (_states.ContainsKey(forward))
            return;
        var outer = forward.Outer?.Loop is { } loop ? _states.GetValueOrDefault(loop) : null;
        var state = new GradLoopState(forward, outer);
        _states.Add(forward, state);
        foreach (var other in state.ForwardExits)
            if (set.Add(other.op))
                between.Add(other.op);
    }
}

using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>
/// A forward loop and the loop of its gradient (control_flow_state.py): values of the forward loop that the gradient needs are
/// pushed on a stack in each iteration, and popped in the gradient's.
/// </summary>
internal sealed class GradLoopState
{
    private readonly Dictionary<Tensor, Tensor> _history = [];
    private readonly Tensor _gradIndex;
    private Operation? _forwardSync;
    private Operation? _gradSync;

    public GradLoopState(WhileContext forward, GradLoopState? outer)
    {
        (ForwardContext, Outer) = (forward, outer);
        ForwardExits = [.. forward.LoopExits];
        PendingExits = ForwardExits.Count;
        ControlFlowContext? outerForward = outer is null ? forward.Outer : outer.ForwardContext;
        outerForward?.Enter();
        (var count, ForwardIndex) = forward.AddForwardCounter(outer);
        outerForward?.Exit();
        if (outer is null)
        {
            outerForward?.Enter();
            GradContext = new(forward, this);
            _gradIndex = GradContext.AddBackCounter(count, null);
            outerForward?.Exit();
            return;
        }
        // A loop in a loop: remember the count of each execution of the inner one.
        outerForward!.AddName(count);
        var history = outer.AddForwardAccumulator(count);
        outer.GradContext.Enter();
        GradContext = new(forward, this);
        var real = outer.AddBackValue(history, count);
        _gradIndex = GradContext.AddBackCounter(real, outer);
        outer.GradContext.Exit();
    }

    public GradLoopState? Outer { get; }

    public WhileContext ForwardContext { get; }

    public WhileContext GradContext { get; }

    /// <summary>The forward counter in the next iteration.</summary>
    public Tensor ForwardIndex { get; }

    /// <summary>The merges at the top of the gradient's loop, by the switches of the forward one.</summary>
    public Dictionary<Operation, Tensor> Merges { get; } = [];

    public IReadOnlyList<Tensor> ForwardExits { get; }

    /// <summary>Exits that no gradient has reached.</summary>
    public List<Tensor> UnusedExits { get; } = [];

    /// <summary>Exits whose turn comes when all are there.</summary>
    public List<Tensor> DeferredExits { get; } = [];

    /// <summary>How many exits are still to come.</summary>
    public int PendingExits { get; set; }

    private Operation ForwardSync => _forwardSync ??= Sync("f_sync", ForwardContext, ForwardIndex);

    /// <summary>The node after all pops of an iteration.</summary>
    public Operation GradSync => _gradSync ??= Sync("b_sync", GradContext, _gradIndex);

    private Graph Graph => ForwardContext.Graph;

    /// <summary>Remembers a tensor of the forward loop in each iteration; gives the stack.</summary>
    /// <param name="value">A tensor of the forward loop.</param>
    /// <param name="deadBranch">Whether it is to be remembered where its branch is not taken.</param>
    public Tensor AddForwardAccumulator(Tensor value, bool deadBranch = false)
    {
        var current = Graph.ControlFlowContext;
        using var control = Graph.OpenControlDependencies(null);
        current?.Enter();
        Tensor stack;
        using (Graph.OpenColocation(value.op))
        {
            var size = TensorConversion.Constant(Value.Of(-1), null, null, Graph);
            stack = OpBuilder.Tensor("StackV2", "f_acc", [size], ("elem_type", value.dtype.as_base_dtype()));
        }
        current?.Exit();
        var inside = ForwardContext.AddValue(stack);
        var context = ControlFlowContext.OfOutputs(value.op);
        Operation push;
        if (ReferenceEquals(context, ForwardContext))
        {
            push = Push(ForwardContext, inside, value);
            ForwardIndex.op.AddControlInputs([push]);
        }
        else
        {
            if (context is not CondContext)
                throw new TypeError($"value_ctxt is not a CondContext: {value}");
            push = Push(deadBranch ? context.Outer! : context, inside, value);
            if (deadBranch)
                push.ControlFlowContext = context;
            ForwardSync.AddControlInputs([push]);
        }
        push.AddControlInputs([ForwardIndex.op.inputs[0].op]);
        return stack;
    }

    /// <summary>What was remembered, in the gradient's loop.</summary>
    public Tensor AddBackValue(Tensor history, Tensor value, bool deadBranch = false)
    {
        Tensor pop;
        using (Graph.OpenControlDependencies(null))
        {
            GradContext.Enter();
            // A pop is done only where there was a push.
            if (CondOf(value, history) is { } cond)
                history = ControlFlowOps.SwitchOnto(history, KnownPredicate(cond))[
                    deadBranch ? 1 - cond.Branch : cond.Branch
                ];
            pop = OpBuilder.Tensor("StackPopV2", null, [history], ("elem_type", value.dtype.as_base_dtype()));
            pop.RefineShape(value.shape);
            GradContext.Exit();
        }
        if (GradContext.ParallelIterations > 1)
            GradSync.AddControlInputs([pop.op]);
        return pop;
    }

    /// <summary>What stands in the gradient's loop for a tensor of the forward one.</summary>
    public Tensor RealValue(Tensor value)
    {
        if (_history.TryGetValue(value, out var known))
            return known;
        var (current, state) = (value, this);
        while (ConstantEnter(current) is { } enter)
        {
            current = enter.inputs[0];
            if (state.Outer is null)
                return _history[value] = GradContext.AddValue(current);
            state = state.Outer;
        }
        if (current.op.type == "Const")
            return _history[value] = TensorConversion.Constant(ConstantFolding.Evaluate(current)!, null, null, Graph);
        GradContext.Exit();
        var history = state.AddForwardAccumulator(current);
        GradContext.Enter();
        var real = state.AddBackValue(history, current);
        if (!ReferenceEquals(state, this))
            real = GradContext.AddValue(real);
        return _history[value] = real;
    }

    /// <summary>A cond's predicate as it was in the forward iteration.</summary>
    public Tensor PredicateOf(CondContext cond)
    {
        if (_history.TryGetValue(cond.Pred, out var known))
            return known;
        GradContext.Exit();
        var history = AddForwardAccumulator(cond.Pred);
        GradContext.Enter();
        return _history[cond.Pred] = AddBackValue(history, cond.Pred);
    }

    /// <summary>The remembered predicate, in this loop or one around it, or the predicate itself.</summary>
    public Tensor KnownPredicate(CondContext cond)
    {
        for (var state = this; state is not null; state = state.Outer)
            if (state._history.TryGetValue(cond.Pred, out var known))
                return known;
        return cond.Pred;
    }

    private static Operation Push(ControlFlowContext context, Tensor stack, Tensor value)
    {
        context.Enter();
        var push = OpBuilder.Apply("StackPushV2", null, [stack, value], ("swap_memory", context.Loop!.SwapMemory));
        context.Exit();
        return push;
    }

    private static CondContext? CondOf(Tensor value, Tensor history)
    {
        var end = history.op.ControlFlowContext;
        for (var context = value.op.ControlFlowContext; context is not null; context = context.Outer)
        {
            if (ReferenceEquals(context, end))
                return null;
            if (context is CondContext cond)
                return cond;
        }
        return null;
    }

    private static Operation? ConstantEnter(Tensor value)
    {
        var op = value.op;
        while (op.type is "Switch" or "RefSwitch" or "Identity" or "RefIdentity")
            op = op.inputs[0].op;
        return Sessions.ControlFlow.IsConstantEnter(op) ? op : null;
    }

    private Operation Sync(string name, WhileContext context, Tensor index)
    {
        Operation sync;
        using (Graph.OpenControlDependencies(null))
            sync = OpBuilder.Apply("ControlTrigger", name, []);
        sync.ControlFlowContext = context;
        index.op.AddControlInputs([sync]);
        return sync;
    }
}

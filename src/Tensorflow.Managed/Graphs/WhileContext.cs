using Tensorflow.Operations;
using Tensorflow.Sessions;

namespace Tensorflow.Graphs;

/// <summary>A loop.</summary>
internal sealed partial class WhileContext : ControlFlowContext
{
    private Tensor? _pivotForPred;
    private Tensor? _pivotForBody;

    public WhileContext(Graph graph, int parallelIterations, bool backProp, bool swapMemory)
        : base(graph)
    {
        if (parallelIterations < 1)
            throw new ValueError($"`parallel_iterations` must be a positive integer: {parallelIterations}");
        Name = graph.unique_name("while_context");
        (ParallelIterations, BackProp, SwapMemory) = (parallelIterations, backProp, swapMemory);
    }

    /// <summary>The loop of a forward loop's gradient.</summary>
    public WhileContext(WhileContext forward, GradLoopState gradState)
        : base(forward.Graph)
    {
        Name = Graph.unique_name(forward.Name);
        (ParallelIterations, BackProp, SwapMemory) = (forward.ParallelIterations, forward.BackProp, forward.SwapMemory);
        GradState = gradState;
    }

    public int ParallelIterations { get; }

    /// <summary>Whether gradients can be taken through the loop.</summary>
    public bool BackProp { get; }

    public bool SwapMemory { get; }

    /// <summary>Where this is the loop of a gradient, what it shares with the forward loop.</summary>
    public GradLoopState? GradState { get; }

    /// <summary>Whether there is a next iteration.</summary>
    public Tensor Pivot { get; private set; } = null!;

    /// <summary>The most iterations that there may be, where that was given.</summary>
    public Tensor? MaximumIterations { get; init; }

    public List<Tensor> LoopEnters { get; } = [];

    public List<Tensor> LoopExits { get; } = [];

    public override WhileContext? Loop => this;

    public override Tensor? ControlPivot => _pivotForBody ?? _pivotForPred;

    public override Tensor AddValue(Tensor value)
    {
        if (Values.Contains(value) || ReferenceEquals(value.op.ControlFlowContext, this))
            return External.GetValueOrDefault(value, value);
        Values.Add(value);
        // What comes from the forward loop into its gradient's is what it was in that iteration.
        if (
            Graph.ControlFlowContext?.Loop?.GradState is { } state
            && ReferenceEquals(OfOutputs(value.op)?.Loop, state.ForwardContext)
        )
            return External[value] = state.RealValue(value);
        var result = Outer?.AddValue(value) ?? value;
        Tensor enter;
        using (Graph.OpenControlDependencies(null))
            enter = ControlFlowOps.Enter(result, this, isConstant: true);
        FixContext(enter);
        Values.Add(enter);
        External[value] = enter;
        return enter;
    }

    public override void AddOp(Operation op)
    {
        // A shape of what lies in the forward loop is taken there: it is less to remember.
        if (
            op.type is "Shape" or "Size" or "Rank"
            && Graph.ControlFlowContext?.Loop?.GradState is { } state
            && ReferenceEquals(LoopOf(op.inputs[0].op), state.ForwardContext)
        )
        {
            var context = op.inputs[0].op.ControlFlowContext!;
            op.ControlFlowContext = context;
            if (context is WhileContext loop)
                loop.TakeIn(op);
            else
                context.AddOp(op);
            return;
        }
        TakeIn(op);
    }

    /// <summary>Builds the loop, and gives the values of its variables after the last iteration.</summary>
    public Tensor[] Build(
        Func<Tensor[], object> cond,
        Func<Tensor[], object[]> body,
        Tensor[] loopVars,
        Shape[] shapeInvariants
    )
    {
        Enter();
        try
        {
            return BuildLoop(cond, body, loopVars, shapeInvariants);
        }
        finally
        {
            Exit();
        }
    }

    private Tensor[] BuildLoop(
        Func<Tensor[], object> cond,
        Func<Tensor[], object[]> body,
        Tensor[] loopVars,
        Shape[] shapeInvariants
    )
    {
        Values.UnionWith(loopVars);
        var real = Outer is null ? loopVars : Array.ConvertAll(loopVars, Outer.AddValue);
        Tensor[] enters;
        using (Graph.OpenControlDependencies(null))
            enters = Array.ConvertAll(
                real,
                v => ControlFlowOps.Enter(v, this, isConstant: false, useInputShape: false)
            );
        var pivot = OuterPivot();
        for (var i = 0; i < enters.Length; i++)
        {
            if (pivot is not null && ControlFlow.IsConstantEnter(enters[i].op.inputs[0].op))
                enters[i].op.AddControlInputs([pivot.op]);
            if (!IsAtMost(real[i].shape, shapeInvariants[i]))
                throw new ValueError(
                    $"The shape invariant specified for {real[i].name} is not compatible with the initial shape of the loop "
                        + $"variable. It enters the loop with shape {real[i].shape}, but the specified shape invariant is "
                        + $"{shapeInvariants[i]}."
                );
            enters[i].RefineShape(shapeInvariants[i]);
        }
        foreach (var enter in enters)
            FixContext(enter);
        Values.Clear();
        Values.UnionWith(enters);
        LoopEnters.AddRange(enters);
        var merges = Array.ConvertAll(enters, e => ControlFlowOps.Merge([e, e])[0]);
        _pivotForPred = merges[0];
        var condition = TensorConversion.Convert(cond(merges), graph: Graph);
        Pivot = OpBuilder.Tensor("LoopCond", "LoopCond", [condition]);
        var switches = Array.ConvertAll(merges, m => ControlFlowOps.SwitchOnto(m, Pivot));
        var inside = Array.ConvertAll(switches, s => SourceOps.Identity(s[1]));
        _pivotForBody = inside[0];
        var results = Array.ConvertAll(
            body(inside) ?? throw new ValueError("body must return a value for each loop variable."),
            r => TensorConversion.Convert(ControlFlowOps.FlowOf(r), graph: Graph)
        );
        if (results.Length != merges.Length)
            throw new ValueError(
                $"Number of inputs and outputs of body must match loop_vars: {merges.Length}, {results.Length}"
            );
        for (var i = 0; i < merges.Length; i++)
            ControlFlowOps.AddBackEdge(merges[i], results[i], enforceShape: true);
        var exits = Array.ConvertAll(switches, s => ControlFlowOps.Exit(s[0]));
        LoopExits.AddRange(exits);
        ExitResult(exits);
        return exits;
    }

    /// <summary>Whether a shape is as specific as another one, or more.</summary>
    internal static bool IsAtMost(Shape shape, Shape invariant) =>
        invariant.IsNull
        || shape.ndim == invariant.ndim && shape.dims.Zip(invariant.dims, (a, b) => b < 0 || a == b).All(fits => fits);

    private Tensor? OuterPivot()
    {
        for (var context = Outer; context is not null; context = context.Outer)
            if (context.ControlPivot is { } pivot)
                return pivot;
        return null;
    }

    /// <summary>
    /// An Enter node was made outside any context: it belongs to this loop, and keeps the control inputs that lie between the
    /// outer loop and this one.
    /// </summary>
    private void FixContext(Tensor enter)
    {
        var op = enter.op;
        var kept = Graph
            .ControlDependenciesOf([op.inputs[0]])
            .Where(control =>
            {
                var context = OfOutputs(control);
                for (var outer = Outer; !ReferenceEquals(outer, context); outer = outer.Outer)
                    if (outer is null || ReferenceEquals(outer, Outer?.Loop))
                        return false;
                return true;
            });
        op.ControlFlowContext = this;
        op.IsFeedable = false;
        op.AddControlInputs(kept);
        Graph.RecordForControlDependencies(op);
    }

    private void TakeIn(Operation op)
    {
        Operation[] external;
        if (op.inputs.Count == 0)
        {
            external = RemoveExternalControlEdges(op);
            if (op.control_inputs.Count == 0)
                op.AddControlInputs([ControlPivot!.op]);
        }
        else
        {
            for (var i = 0; i < op.inputs.Count; i++)
            {
                var inside = AddValue(op.inputs[i]);
                if (!ReferenceEquals(inside, op.inputs[i]))
                    op.UpdateInput(i, inside);
            }
            external = RemoveExternalControlEdges(op);
            if (op.control_inputs.Count == 0 && op.inputs.All(input => ControlFlow.IsConstantEnter(input.op)))
                op.AddControlInputs([ControlPivot!.op]);
        }
        Values.UnionWith(op.outputs);
        if (external.Length > 0)
            PullIn(op, external);
        if (Outer is not null || !ControlFlow.IsExit(op))
            op.IsFetchable = op.IsFeedable = false;
    }

    /// <summary>Control inputs from outside come in as data, which nothing reads.</summary>
    private void PullIn(Operation op, Operation[] external)
    {
        using var control = Graph.OpenControlDependencies(null);
        Enter();
        var inside = external
            .Where(e => e.outputs.Length > 0)
            .Select(e => SourceOps.Identity(e.outputs[0]).op)
            .ToArray();
        Exit();
        op.AddControlInputs(inside);
    }
}

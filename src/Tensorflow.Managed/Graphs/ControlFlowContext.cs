using Tensorflow.Operations;
using Tensorflow.Sessions;

namespace Tensorflow.Graphs;

/// <summary>
/// A branch or a loop in the making (control_flow_ops.py): what is made while it is entered belongs to it, and tensors from
/// outside come in through Switch or Enter nodes, one for each.
/// </summary>
internal abstract partial class ControlFlowContext
{
    private readonly Stack<ControlFlowContext?> _entered = [];

    protected ControlFlowContext(Graph graph)
    {
        Graph = graph;
        Outer = graph.ControlFlowContext;
        Outer?.Nested.Add(this);
    }

    public Graph Graph { get; }

    /// <summary>The name that a MetaGraph knows it by; a loop's is that of its frame as well.</summary>
    public string Name { get; protected init; } = "";

    /// <summary>The branches and loops that were made in this one.</summary>
    public List<ControlFlowContext> Nested { get; } = [];

    /// <summary>The context that this one was made in.</summary>
    public ControlFlowContext? Outer { get; }

    /// <summary>The tensors that are known in here.</summary>
    protected HashSet<Tensor> Values { get; } = [];

    /// <summary>For tensors from outside, the tensors that stand for them in here.</summary>
    protected Dictionary<Tensor, Tensor> External { get; } = [];

    /// <summary>The innermost loop that this is, or is in.</summary>
    public virtual WhileContext? Loop => Outer?.Loop;

    /// <summary>The node after which all nodes of this context run.</summary>
    public abstract Tensor? ControlPivot { get; }

    public void AddName(Tensor tensor) => Values.Add(tensor);

    public void Enter()
    {
        _entered.Push(Graph.ControlFlowContext);
        Graph.ControlFlowContext = this;
    }

    public void Exit() => Graph.ControlFlowContext = _entered.Pop();

    /// <summary>Makes tensors known in the outer context.</summary>
    public void ExitResult(IEnumerable<Tensor> results)
    {
        if (Outer is not null)
            foreach (var result in results)
                Outer.AddName(result);
    }

    /// <summary>Brings a tensor in, through all outer contexts, and gives the one that stands for it in here.</summary>
    public abstract Tensor AddValue(Tensor value);

    /// <summary>Takes in a node that was just made: its inputs are replaced by what stands for them in here.</summary>
    public abstract void AddOp(Operation op);

    /// <summary>The context of a node's outputs: an Exit's are outside the loop.</summary>
    public static ControlFlowContext? OfOutputs(Operation op) =>
        ControlFlow.IsExit(op) ? op.ControlFlowContext?.Outer : op.ControlFlowContext;

    /// <summary>The loop that a node is in.</summary>
    public static WhileContext? LoopOf(Operation op) => op.ControlFlowContext?.Loop;

    /// <summary>Whether a context is the other one or lies in it.</summary>
    public static bool IsWithin(ControlFlowContext? context, ControlFlowContext? other)
    {
        for (; !ReferenceEquals(context, other); context = context.Outer)
            if (context is null)
                return false;
        return true;
    }

    /// <summary>Fails where a node uses what lies in a loop that it is not in.</summary>
    public static void CheckInput(Operation op, Operation input)
    {
        var (own, from) = (op.ControlFlowContext, OfOutputs(input));
        if (from is null || ReferenceEquals(own, from))
            return;
        var (loop, inputLoop) = (own?.Loop, from.Loop);
        var isValid = loop is null
            ? inputLoop is null || ControlFlow.IsEnter(op) || ControlFlow.IsSwitch(op)
            : IsWithin(loop, inputLoop)
                || loop.GradState is { } state && IsWithin(state.ForwardContext, inputLoop)
                || loop.GradState is { } grad && ReferenceEquals(grad.ForwardContext, inputLoop?.Outer)
                || inputLoop?.GradState is { } back && ReferenceEquals(back.ForwardContext, loop);
        if (!isValid)
            throw new ValueError(
                $"Cannot use '{input.name}' as input to '{op.name}' because '{input.name}' is in a while loop."
            );
    }

    /// <summary>Takes off control inputs from outside the loop that this is in, and gives them.</summary>
    protected Operation[] RemoveExternalControlEdges(Operation op)
    {
        var loop = Loop;
        if (loop is null)
            return [];
        var isInternal = op.control_inputs.ToLookup(c => ReferenceEquals(OfOutputs(c)?.Loop, loop));
        var external = isInternal[false].ToArray();
        if (external.Length > 0)
        {
            var kept = isInternal[true].ToArray();
            op.RemoveControlInputs();
            op.AddControlInputs(kept);
        }
        return external;
    }
}

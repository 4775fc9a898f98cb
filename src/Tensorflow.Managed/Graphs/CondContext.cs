using Tensorflow.Operations;
using Tensorflow.Sessions;

namespace Tensorflow.Graphs;

/// <summary>One branch of a cond.</summary>
internal sealed partial class CondContext : ControlFlowContext
{
    public CondContext(Graph graph, Tensor pred, Tensor pivot, int branch)
        : base(graph)
    {
        Name = graph.unique_name("cond_text");
        (Pred, Pivot, Branch) = (pred, pivot, branch);
        Values.Add(pred);
        External[pred] = pred;
        Values.Add(pivot);
        pivot.op.ControlFlowContext = this;
    }

    /// <summary>What decides on the branch.</summary>
    public Tensor Pred { get; }

    /// <summary>The predicate as it is alive in this branch.</summary>
    public Tensor Pivot { get; }

    /// <summary>1 for the branch taken where the predicate is true, else 0.</summary>
    public int Branch { get; }

    public override Tensor? ControlPivot => Pivot;

    public override Tensor AddValue(Tensor value)
    {
        if (Values.Contains(value))
            return External.GetValueOrDefault(value, value);
        var result = value;
        Values.Add(value);
        if (Outer is not null)
        {
            result = Outer.AddValue(value);
            Values.Add(result);
            External[result] = result;
        }
        using (Graph.OpenControlDependencies(null))
            result = ControlFlowOps.SwitchOnto(result, Pred)[Branch];
        result.op.IsFetchable = false;
        result.op.ControlFlowContext = this;
        for (ControlFlowContext? context = this; context is not null; context = context.Outer)
            context.AddName(result);
        External[value] = result;
        return result;
    }

    public override void AddOp(Operation op)
    {
        if (op.inputs.Count == 0)
        {
            RemoveExternalControlEdges(op);
            if (!op.control_inputs.Any(c => IsWithin(c.ControlFlowContext, this)))
                op.AddControlInputs([Pivot.op]);
        }
        else
        {
            for (var i = 0; i < op.inputs.Count; i++)
            {
                var input = op.inputs[i];
                if (ControlFlow.IsBackEdge(op, input))
                    continue;
                var inside = AddValue(input);
                if (!ReferenceEquals(inside, input))
                    op.UpdateInput(i, inside);
            }
            RemoveExternalControlEdges(op);
        }
        for (ControlFlowContext? context = this; context is not null; context = context.Outer)
            foreach (var output in op.outputs)
                context.AddName(output);
        if (Outer is not null || !ControlFlow.IsExit(op))
            op.IsFetchable = false;
    }

    /// <summary>Builds the branch, and gives its results as they are alive in it.</summary>
    public Tensor[] Build(Func<object[]> function)
    {
        Enter();
        try
        {
            var results = Array.ConvertAll(function(), Result);
            ExitResult(results);
            return results;
        }
        finally
        {
            Exit();
        }
    }

    private Tensor Result(object result)
    {
        if (result is Operation op)
            return SourceOps.WithDependencies([op], Pivot);
        var tensor = TensorConversion.Convert(ControlFlowOps.FlowOf(result), graph: Graph);
        if (Values.Contains(tensor))
            return External.GetValueOrDefault(tensor, tensor);
        // A branch that hands on a tensor from outside.
        Values.Add(tensor);
        var inside = tensor;
        if (Outer is not null)
        {
            inside = Outer.AddValue(tensor);
            Values.Add(inside);
            External[inside] = inside;
        }
        inside = ControlFlowOps.SwitchOnto(inside, Pred)[Branch];
        External[tensor] = inside;
        return inside;
    }
}

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <content>Gradient rules (control_flow_grad.py).</content>
internal static partial class ControlFlowOps
{
    /// <summary>
    /// A merge. That of a loop is visited twice: from its exit, which makes the merge at the top of the gradient's loop, and
    /// from its body, which closes that loop.
    /// </summary>
    private static Tensor?[] SwitchGradient(Operation op, Tensor?[] grads)
    {
        switch (op.ControlFlowContext)
        {
            case WhileContext:
                var merges = op.graph.ControlFlowContext!.Loop!.GradState!.Merges;
                if (merges.TryGetValue(op, out var known))
                {
                    if (grads[1] is { } back)
                        AddBackEdge(known, back, enforceShape: false);
                    return [null, null];
                }
                if (grads[0] is not { } out0)
                    return [null, null];
                var merge = Merge([out0, out0], "b_switch")[0];
                merges.Add(op, merge);
                return [merge, null];
            case CondContext cond:
                return grads[1 - cond.Branch] is null ? [null, null] : [Merge([.. grads!], "cond_grad")[0], null];
            default:
                var whenFalse = Switch(grads[0]!, op.inputs[1])[0];
                var whenTrue = Switch(grads[1]!, op.inputs[1])[1];
                return [Merge([whenFalse, whenTrue])[0], null];
        }
    }

    private static Tensor?[] MergeGradient(Operation op, Tensor?[] grads)
    {
        var grad = grads[0]!;
        var loop = op.graph.ControlFlowContext?.Loop;
        switch (ControlFlowContext.OfOutputs(op.inputs[0].op))
        {
            case WhileContext:
                return SwitchOnto(grad, loop!.Pivot);
            case CondContext cond:
                return SwitchOnto(grad, loop?.GradState?.PredicateOf(cond) ?? cond.Pred, "cond_grad");
            default:
                var conditions = op
                    .inputs.Select((_, i) => OpBuilder.Tensor("Equal", null, [op.outputs[1], i]))
                    .ToArray();
                return Array.ConvertAll(conditions, c => SwitchOnto(grad, c)[1]);
        }
    }

    private static Tensor?[] ExitGradient(Operation op, Tensor?[] grads)
    {
        var loop = op.graph.ControlFlowContext!.Loop!;
        if (!loop.BackProp)
            return [null];
        if ((op.ControlFlowContext as WhileContext)?.GradState is not null)
            throw new TypeError("Second-order gradient for while loops not supported.");
        loop.AddName(grads[0]!);
        loop.Enter();
        var enter = Enter(grads[0]!, loop, isConstant: false, name: "b_exit");
        loop.LoopEnters.Add(enter);
        loop.Exit();
        return [enter];
    }

    /// <summary>Out of the gradient's loop; what is constant in the loop collects its gradients over the iterations.</summary>
    private static Tensor?[] EnterGradient(Operation op, Tensor?[] grads)
    {
        var grad = grads[0]!;
        if (op.graph.ControlFlowContext?.Loop is not { BackProp: true, GradState: not null } loop)
            return [grad];
        if (op.Bool("is_constant"))
            return [loop.AddBackAccumulator(op, grad)];
        var result = Exit(grad);
        loop.LoopExits.Add(result);
        loop.ExitResult([result]);
        return [result];
    }
}

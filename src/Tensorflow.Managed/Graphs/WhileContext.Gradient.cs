using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <content>What the gradient of a loop adds to it: counters and sums over its iterations.</content>
internal sealed partial class WhileContext
{
    /// <summary>Counts the iterations of this (forward) loop: their number, and the counter in the next iteration.</summary>
    public (Tensor Total, Tensor Next) AddForwardCounter(GradLoopState? outerState)
    {
        var zero = TensorConversion.Constant(Number(0), null, "f_count", Graph);
        if (outerState is not null)
            zero.op.AddControlInputs([outerState.ForwardIndex.op.inputs[0].op]);
        Enter();
        AddName(zero);
        var enter = ControlFlowOps.Enter(zero, this, isConstant: false, name: "f_count");
        LoopEnters.Add(enter);
        var merge = ControlFlowOps.Merge([enter, enter])[0];
        var sides = ControlFlowOps.Switch(merge, Pivot);
        var index = OpBuilder.Tensor("AddV2", "Add", [sides[1], 1]);
        var next = ControlFlowOps.NextIteration(index);
        merge.op.UpdateInput(1, next);
        var total = ControlFlowOps.Exit(sides[0], "f_count");
        LoopExits.Add(total);
        ExitResult([total]);
        Exit();
        return (total, next);
    }

    /// <summary>Makes this (gradient's) loop run as often as the count says; gives the counter in the next iteration.</summary>
    public Tensor AddBackCounter(Tensor count, GradLoopState? outerState)
    {
        var one = TensorConversion.Constant(Number(1), null, "b_count", Graph);
        Enter();
        AddName(count);
        var enter = ControlFlowOps.Enter(count, this, isConstant: false, name: "b_count");
        LoopEnters.Add(enter);
        var merge = ControlFlowOps.Merge([enter, enter])[0];
        _pivotForPred = merge;
        var goesOn = OpBuilder.Tensor("GreaterEqual", null, [merge, one]);
        Pivot = OpBuilder.Tensor("LoopCond", "b_count", [goesOn]);
        var sides = ControlFlowOps.Switch(merge, Pivot);
        var index = OpBuilder.Tensor("Sub", null, [sides[1], one]);
        _pivotForBody = index;
        var next = ControlFlowOps.NextIteration(index);
        merge.op.UpdateInput(1, next);
        var zero = ControlFlowOps.Exit(sides[0], "b_count");
        LoopExits.Add(zero);
        outerState?.GradSync.AddControlInputs([zero.op]);
        ExitResult([zero]);
        Exit();
        return next;
    }

    /// <summary>Sums the gradient of what is constant in the forward loop over all iterations.</summary>
    public Tensor AddBackAccumulator(Operation enterOp, Tensor grad)
    {
        Exit();
        var sum = AccumulatorStart(enterOp, grad);
        Enter();
        AddName(sum);
        var enter = ControlFlowOps.Enter(sum, this, isConstant: false, name: "b_acc");
        LoopEnters.Add(enter);
        var merge = ControlFlowOps.Merge([enter, enter], "b_acc")[0];
        var sides = ControlFlowOps.Switch(merge, Pivot);
        var next = ControlFlowOps.NextIteration(OpBuilder.Tensor("AddV2", "Add", [sides[1], grad]));
        merge.op.UpdateInput(1, next);
        var result = ControlFlowOps.Exit(sides[0], "b_acc");
        LoopExits.Add(result);
        ExitResult([result]);
        return result;
    }

    private Tensor AccumulatorStart(Operation enterOp, Tensor grad)
    {
        var type = grad.dtype.as_base_dtype();
        if (grad.shape.IsFullyDefined)
            return InOuter(() => ControlFlowOps.ZerosConstant(grad.shape, type, "b_acc", Graph));
        var value = enterOp.inputs[0];
        if (Outer is not WhileContext { GradState: not null })
            return InOuter(() => SourceOps.Zeros(ShapeOps.Shape(value, optimize: false), type));
        var forwardOuter = GradState!.ForwardContext.Outer!;
        forwardOuter.Enter();
        var shape = ShapeOps.Shape(value, optimize: false);
        forwardOuter.Exit();
        var outerState = GradState.Outer!;
        var history = outerState.AddForwardAccumulator(shape);
        return InOuter(() => SourceOps.Zeros(outerState.AddBackValue(history, shape), type));
    }

    private Tensor InOuter(Func<Tensor> make)
    {
        Outer?.Enter();
        var tensor = make();
        Outer?.Exit();
        return tensor;
    }

    private static Tensorflow.Values.Value Number(int number) => Tensorflow.Values.Value.Of(number);
}

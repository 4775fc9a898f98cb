using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>
/// TensorFlow 1's control flow: branches and loops made of nodes that hand values on or let them die. The session knows
/// them by their types (<see cref="ControlFlow"/>); their kernels only move the value.
/// </summary>
internal static partial class ControlFlowOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Switch", SwitchShape, SwitchKernel, SwitchGradient),
                new("RefSwitch", SwitchShape, SwitchKernel, SwitchGradient),
                new("Merge", MergeShape, MergeKernel, MergeGradient),
                new("RefMerge", MergeShape, MergeKernel, MergeGradient),
                new("Enter", EnterShape, HandOnKernel, EnterGradient),
                new("RefEnter", EnterShape, HandOnKernel, EnterGradient),
                new("Exit", ShapeRules.Unchanged, HandOnKernel, ExitGradient),
                new("RefExit", ShapeRules.Unchanged, HandOnKernel, ExitGradient),
                new("NextIteration", ShapeRules.Unchanged, HandOnKernel, Gradients.PassOn),
                new("RefNextIteration", ShapeRules.Unchanged, HandOnKernel, Gradients.PassOn),
            ]),
            .. TypeSet.Bool.For([new("LoopCond", LoopCondShape, HandOnKernel, Gradients.None)]),
            .. TypeSet.Untyped.For([new("ControlTrigger", ShapeRules.NoOutputs, NothingKernel, Gradients.None)]),
        ];

    private static void SwitchShape(ShapeInference node)
    {
        node.InputOfRank(1, 0);
        node.Set(0, node.Input(0));
        node.Set(1, node.Input(0));
    }

    /// <summary>What all inputs have in common; of unknown rank where they differ in rank.</summary>
    private static void MergeShape(ShapeInference node)
    {
        var shape = node.Input(0);
        for (var i = 1; i < node.InputCount && !shape.IsNull; i++)
        {
            var other = node.Input(i);
            shape =
                other.IsNull || other.ndim != shape.ndim
                    ? Shape.Unknown
                    : new([.. shape.dims.Zip(other.dims, (a, b) => a == b ? a : -1)]);
        }
        node.Set(0, shape);
        node.Set(1, Shape.Scalar);
    }

    /// <summary>A value that changes from one iteration to the next may change its shape as well.</summary>
    private static void EnterShape(ShapeInference node) =>
        node.Set(0, node.Op.Bool("is_constant") ? node.Input(0) : Shape.Unknown);

    private static void LoopCondShape(ShapeInference node) => node.Set(0, node.InputOfRank(0, 0));

    /// <summary>The value goes to the side that the second input chooses.</summary>
    private static Kernel SwitchKernel(KernelRequest node) =>
        context => context.Output(context.Input(1).Scalar<bool>() ? 1 : 0).Share(context.Input(0));

    /// <summary>The value that there is, and which input it comes from.</summary>
    private static Kernel MergeKernel(KernelRequest node) =>
        context =>
        {
            var live = context.LiveInput;
            context.Output(0).Share(context.Input(live));
            context.Allocate(1, ReadOnlySpan<int>.Empty).SetInteger(0, live);
        };

    private static Kernel HandOnKernel(KernelRequest node) => context => context.Output(0).Share(context.Input(0));

    private static Kernel NothingKernel(KernelRequest node) => _ => { };
}

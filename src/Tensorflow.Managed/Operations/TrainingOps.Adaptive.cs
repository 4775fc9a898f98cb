using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>Kernels of the updates with slots; the comments name the inputs in order.</content>
internal static partial class TrainingOps
{
    private static Kernel MomentumKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new MomentumUpdate(node.Op.Bool("use_nesterov")));

    private static Kernel AdagradKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new AdagradUpdate(node.Op.Bool("update_slots")));

    private static Kernel AdadeltaKernel(KernelRequest node) =>
        ElementTypes.Reals<AdadeltaUpdate>(node, node.InputType(0));

    private static Kernel RmsPropKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new RmsPropUpdate(node.Op.type == "ApplyCenteredRMSProp"));

    private static Kernel FtrlKernel(KernelRequest node) =>
        ElementTypes.Reals(
            node,
            node.InputType(0),
            new FtrlUpdate(node.Op.type == "ApplyFtrlV2", node.Op.Bool("multiply_linear_by_lr"))
        );

    /// <summary>var, accum, lr, grad, momentum</summary>
    private readonly record struct MomentumUpdate(bool Nesterov) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.Momentum(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 3).Span<T>(),
                Scalar<T>(context, 2),
                Scalar<T>(context, 4),
                Nesterov
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, accum, lr, grad</summary>
    private readonly record struct AdagradUpdate(bool UpdateSlots) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.Adagrad(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 3).Span<T>(),
                Scalar<T>(context, 2),
                UpdateSlots
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, accum, accum_update, lr, rho, epsilon, grad</summary>
    private readonly struct AdadeltaUpdate : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.Adadelta(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 2).Span<T>(),
                LikeVariable(context, 6).Span<T>(),
                Scalar<T>(context, 3),
                Scalar<T>(context, 4),
                Scalar<T>(context, 5)
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, [mg,] ms, mom, lr, rho, momentum, epsilon, grad</summary>
    private readonly record struct RmsPropUpdate(bool Centered) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var at = Centered ? 2 : 1;
            Optimizing.RmsProp(
                context.Input(0).Span<T>(),
                Centered ? LikeVariable(context, 1).Span<T>() : default,
                LikeVariable(context, at).Span<T>(),
                LikeVariable(context, at + 1).Span<T>(),
                LikeVariable(context, at + 6).Span<T>(),
                new Optimizing.RmsPropStep<T>(
                    Scalar<T>(context, at + 2),
                    Scalar<T>(context, at + 3),
                    Scalar<T>(context, at + 4),
                    Scalar<T>(context, at + 5)
                )
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, accum, linear, grad, lr, l1, l2, [l2_shrinkage,] lr_power</summary>
    private readonly record struct FtrlUpdate(bool Shrinks, bool LinearByRate) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.Ftrl(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 2).Span<T>(),
                LikeVariable(context, 3).Span<T>(),
                new Optimizing.FtrlStep<T>(
                    Scalar<T>(context, 4),
                    Scalar<T>(context, 5),
                    Scalar<T>(context, 6),
                    Shrinks ? Scalar<T>(context, 7) : T.Zero,
                    Scalar<T>(context, Shrinks ? 8 : 7),
                    LinearByRate
                )
            );
            context.Output(0).Share(context.Input(0));
        }
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>Kernels of the proximal updates; the comments name the inputs in order.</content>
internal static partial class TrainingOps
{
    private static Kernel ProximalKernel(KernelRequest node) =>
        node.Op.type == "ApplyProximalAdagrad"
            ? ElementTypes.Reals<ProximalAdagradUpdate>(node, node.InputType(0))
            : ElementTypes.Reals<ProximalDescent>(node, node.InputType(0));

    private static Kernel AdagradDualAveragingKernel(KernelRequest node) =>
        ElementTypes.Reals<DualAveraging>(node, node.InputType(0));

    /// <summary>var, alpha, l1, l2, delta</summary>
    private readonly struct ProximalDescent : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.ProximalGradientDescent(
                context.Input(0).Span<T>(),
                LikeVariable(context, 4).Span<T>(),
                Scalar<T>(context, 1),
                Scalar<T>(context, 2),
                Scalar<T>(context, 3)
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, accum, lr, l1, l2, grad</summary>
    private readonly struct ProximalAdagradUpdate : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.ProximalAdagrad(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 5).Span<T>(),
                Scalar<T>(context, 2),
                Scalar<T>(context, 3),
                Scalar<T>(context, 4)
            );
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>var, gradient_accumulator, gradient_squared_accumulator, grad, lr, l1, l2, global_step</summary>
    private readonly struct DualAveraging : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            Optimizing.AdagradDualAveraging(
                context.Input(0).Span<T>(),
                LikeVariable(context, 1).Span<T>(),
                LikeVariable(context, 2).Span<T>(),
                LikeVariable(context, 3).Span<T>(),
                (Scalar<T>(context, 4), Scalar<T>(context, 5), Scalar<T>(context, 6)),
                T.CreateTruncating(Scalar<long>(context, 7))
            );
            context.Output(0).Share(context.Input(0));
        }
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class FunctionOps
{
    private static Kernel AsinhKernel(KernelRequest node) => Function<Asinh>(node);

    private static Kernel AtanKernel(KernelRequest node) => Function<Atan>(node);

    private static Kernel CeilKernel(KernelRequest node) => ElementwiseOps.Reals<Ceil>(node);

    private static Kernel CosKernel(KernelRequest node) => Function<Cos>(node);

    private static Kernel CoshKernel(KernelRequest node) => Function<Cosh>(node);

    private static Kernel DigammaKernel(KernelRequest node) => Function<Digamma>(node);

    private static Kernel ErfKernel(KernelRequest node) => ElementwiseOps.Reals<Erf>(node);

    private static Kernel Expm1Kernel(KernelRequest node) => ElementwiseOps.Reals<Expm1>(node);

    private static Kernel FloorKernel(KernelRequest node) => ElementwiseOps.Reals<Floor>(node);

    private static Kernel IsFiniteKernel(KernelRequest node) => Test<IsFinite>(node);

    private static Kernel IsInfKernel(KernelRequest node) => Test<IsInf>(node);

    private static Kernel IsNanKernel(KernelRequest node) => Test<IsNan>(node);

    private static Kernel LgammaKernel(KernelRequest node) => Function<Lgamma>(node);

    private static Kernel Log1pKernel(KernelRequest node) => ElementwiseOps.Reals<Log1p>(node);

    private static Kernel RoundKernel(KernelRequest node) =>
        node.OutputType(0) is TF_DataType.TF_INT32 or TF_DataType.TF_INT64
            ? context => context.Output(0).Share(context.Input(0))
            : Function<Round>(node);

    private static Kernel SinKernel(KernelRequest node) => Function<Sin>(node);

    private static Kernel SinhKernel(KernelRequest node) => Function<Sinh>(node);

    private static Kernel TanKernel(KernelRequest node) => Function<Tan>(node);

    private static Kernel Function<TFunction>(KernelRequest node)
        where TFunction : struct, IFunction<TFunction> =>
        ElementTypes.Reals<Applied<TFunction>>(node, node.OutputType(0));

    private static Kernel Test<TPredicate>(KernelRequest node)
        where TPredicate : struct, IPredicate => ElementTypes.Reals<Tested<TPredicate>>(node, node.InputType(0));

    /// <summary>y = f(x)</summary>
    private readonly struct Applied<TFunction> : INumberBody
        where TFunction : struct, IFunction<TFunction>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var y = context.AllocateOver(1, x.Sizes);
            VectorMap.Function<T, TFunction>(x.Span<T>(), y.Span<T>(), context.Workers);
        }
    }

    /// <summary>y = whether x is so</summary>
    private readonly struct Tested<TPredicate> : INumberBody
        where TPredicate : struct, IPredicate
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            VectorMap.Test<T, TPredicate>(x.Span<T>(), context.Allocate(0, x.Sizes).Span<bool>());
        }
    }
}

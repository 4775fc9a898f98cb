using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class ElementwiseOps
{
    private static Kernel AbsKernel(KernelRequest node) => Numbers<Abs>(node);

    private static Kernel AddKernel(KernelRequest node) => Broadcast<Add>(node);

    private static Kernel AddNKernel(KernelRequest node) => ElementTypes.Numbers<Addition>(node, node.OutputType(0));

    private static Kernel DivNoNanKernel(KernelRequest node) =>
        ElementTypes.Reals<Broadcasted<DivNoNan>>(node, node.OutputType(0));

    private static Kernel ExpKernel(KernelRequest node) => Reals<Exp>(node);

    private static Kernel FloorDivKernel(KernelRequest node) => Division<FloorDiv>(node);

    private static Kernel FloorModKernel(KernelRequest node) => Division<FloorMod>(node);

    private static Kernel LogKernel(KernelRequest node) => Reals<Log>(node);

    private static Kernel MaximumKernel(KernelRequest node) => Broadcast<Maximum>(node);

    private static Kernel MinimumKernel(KernelRequest node) => Broadcast<Minimum>(node);

    private static Kernel MulKernel(KernelRequest node) => Broadcast<Mul>(node);

    private static Kernel NegKernel(KernelRequest node) => Numbers<Neg>(node);

    private static Kernel PowKernel(KernelRequest node) => ElementTypes.Numbers<Power>(node, node.OutputType(0));

    private static Kernel RealDivKernel(KernelRequest node) =>
        ElementTypes.Reals<Broadcasted<RealDiv>>(node, node.OutputType(0));

    private static Kernel ReciprocalGradKernel(KernelRequest node) => Pairs<ReciprocalGrad>(node);

    private static Kernel ReciprocalKernel(KernelRequest node) => Reals<Reciprocal>(node);

    private static Kernel ReluGradKernel(KernelRequest node) =>
        ElementTypes.Numbers<Paired<ReluGrad>>(node, node.OutputType(0));

    private static Kernel ReluKernel(KernelRequest node) => Numbers<Relu>(node);

    private static Kernel RsqrtGradKernel(KernelRequest node) => Pairs<RsqrtGrad>(node);

    private static Kernel RsqrtKernel(KernelRequest node) => Reals<Rsqrt>(node);

    private static Kernel SigmoidGradKernel(KernelRequest node) => Pairs<SigmoidGrad>(node);

    private static Kernel SigmoidKernel(KernelRequest node) => Reals<Sigmoid>(node);

    private static Kernel SignKernel(KernelRequest node) => Numbers<Sign>(node);

    private static Kernel SqrtGradKernel(KernelRequest node) => Pairs<SqrtGrad>(node);

    private static Kernel SqrtKernel(KernelRequest node) => Reals<Sqrt>(node);

    private static Kernel SquareKernel(KernelRequest node) => Numbers<Square>(node);

    private static Kernel SquaredDifferenceKernel(KernelRequest node) => Broadcast<SquaredDifference>(node);

    private static Kernel SubKernel(KernelRequest node) => Broadcast<Sub>(node);

    private static Kernel TruncateDivKernel(KernelRequest node) => Division<TruncateDiv>(node);

    private static Kernel TruncateModKernel(KernelRequest node) => Division<TruncateMod>(node);

    private static Kernel TanhGradKernel(KernelRequest node) => Pairs<TanhGrad>(node);

    private static Kernel TanhKernel(KernelRequest node) => Reals<Tanh>(node);

    /// <summary>A kernel of an operator, for numbers of any type.</summary>
    public static Kernel Numbers<TOp>(KernelRequest node)
        where TOp : struct, IUnaryOperator<TOp> => ElementTypes.Numbers<Mapped<TOp>>(node, node.OutputType(0));

    /// <summary>A kernel of an operator, for float32 and float64.</summary>
    public static Kernel Reals<TOp>(KernelRequest node)
        where TOp : struct, IUnaryOperator<TOp> => ElementTypes.Reals<Mapped<TOp>>(node, node.OutputType(0));

    private static Kernel Broadcast<TOp>(KernelRequest node)
        where TOp : struct, IBinaryOperator<TOp> => ElementTypes.Numbers<Broadcasted<TOp>>(node, node.OutputType(0));

    /// <summary>A kernel of an operator of two operands of one shape, for float32 and float64.</summary>
    public static Kernel Pairs<TOp>(KernelRequest node)
        where TOp : struct, IBinaryOperator<TOp> => ElementTypes.Reals<Paired<TOp>>(node, node.OutputType(0));

    private static Kernel Division<TOp>(KernelRequest node)
        where TOp : struct, IScalarOperator => ElementTypes.Numbers<Divided<TOp>>(node, node.OutputType(0));

    /// <summary>y = f(x)</summary>
    private readonly struct Mapped<TOp> : INumberBody
        where TOp : struct, IUnaryOperator<TOp>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var y = context.AllocateOver(1, x.Sizes);
            VectorMap.Unary<T, TOp>(x.Span<T>(), y.Span<T>(), context.Workers);
        }
    }

    /// <summary>z = f(x, y), all of one shape</summary>
    private readonly struct Paired<TOp> : INumberBody
        where TOp : struct, IBinaryOperator<TOp>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y) = (context.Input(0), context.Input(1));
            RuntimeShapes.RequireSame(context, x, y);
            var z = context.AllocateOver(2, x.Sizes);
            VectorMap.Binary<T, TOp>(x.Span<T>(), y.Span<T>(), z.Span<T>(), context.Workers);
        }
    }

    /// <summary>z = f(x, y), where x and y broadcast together</summary>
    private readonly struct Broadcasted<TOp> : INumberBody
        where TOp : struct, IBinaryOperator<TOp>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y) = (context.Input(0), context.Input(1));
            Span<int> dims = stackalloc int[Math.Max(x.Rank, y.Rank)];
            RuntimeShapes.Broadcast(context, x, y, dims);
            var z = context.AllocateOver(2, dims);
            VectorMap.Binary<T, TOp>(x.Span<T>(), x.Sizes, y.Span<T>(), y.Sizes, z.Span<T>(), context.Workers);
        }
    }

    /// <summary>z = x divided by y or what is left of x, where integers must not be divided by zero</summary>
    private readonly struct Divided<TOp> : INumberBody
        where TOp : struct, IScalarOperator
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var whole = T.IsZero(T.One / (T.One + T.One));
            if (whole && context.Input(1).Span<T>().Contains(T.Zero))
                throw context.Invalid("Integer division by zero");
            Scalars<T, TOp>(context);
        }
    }

    /// <summary>z = x to the power of y, which must not be negative for integers</summary>
    private readonly struct Power : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (T.IsZero(T.One / (T.One + T.One)))
                foreach (var exponent in context.Input(1).Span<T>())
                    if (T.IsNegative(exponent))
                        throw context.Invalid("Integers to negative integer powers are not allowed");
            Scalars<T, Pow>(context);
        }
    }

    private static void Scalars<T, TOp>(KernelContext context)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TOp : struct, IScalarOperator
    {
        var (x, y) = (context.Input(0), context.Input(1));
        Span<int> dims = stackalloc int[Math.Max(x.Rank, y.Rank)];
        RuntimeShapes.Broadcast(context, x, y, dims);
        var z = context.AllocateOver(2, dims);
        VectorMap.Scalar<T, TOp>(x.Span<T>(), x.Sizes, y.Span<T>(), y.Sizes, z.Span<T>(), context.Workers);
    }

    /// <summary>The sum of all inputs, which have one shape.</summary>
    private readonly struct Addition : INumberBody
    {
        private const int OnStack = 512;

        public unsafe void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (first, count) = (context.Input(0), context.InputCount);
            Span<nint> addresses = count <= OnStack ? stackalloc nint[count] : new nint[count];
            var once = true;
            for (var i = 0; i < count; i++)
            {
                var input = context.Input(i);
                if (!input.Dims.SequenceEqual(first.Dims))
                    throw context.Invalid(
                        $"Inputs to operation {context.Op.name} of type AddN must have the same size and shape.  "
                            + $"Input 0: {RuntimeShapes.Text(first)} != input {i}: {RuntimeShapes.Text(input)}"
                    );
                addresses[i] = (nint)input.Pointer<T>();
                once &= i == 0 || !ReferenceEquals(first, input);
            }
            var sum = once ? context.AllocateOver(1, first.Sizes) : context.Allocate(0, first.Sizes);
            AddN.Run(addresses, sum.Span<T>(), context.Workers);
        }
    }
}

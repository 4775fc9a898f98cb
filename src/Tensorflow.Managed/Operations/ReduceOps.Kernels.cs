using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class ReduceOps
{
    private static Kernel AllKernel(KernelRequest node)
    {
        var axes = new ReducedAxes(node.Op.Bool("keep_dims"));
        return context => axes.Truths(context, Tensorflow.Kernels.Reduce.All);
    }

    private static Kernel AnyKernel(KernelRequest node)
    {
        var axes = new ReducedAxes(node.Op.Bool("keep_dims"));
        return context => axes.Truths(context, Tensorflow.Kernels.Reduce.Any);
    }

    private static Kernel ArgMaxKernel(KernelRequest node) => Place(node, greatest: true);

    private static Kernel ArgMinKernel(KernelRequest node) => Place(node, greatest: false);

    private static Kernel MaxKernel(KernelRequest node) => Over<MaxReducer>(node);

    private static Kernel MeanKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new Averaged(new(node.Op.Bool("keep_dims"))));

    private static Kernel MinKernel(KernelRequest node) => Over<MinReducer>(node);

    private static Kernel ProdKernel(KernelRequest node) => Over<ProdReducer>(node);

    private static Kernel SumKernel(KernelRequest node) => Over<SumReducer>(node);

    private static Kernel Over<TReducer>(KernelRequest node)
        where TReducer : struct, IReducer =>
        ElementTypes.Numbers(node, node.OutputType(0), new Reduced<TReducer>(new(node.Op.Bool("keep_dims"))));

    private static Kernel Place(KernelRequest node, bool greatest) =>
        node.OutputType(0) switch
        {
            TF_DataType.TF_INT32 => ElementTypes.Numbers(node, node.InputType(0), new Placed<int>(greatest)),
            TF_DataType.TF_INT64 => ElementTypes.Numbers(node, node.InputType(0), new Placed<long>(greatest)),
            _ => throw node.NoKernel(),
        };

    private delegate void TruthReduction(
        ReadOnlySpan<bool> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> axes,
        Span<bool> y
    );

    /// <summary>The axes of a reduction, from input 1, and the shape they leave.</summary>
    private readonly record struct ReducedAxes(bool Keep)
    {
        /// <summary>Reads the axes, none of them negative, and gives the output its shape.</summary>
        public Value Allocate(KernelContext context, Span<int> axes, out int count)
        {
            var (x, given) = (context.Input(0), context.Input(1));
            Span<bool> reduced = stackalloc bool[x.Rank];
            reduced.Clear();
            count = 0;
            for (var i = 0; i < given.Count; i++)
            {
                var axis = given.Integer(i);
                if (axis < -x.Rank || axis >= x.Rank)
                    throw context.Invalid($"Invalid reduction dimension ({axis} for input with {x.Rank} dimension(s)");
                var own = (int)(axis < 0 ? axis + x.Rank : axis);
                if (reduced[own])
                    throw context.Invalid($"Invalid reduction arguments: Axes contains duplicate dimension: {own}");
                reduced[own] = true;
                axes[count++] = own;
            }
            Span<int> dims = stackalloc int[x.Rank];
            var rank = 0;
            for (var i = 0; i < x.Rank; i++)
                if (!reduced[i])
                    dims[rank++] = x.Sizes[i];
                else if (Keep)
                    dims[rank++] = 1;
            return context.Allocate(0, dims[..rank]);
        }

        /// <summary>Reduces truth values.</summary>
        public void Truths(KernelContext context, TruthReduction reduce)
        {
            var x = context.Input(0);
            Span<int> axes = stackalloc int[x.Rank];
            var y = Allocate(context, axes, out var count);
            reduce(x.Span<bool>(), x.Sizes, axes[..count], y.Span<bool>());
        }
    }

    private readonly record struct Reduced<TReducer>(ReducedAxes Axes) : INumberBody
        where TReducer : struct, IReducer
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            Span<int> axes = stackalloc int[x.Rank];
            var y = Axes.Allocate(context, axes, out var count);
            Tensorflow.Kernels.Reduce.Run<T, TReducer>(
                x.Span<T>(),
                x.Sizes,
                axes[..count],
                y.Span<T>(),
                context.Workers
            );
        }
    }

    private readonly record struct Averaged(ReducedAxes Axes) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            Span<int> axes = stackalloc int[x.Rank];
            var y = Axes.Allocate(context, axes, out var count);
            Tensorflow.Kernels.Reduce.Mean(x.Span<T>(), x.Sizes, axes[..count], y.Span<T>(), context.Workers);
        }
    }

    /// <summary>Where along an axis the greatest or the least value lies.</summary>
    private readonly record struct Placed<TIndex>(bool Greatest) : INumberBody
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var wanted = RuntimeShapes.Scalar(context, 1, "dim");
            var axis = RuntimeShapes.Axis(context, wanted, x.Rank, "Expected dimension");
            var size = x.Sizes[axis];
            if (size == 0)
                throw context.Invalid($"Reduction axis {axis} is empty in shape {RuntimeShapes.Text(x)}");
            Span<int> dims = stackalloc int[x.Rank - 1];
            x.Sizes[..axis].CopyTo(dims);
            x.Sizes[(axis + 1)..].CopyTo(dims[axis..]);
            var inner = RuntimeShapes.Product(dims[axis..]);
            var y = context.Allocate(0, dims).Span<TIndex>();
            if (Greatest)
                Scanning.ArgMax(x.Span<T>(), size, inner, y);
            else
                Scanning.ArgMin(x.Span<T>(), size, inner, y);
        }
    }
}

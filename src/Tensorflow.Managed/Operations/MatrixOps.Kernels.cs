using System.Numerics;
using System.Runtime.InteropServices;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class MatrixOps
{
    private static Kernel MatMulKernel(KernelRequest node) =>
        ElementTypes.Numbers(
            node,
            node.OutputType(0),
            new Product(node.Op.Bool("transpose_a"), node.Op.Bool("transpose_b"))
        );

    private static Kernel BatchMatMulKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new BatchProduct(node.Op.Bool("adj_x"), node.Op.Bool("adj_y")));

    private static Kernel BiasAddKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new Biased(ChannelsFirst(node)));

    private static Kernel BiasAddGradKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new BiasSummed(ChannelsFirst(node)));

    private static bool ChannelsFirst(KernelRequest node) => node.Op.String("data_format") == "NCHW";

    internal static void Multiply<T>(
        WorkerPool workers,
        ReadOnlySpan<T> a,
        (int Rows, int Columns) aSize,
        bool transposeA,
        ReadOnlySpan<T> b,
        (int Rows, int Columns) bSize,
        bool transposeB,
        Span<T> c,
        bool accumulate = false
    )
        where T : unmanaged, INumber<T>
    {
        var (m, k) = transposeA ? (aSize.Columns, aSize.Rows) : aSize;
        var n = transposeB ? bSize.Rows : bSize.Columns;
        if (typeof(T) == typeof(float))
            Gemm.Multiply(
                workers,
                MemoryMarshal.Cast<T, float>(a),
                aSize.Columns,
                transposeA,
                MemoryMarshal.Cast<T, float>(b),
                bSize.Columns,
                transposeB,
                MemoryMarshal.Cast<T, float>(c),
                n,
                m,
                n,
                k,
                accumulate,
                GemmSummation.TensorFlow
            );
        else
            GemmGeneric<T>.Multiply(
                workers,
                a,
                aSize.Columns,
                transposeA,
                b,
                bSize.Columns,
                transposeB,
                c,
                n,
                m,
                n,
                k,
                accumulate
            );
    }

    /// <summary>c[m, n] = a[m, k] b[k, n], each perhaps transposed first.</summary>
    private readonly record struct Product(bool TransposeA, bool TransposeB) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (a, b) = (context.Input(0), context.Input(1));
            RequireMatrix(context, a, 0);
            RequireMatrix(context, b, 1);
            var (aSize, bSize) = ((a.Sizes[0], a.Sizes[1]), (b.Sizes[0], b.Sizes[1]));
            if ((TransposeA ? aSize.Item1 : aSize.Item2) != (TransposeB ? bSize.Item2 : bSize.Item1))
                throw context.Invalid(
                    $"Matrix size-incompatible: In[0]: {RuntimeShapes.Text(a)}, In[1]: {RuntimeShapes.Text(b)}"
                );
            ReadOnlySpan<int> dims = [TransposeA ? aSize.Item2 : aSize.Item1, TransposeB ? bSize.Item1 : bSize.Item2];
            var c = context.Allocate(0, dims).Span<T>();
            context.Flops = 2L * dims[0] * dims[1] * (TransposeA ? aSize.Item1 : aSize.Item2);
            Multiply(context.Workers, a.Span<T>(), aSize, TransposeA, b.Span<T>(), bSize, TransposeB, c);
        }

        private static void RequireMatrix(KernelContext context, Value value, int input)
        {
            if (value.Rank != 2)
                throw context.Invalid($"In[{input}] is not a matrix. Instead it has shape {RuntimeShapes.Text(value)}");
        }
    }

    /// <summary>The same for each matrix of two batches that broadcast together.</summary>
    private readonly record struct BatchProduct(bool AdjointX, bool AdjointY) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y) = (context.Input(0), context.Input(1));
            if (x.Rank < 2 || y.Rank < 2)
                throw context.Invalid(
                    $"In[{(x.Rank < 2 ? 0 : 1)}] ndims must be >= 2: {(x.Rank < 2 ? x.Rank : y.Rank)}"
                );
            var (xSize, ySize) = ((x.Sizes[^2], x.Sizes[^1]), (y.Sizes[^2], y.Sizes[^1]));
            if ((AdjointX ? xSize.Item1 : xSize.Item2) != (AdjointY ? ySize.Item2 : ySize.Item1))
                throw context.Invalid(
                    $"Matrix size-incompatible: In[0]: {RuntimeShapes.Text(x)}, In[1]: {RuntimeShapes.Text(y)}"
                );
            Span<int> dims = stackalloc int[Math.Max(x.Rank, y.Rank)];
            var (xBatch, yBatch, batch) = (x.Rank - 2, y.Rank - 2, dims.Length - 2);
            if (!RuntimeShapes.TryBroadcast(x.Sizes[..xBatch], y.Sizes[..yBatch], dims[..batch]))
                throw context.Invalid(
                    "In[0] and In[1] must have compatible batch dimensions: "
                        + $"{RuntimeShapes.Text(x)} vs. {RuntimeShapes.Text(y)}"
                );
            dims[^2] = AdjointX ? xSize.Item2 : xSize.Item1;
            dims[^1] = AdjointY ? ySize.Item1 : ySize.Item2;
            var z = context.Allocate(0, dims).Span<T>();
            if (z.IsEmpty)
                return;
            context.Flops = 2L * z.Length * (AdjointX ? xSize.Item1 : xSize.Item2);
            Span<int> joined = stackalloc int[batch + 1];
            Span<int> xSteps = stackalloc int[batch + 1];
            Span<int> ySteps = stackalloc int[batch + 1];
            var axes = Broadcasting.Collapse(x.Sizes[..xBatch], y.Sizes[..yBatch], joined, xSteps, ySteps);
            var inX = new Odometer(joined[..axes], xSteps[..axes], stackalloc int[axes]);
            var inY = new Odometer(joined[..axes], ySteps[..axes], stackalloc int[axes]);
            var (xLength, yLength, length) = (
                xSize.Item1 * xSize.Item2,
                ySize.Item1 * ySize.Item2,
                dims[^2] * dims[^1]
            );
            for (var at = 0; at < z.Length; at += length)
            {
                var left = x.Span<T>().Slice(inX.Offset * xLength, xLength);
                var right = y.Span<T>().Slice(inY.Offset * yLength, yLength);
                Multiply<T>(context.Workers, left, xSize, AdjointX, right, ySize, AdjointY, z.Slice(at, length));
                inX.Next();
                inY.Next();
            }
        }
    }

    /// <summary>y = x + bias, the bias along the last axis or, with channels first, the second.</summary>
    private readonly record struct Biased(bool ChannelsFirst) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, bias) = (context.Input(0), context.Input(1));
            if (x.Rank < 2)
                throw context.Invalid($"Input tensor must be at least 2D: {RuntimeShapes.Text(x)}");
            if (bias.Rank != 1)
                throw context.Invalid($"Biases must be 1D: {RuntimeShapes.Text(bias)}");
            if (bias.Count != x.Sizes[ChannelsFirst ? 1 : ^1])
                throw context.Invalid(
                    $"Must provide as many biases as the {(ChannelsFirst ? "channel" : "last")} dimension of the input "
                        + $"tensor: {RuntimeShapes.Text(bias)} vs. {RuntimeShapes.Text(x)}"
                );
            var y = context.AllocateOver(1, x.Sizes);
            if (!ChannelsFirst)
            {
                Biasing.BiasAdd(x.Span<T>(), bias.Span<T>(), y.Span<T>(), context.Workers);
                return;
            }
            ReadOnlySpan<int> channels = [bias.Count, 1];
            ReadOnlySpan<int> dims = [x.Sizes[0], bias.Count, RuntimeShapes.Product(x.Sizes[2..])];
            VectorMap.Binary<T, Add>(x.Span<T>(), dims, bias.Span<T>(), channels, y.Span<T>(), context.Workers);
        }
    }

    /// <summary>The sums over all axes but the channels'.</summary>
    private readonly record struct BiasSummed(bool ChannelsFirst) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            if (x.Rank < 2)
                throw context.Invalid($"Input tensor must be at least 2D: {RuntimeShapes.Text(x)}");
            ReadOnlySpan<int> channels = [x.Sizes[ChannelsFirst ? 1 : ^1]];
            var sums = context.Allocate(0, channels).Span<T>();
            if (!ChannelsFirst)
            {
                Biasing.BiasAddGrad(x.Span<T>(), sums, context.Workers);
                return;
            }
            ReadOnlySpan<int> dims = [x.Sizes[0], channels[0], RuntimeShapes.Product(x.Sizes[2..])];
            Reduce.Run<T, SumReducer>(x.Span<T>(), dims, [0, 2], sums, context.Workers);
        }
    }
}

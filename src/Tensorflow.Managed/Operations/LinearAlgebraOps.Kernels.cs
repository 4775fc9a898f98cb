using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class LinearAlgebraOps
{
    private static Kernel QrKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new Factors(node.Op.Bool("full_matrices")));

    private static Kernel DiagPartKernel(KernelRequest node) => ElementTypes.Moved<Diagonal>(node, node.InputType(0));

    private readonly record struct Factors(bool Full) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var input = context.Input(0);
            if (input.Rank < 2)
                throw context.Invalid($"Input tensor 0 must have rank >= 2, got {input.Rank}");
            var (m, n) = (input.Sizes[^2], input.Sizes[^1]);
            var width = Full ? m : Math.Min(m, n);
            Span<int> dims = stackalloc int[input.Rank];
            input.Sizes.CopyTo(dims);
            dims[^1] = width;
            var q = context.Allocate(0, dims).Span<T>();
            (dims[^2], dims[^1]) = (width, n);
            var r = context.Allocate(1, dims).Span<T>();
            var work = new T[m * n + 2 * Math.Max(n, width) + Math.Min(m, n)];
            var a = input.Span<T>();
            var size = m * n;
            for (var i = 0; size > 0 && i < a.Length / size; i++)
                HouseholderQr.Factor<T>(
                    a.Slice(i * size, size),
                    m,
                    n,
                    width,
                    q.Slice(i * m * width, m * width),
                    r.Slice(i * width * n, width * n),
                    work
                );
        }
    }

    private readonly struct Diagonal : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var input = context.Input(0);
            var half = input.Rank / 2;
            if (input.Rank % 2 != 0 || half == 0 || !input.Sizes[..half].SequenceEqual(input.Sizes[half..]))
                throw context.Invalid(
                    $"Dimensions do not repeat, or the rank is odd or zero: shape {RuntimeShapes.Text(input)}"
                );
            var x = input.Elements<T>();
            var y = context.Allocate(0, input.Sizes[..half]).Elements<T>();
            for (var i = 0; i < y.Length; i++)
                y[i] = x[i * (y.Length + 1)];
        }
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class LinearAlgebraOps
{
    private static Kernel QrKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.InputType(0), new Factors(node.Op.Bool("full_matrices")));

    private static Kernel DiagPartKernel(KernelRequest node) => ElementTypes.Moved<Diagonal>(node, node.InputType(0));

    private static Kernel SetDiagKernel(KernelRequest node) =>
        ElementTypes.Moved<WithDiagonal>(node, node.InputType(0));

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

    /// <summary>Inputs: matrices, their new diagonals, and which those are: 0 is the main one.</summary>
    private readonly struct WithDiagonal : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (input, diagonal, which) = (context.Input(0), context.Input(1), context.Input(2));
            if (input.Rank < 2)
                throw context.Invalid($"input must be at least 2-dim, received shape: {RuntimeShapes.Text(input)}");
            var (rows, columns) = (input.Sizes[^2], input.Sizes[^1]);
            var (lower, upper) = ((int)which.Integer(0), (int)which.Integer(which.Count - 1));
            if (lower > upper)
                throw context.Invalid($"lower_diag_index must not be larger than upper_diag_index: {lower} > {upper}");
            if (-lower >= Math.Max(rows, 1) || upper >= Math.Max(columns, 1))
                throw context.Invalid($"diagonals {lower} to {upper} lie outside shape {RuntimeShapes.Text(input)}");
            var y = context.Allocate(0, input.Sizes).Elements<T>();
            input.Elements<T>().CopyTo(y);
            var align = context.Op.String("align");
            var width = Math.Min(rows + Math.Min(upper, 0), columns - Math.Max(lower, 0));
            var packed = width * (upper - lower + 1);
            var matrices = rows * columns == 0 ? 0 : input.Count / (rows * columns);
            if (diagonal.Count != matrices * packed)
                throw context.Invalid(
                    $"diagonals of shape {RuntimeShapes.Text(diagonal)} do not fit input of shape {RuntimeShapes.Text(input)}"
                );
            var x = diagonal.Elements<T>();
            for (var matrix = 0; matrix < matrices; matrix++)
            for (var k = upper; k >= lower; k--)
            {
                var length = Math.Min(rows + Math.Min(k, 0), columns - Math.Max(k, 0));
                // The alignment names first where superdiagonals are set in their row, then subdiagonals.
                var left =
                    k >= 0
                        ? align.StartsWith("LEFT", StringComparison.Ordinal)
                        : align.EndsWith("LEFT", StringComparison.Ordinal);
                var from = matrix * packed + (upper - k) * width + (left ? 0 : width - length);
                var to = matrix * rows * columns + Math.Max(-k, 0) * columns + Math.Max(k, 0);
                for (var i = 0; i < length; i++)
                    y[to + i * (columns + 1)] = x[from + i];
            }
        }
    }
}

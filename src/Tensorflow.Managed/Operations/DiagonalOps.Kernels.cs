using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class DiagonalOps
{
    private static Kernel BandPartKernel(KernelRequest node) => ElementTypes.Moved<Banded>(node, node.OutputType(0));

    private static Kernel DiagKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Placed(node.Op.String("align")));

    private static Kernel DiagPartKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Taken(node.Op.String("align")));

    private static Kernel SetDiagKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Replaced(node.Op.String("align")));

    /// <summary>The lowest and the highest diagonal, from one number or two.</summary>
    private static (int Lower, int Upper) DiagonalRange(KernelContext context, int input = 1)
    {
        var k = context.Input(input);
        if (k.Rank > 1 || k.Count is not (1 or 2))
            throw context.Invalid(
                $"diag_index must be a scalar or vector of one or two elements, got shape {RuntimeShapes.Text(k)}"
            );
        var (lower, upper) = ((int)k.Integer(0), (int)k.Integer(k.Count - 1));
        return lower <= upper
            ? (lower, upper)
            : throw context.Invalid($"lower_diag_index must not be larger than upper_diag_index: {lower} > {upper}");
    }

    private static Diagonals Of(string align, int rows, int columns, (int Lower, int Upper) range) =>
        new(
            rows,
            columns,
            range.Lower,
            range.Upper,
            align.StartsWith("LEFT", StringComparison.Ordinal),
            align.EndsWith("LEFT", StringComparison.Ordinal)
        );

    private static void Require(KernelContext context, Diagonals diagonals)
    {
        if (
            diagonals.Lower <= -diagonals.Rows && diagonals.Lower != 0
            || diagonals.Upper >= diagonals.Columns && diagonals.Upper != 0
        )
            throw context.Invalid(
                $"The diagonals {diagonals.Lower} to {diagonals.Upper} are not all in a matrix "
                    + $"[{diagonals.Rows},{diagonals.Columns}]"
            );
    }

    private readonly struct Banded : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var x = context.Input(0);
            if (x.Rank < 2)
                throw context.Invalid($"input must be at least 2-dim, received shape: {RuntimeShapes.Text(x)}");
            var (rows, columns) = (x.Sizes[^2], x.Sizes[^1]);
            var lower = RuntimeShapes.Scalar(context, 1, "num_lower");
            var upper = RuntimeShapes.Scalar(context, 2, "num_upper");
            if (lower > rows)
                throw context.Invalid(
                    $"num_lower must be negative or less or equal to number of rows ({rows}) got: {lower}"
                );
            if (upper > columns)
                throw context.Invalid(
                    $"num_upper must be negative or less or equal to number of columns ({columns}) got: {upper}"
                );
            var y = context.Allocate(0, x.Sizes);
            Diagonals.Band(x.Elements<T>(), rows, columns, lower, upper, Zero<T>(), y.Elements<T>());
        }

        private static T Zero<T>() => typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>() : default!;
    }

    /// <summary>Inputs: diagonals, which ones, rows, columns, what stands elsewhere.</summary>
    private readonly record struct Placed(string Align) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, range) = (context.Input(0), DiagonalRange(context));
            var count = range.Upper - range.Lower + 1;
            if (x.Rank < (count > 1 ? 2 : 1) || count > 1 && x.Sizes[^2] != count)
                throw context.Invalid(
                    $"The number of diagonals provided in diagonal is not consistent with the lower_diag_index and "
                        + $"upper_diag_index: {RuntimeShapes.Text(x)} for {count}"
                );
            var longest = x.Sizes[^1];
            var (leastRows, leastColumns) = (longest - Math.Min(range.Upper, 0), longest + Math.Max(range.Lower, 0));
            var (rows, columns) = MatrixSize(
                RuntimeShapes.Scalar(context, 2, "num_rows"),
                RuntimeShapes.Scalar(context, 3, "num_cols"),
                leastRows,
                leastColumns
            );
            if (rows < leastRows || columns < leastColumns || rows != leastRows && columns != leastColumns)
                throw context.Invalid(
                    $"The number of rows or columns is not consistent with the specified d_lower, d_upper, and diagonal: "
                        + $"{rows}, {columns} for {RuntimeShapes.Text(x)}"
                );
            var diagonals = Of(Align, RuntimeShapes.Dim(context, rows), RuntimeShapes.Dim(context, columns), range);
            var batch = x.Sizes[..^(count > 1 ? 2 : 1)];
            Span<int> dims = stackalloc int[batch.Length + 2];
            batch.CopyTo(dims);
            (dims[^2], dims[^1]) = (diagonals.Rows, diagonals.Columns);
            diagonals.Put(x.Elements<T>(), context.Input(4).Elements<T>()[0], context.Allocate(0, dims).Elements<T>());
        }
    }

    /// <summary>Inputs: matrices, which diagonals, what fills the shorter ones.</summary>
    private readonly record struct Taken(string Align) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, range) = (context.Input(0), DiagonalRange(context));
            if (x.Rank < 2)
                throw context.Invalid($"input must be at least 2-dim, received shape: {RuntimeShapes.Text(x)}");
            var diagonals = Of(Align, x.Sizes[^2], x.Sizes[^1], range);
            Require(context, diagonals);
            Span<int> dims = stackalloc int[x.Rank - (diagonals.Count > 1 ? 0 : 1)];
            x.Sizes[..^2].CopyTo(dims);
            if (diagonals.Count > 1)
                dims[^2] = diagonals.Count;
            dims[^1] = diagonals.Width;
            Value y = context.Allocate(0, dims);
            diagonals.Take(x.Elements<T>(), context.Input(2).Elements<T>()[0], y.Elements<T>());
        }
    }

    /// <summary>Inputs: matrices, their new diagonals packed, and which those are.</summary>
    private readonly record struct Replaced(string Align) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (input, diagonal) = (context.Input(0), context.Input(1));
            if (input.Rank < 2)
                throw context.Invalid($"input must be at least 2-dim, received shape: {RuntimeShapes.Text(input)}");
            var diagonals = Of(Align, input.Sizes[^2], input.Sizes[^1], DiagonalRange(context, 2));
            Require(context, diagonals);
            var size = diagonals.Rows * diagonals.Columns;
            if (diagonal.Count != (size == 0 ? 0 : input.Count / size) * diagonals.Count * diagonals.Width)
                throw context.Invalid(
                    $"Diagonals of shape {RuntimeShapes.Text(diagonal)} do not fit matrices of shape "
                        + RuntimeShapes.Text(input)
                );
            var y = context.Allocate(0, input.Sizes).Elements<T>();
            input.Elements<T>().CopyTo(y);
            diagonals.Set(diagonal.Elements<T>(), y);
        }
    }
}

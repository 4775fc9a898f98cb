using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>Transposition by any permutation.</summary>
internal static class Transposing
{
    // A tile of this many rows and columns stays in the first cache.
    private const int Tile = 16;

    /// <summary>y's axis i is x's axis order[i].</summary>
    public static void Transpose<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> order, Span<T> y)
    {
        if (y.IsEmpty)
            return;
        Span<int> joined = stackalloc int[Math.Max(1, dims.Length)];
        Span<int> steps = stackalloc int[Math.Max(1, dims.Length)];
        int rank = Join(dims, order, joined, steps);
        joined = joined[..rank];
        steps = steps[..rank];
        if (rank == 1)
            x.CopyTo(y);
        else if (rank == 2)
            Flat(x, joined[0], joined[1], steps[1], y);
        else if (steps[^1] == 1)
            InnerRows(x, joined, steps, y);
        else
            Planes(x, joined, steps, y);
    }

    // Axes that stay neighbours become one. Gives the sizes in y's order and x's step along each.
    private static int Join(ReadOnlySpan<int> dims, ReadOnlySpan<int> order, Span<int> joined, Span<int> steps)
    {
        Span<int> xSteps = stackalloc int[Math.Max(1, dims.Length)];
        int step = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            xSteps[axis] = step;
            step *= dims[axis];
        }
        int rank = 0;
        foreach (int axis in order)
        {
            if (dims[axis] == 1)
                continue;
            if (rank > 0 && steps[rank - 1] == xSteps[axis] * dims[axis])
            {
                joined[rank - 1] *= dims[axis];
                steps[rank - 1] = xSteps[axis];
                continue;
            }
            joined[rank] = dims[axis];
            steps[rank++] = xSteps[axis];
        }
        if (rank == 0)
        {
            joined[0] = 1;
            steps[0] = 1;
            rank = 1;
        }
        return rank;
    }

    // y[rows, columns] from x[columns, rows], whose rows lie `step` apart.
    private static void Flat<T>(ReadOnlySpan<T> x, int rows, int columns, int step, Span<T> y)
    {
        ref T from = ref MemoryMarshal.GetReference(x);
        ref T to = ref MemoryMarshal.GetReference(y);
        for (int row = 0; row < rows; row += Tile)
        for (int column = 0; column < columns; column += Tile)
        {
            int rowEnd = Math.Min(row + Tile, rows);
            int columnEnd = Math.Min(column + Tile, columns);
            for (int r = row; r < rowEnd; r++)
            for (int c = column; c < columnEnd; c++)
                Unsafe.Add(ref to, (nint)r * columns + c) = Unsafe.Add(ref from, (nint)c * step + r);
        }
    }

    // The last axis stays last: whole rows are copied.
    private static void InnerRows<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> steps, Span<T> y)
    {
        int inner = dims[^1];
        var odometer = new Odometer(dims[..^1], steps[..^1], stackalloc int[dims.Length - 1]);
        for (int at = 0; at < y.Length; at += inner)
        {
            x.Slice(odometer.Offset, inner).CopyTo(y.Slice(at, inner));
            odometer.Next();
        }
    }

    private static void Planes<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> steps, Span<T> y)
    {
        ref T from = ref MemoryMarshal.GetReference(x);
        int inner = dims[^1];
        int step = steps[^1];
        var odometer = new Odometer(dims[..^1], steps[..^1], stackalloc int[dims.Length - 1]);
        for (int at = 0; at < y.Length; at += inner)
        {
            ref T row = ref Unsafe.Add(ref from, odometer.Offset);
            for (int i = 0; i < inner; i++)
                y[at + i] = Unsafe.Add(ref row, (nint)i * step);
            odometer.Next();
        }
    }
}

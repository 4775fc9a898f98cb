using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>Sum, Mean, Prod, Max, Min, All and Any over any axes.</summary>
internal static class Reduce
{
    /// <summary>y = x reduced over the axes, which may be negative; y holds the kept dimensions.</summary>
    public static void Run<T, TReducer>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> axes,
        Span<T> y,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        if (x.IsEmpty)
        {
            y.Fill(TReducer.Initial<T>());
            return;
        }
        var shape = ReductionShape.Of(dims, axes, stackalloc int[Math.Max(1, dims.Length)]);
        ReadOnlySpan<int> runs = shape.Runs;
        if (runs.Length == 0 || (runs.Length == 1 && !shape.ReducesFirst))
            x.CopyTo(y);
        else if (runs.Length <= 2 && (runs.Length == 1 || !shape.ReducesFirst))
            Rows<T, TReducer>(x, runs[^1], y, pool);
        else if (runs.Length == 2)
            Middle<T, TReducer>(x, 1, runs[0], runs[1], y, pool);
        else if (runs.Length == 3 && !shape.ReducesFirst)
            Middle<T, TReducer>(x, runs[0], runs[1], runs[2], y, pool);
        else if (runs.Length == 3)
            Outside<T, TReducer>(x, runs[0], runs[1], runs[2], y);
        else
            Shuffled<T, TReducer>(x, shape, y, pool);
    }

    /// <summary>y = the mean of x over the axes: the sum divided by how many values go into it.</summary>
    public static void Mean<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> axes,
        Span<T> y,
        WorkerPool? pool = null
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (y.IsEmpty)
            return;
        if (x.IsEmpty && T.IsZero(T.One / T.CreateTruncating(2)))
        {
            y.Clear();
            return;
        }
        Run<T, SumReducer>(x, dims, axes, y, pool);
        T count = T.CreateTruncating(x.Length / y.Length);
        foreach (ref T value in y)
            value /= count;
    }

    /// <summary>y = whether all of x hold, over the axes.</summary>
    public static void All(ReadOnlySpan<bool> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> axes, Span<bool> y)
    {
        if (x.IsEmpty)
            y.Fill(true);
        else
            Run<byte, MinReducer>(MemoryMarshal.AsBytes(x), dims, axes, MemoryMarshal.AsBytes(y));
    }

    /// <summary>y = whether any of x holds, over the axes.</summary>
    public static void Any(ReadOnlySpan<bool> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> axes, Span<bool> y) =>
        Run<byte, MaxReducer>(MemoryMarshal.AsBytes(x), dims, axes, MemoryMarshal.AsBytes(y));

    /// <summary>All values of a contiguous row.</summary>
    public static T Row<T, TReducer>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer =>
        typeof(T) == typeof(float)
            ? (T)(object)FloatReduction.Row<TReducer>(MemoryMarshal.Cast<T, float>(values))
            : Joined<T, TReducer>(values);

    private static void Rows<T, TReducer>(ReadOnlySpan<T> x, int inner, Span<T> y, WorkerPool? pool)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        if (typeof(T) == typeof(float))
        {
            FloatReduction.Rows<TReducer>(
                MemoryMarshal.Cast<T, float>(x),
                inner,
                MemoryMarshal.Cast<T, float>(y),
                pool
            );
            return;
        }
        for (int row = 0; row < y.Length; row++)
            y[row] = Row<T, TReducer>(x.Slice(row * inner, inner));
    }

    private static T Joined<T, TReducer>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        T joined = TReducer.Initial<T>();
        foreach (T value in values)
            joined = TReducer.JoinNumbers(joined, value);
        return joined;
    }

    private static void Middle<T, TReducer>(
        ReadOnlySpan<T> x,
        int outer,
        int middle,
        int inner,
        Span<T> y,
        WorkerPool? pool
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        if (typeof(T) == typeof(float))
        {
            FloatReduction.Middle<TReducer>(
                MemoryMarshal.Cast<T, float>(x),
                outer,
                middle,
                inner,
                MemoryMarshal.Cast<T, float>(y),
                pool
            );
            return;
        }
        y.Fill(TReducer.Initial<T>());
        for (int o = 0; o < outer; o++)
        {
            Span<T> row = y.Slice(o * inner, inner);
            for (int m = 0; m < middle; m++)
            {
                ReadOnlySpan<T> values = x.Slice((o * middle + m) * inner, inner);
                for (int i = 0; i < row.Length; i++)
                    row[i] = TReducer.JoinNumbers(row[i], values[i]);
            }
        }
    }

    private static void Outside<T, TReducer>(ReadOnlySpan<T> x, int outer, int middle, int inner, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        if (typeof(T) == typeof(float))
        {
            FloatReduction.Outside<TReducer>(
                MemoryMarshal.Cast<T, float>(x),
                outer,
                middle,
                inner,
                MemoryMarshal.Cast<T, float>(y)
            );
            return;
        }
        y.Fill(TReducer.Initial<T>());
        for (int o = 0; o < outer; o++)
        for (int m = 0; m < middle; m++)
            y[m] = TReducer.JoinNumbers(y[m], Joined<T, TReducer>(x.Slice((o * middle + m) * inner, inner)));
    }

    // More than three runs: the reduced ones are moved to the end first.
    private static void Shuffled<T, TReducer>(ReadOnlySpan<T> x, ReductionShape shape, Span<T> y, WorkerPool? pool)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        ReadOnlySpan<int> runs = shape.Runs;
        Span<int> order = stackalloc int[runs.Length];
        int at = 0;
        int kept = shape.ReducesFirst ? 1 : 0;
        for (int run = kept; run < runs.Length; run += 2)
            order[at++] = run;
        for (int run = 1 - kept; run < runs.Length; run += 2)
            order[at++] = run;
        T[] rented = ArrayPool<T>.Shared.Rent(x.Length);
        Span<T> moved = rented.AsSpan(0, x.Length);
        Transposing.Transpose(x, runs, order, moved);
        Rows<T, TReducer>(moved, x.Length / y.Length, y, pool);
        ArrayPool<T>.Shared.Return(rented);
    }
}

using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>Picking and placing rows by number.</summary>
internal static class Gathering
{
    /// <summary>
    /// y[outer, i, inner] = x[outer, indices[i], inner], where x has `size` places on the axis. Returns the place of
    /// the
    /// first index out of range, or -1.
    /// </summary>
    public static int Gather<T, TIndex>(
        ReadOnlySpan<T> x,
        int outer,
        int size,
        int inner,
        ReadOnlySpan<TIndex> indices,
        Span<T> y
    )
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < indices.Length; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if ((ulong)index >= (ulong)size)
                return i;
            for (int o = 0; o < outer; o++)
                x.Slice((o * size + (int)index) * inner, inner)
                    .CopyTo(y.Slice((o * indices.Length + i) * inner, inner));
        }
        return -1;
    }

    /// <summary>
    /// y[indices[i], inner] += x[i, inner] after y was cleared; negative indices are left out. Returns the place of the
    /// first index too large, or -1.
    /// </summary>
    public static int UnsortedSegmentSum<T, TIndex>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<TIndex> indices,
        int segments,
        Span<T> y
    )
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        y.Clear();
        int inner = indices.IsEmpty ? 0 : x.Length / indices.Length;
        for (int i = 0; i < indices.Length; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if (index < 0)
                continue;
            if (index >= segments)
                return i;
            Span<T> row = y.Slice((int)index * inner, inner);
            for (int j = 0; j < inner; j++)
                row[j] += x[i * inner + j];
        }
        return -1;
    }

    /// <summary>y[outer, depth, inner] = on where indices[outer, inner] is the depth's number, else off.</summary>
    public static void OneHot<T, TIndex>(ReadOnlySpan<TIndex> indices, int inner, int depth, T on, T off, Span<T> y)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        y.Fill(off);
        for (int i = 0; i < indices.Length; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if ((ulong)index < (ulong)depth)
                y[(i / inner * depth + (int)index) * inner + i % inner] = on;
        }
    }

    /// <summary>y[x[i]] = i. False when x is no permutation.</summary>
    public static bool InvertPermutation<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryInteger<T>
    {
        y.Fill(-T.One);
        for (int i = 0; i < x.Length; i++)
        {
            long place = long.CreateTruncating(x[i]);
            if ((ulong)place >= (ulong)y.Length || y[(int)place] != -T.One)
                return false;
            y[(int)place] = T.CreateTruncating(i);
        }
        return true;
    }
}

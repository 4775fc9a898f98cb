using System.Buffers;
using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>The greatest values of each row of [rows, size], and whether a value is among them.</summary>
internal static class Ranking
{
    /// <summary>values, indices[rows, k] = the k greatest of each row and their places; of equals the first comes first.</summary>
    public static void TopK<T, TIndex>(ReadOnlySpan<T> x, int size, int k, Span<T> values, Span<TIndex> indices)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        if (k == 0 || size == 0)
            return;
        var keys = ArrayPool<Ranked<T>>.Shared.Rent(size);
        var row = keys.AsSpan(0, size);
        for (var (at, to) = (0, 0); at < x.Length; (at, to) = (at + size, to + k))
        {
            for (var i = 0; i < size; i++)
                row[i] = new(x[at + i], i);
            row.Sort();
            for (var i = 0; i < k; i++)
                (values[to + i], indices[to + i]) = (row[i].Value, TIndex.CreateTruncating(row[i].Place));
        }
        ArrayPool<Ranked<T>>.Shared.Return(keys);
    }

    /// <summary>y[row] = whether less than k values of the row are above the target's; never where one is not finite.</summary>
    public static void InTopK<TIndex>(
        ReadOnlySpan<float> x,
        int size,
        ReadOnlySpan<TIndex> targets,
        long k,
        Span<bool> y
    )
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var target = long.CreateTruncating(targets[i]);
            var row = x.Slice(i * size, size);
            y[i] = target >= 0 && target < size && CountAbove(row, row[(int)target]) is { } above && above < k;
        }
    }

    private static int? CountAbove(ReadOnlySpan<float> row, float value)
    {
        var above = 0;
        foreach (var x in row)
        {
            if (!float.IsFinite(x))
                return null;
            if (x > value)
                above++;
        }
        return float.IsFinite(value) ? above : null;
    }

    /// <summary>Sorts the greater value first, and the earlier place of equal ones.</summary>
    private readonly record struct Ranked<T>(T Value, int Place) : IComparable<Ranked<T>>
        where T : unmanaged, INumber<T>
    {
        public int CompareTo(Ranked<T> other)
        {
            var order = other.Value.CompareTo(Value);
            return order != 0 ? order : Place.CompareTo(other.Place);
        }
    }
}

using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>ArgMax, ArgMin, running sums, and ranges, over arrays seen as [outer, size, inner].</summary>
internal static class Scanning
{
    /// <summary>y[outer, inner] = the place of the first greatest value along the axis; NaN is passed over.</summary>
    public static void ArgMax<T, TIndex>(ReadOnlySpan<T> x, int size, int inner, Span<TIndex> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < y.Length; i++)
        {
            int start = i / inner * size * inner + i % inner;
            int best = 0;
            T value = T.MinValue;
            for (int place = 0; place < size; place++)
            {
                T next = x[start + place * inner];
                if (next > value)
                    (best, value) = (place, next);
            }
            y[i] = TIndex.CreateTruncating(best);
        }
    }

    /// <summary>y[outer, inner] = the place of the first least value along the axis; NaN is passed over.</summary>
    public static void ArgMin<T, TIndex>(ReadOnlySpan<T> x, int size, int inner, Span<TIndex> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < y.Length; i++)
        {
            int start = i / inner * size * inner + i % inner;
            int best = 0;
            T value = T.MaxValue;
            for (int place = 0; place < size; place++)
            {
                T next = x[start + place * inner];
                if (next < value)
                    (best, value) = (place, next);
            }
            y[i] = TIndex.CreateTruncating(best);
        }
    }

    /// <summary>Running sums along the axis: from either end, with or without the value itself.</summary>
    public static void Cumsum<T>(ReadOnlySpan<T> x, int size, int inner, bool exclusive, bool reverse, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        Accumulate<T, SumReducer>(x, size, inner, exclusive, reverse, y);

    /// <summary>What the values up to each place reduce to: from either end, with or without the value itself.</summary>
    public static void Accumulate<T, TReducer>(
        ReadOnlySpan<T> x,
        int size,
        int inner,
        bool exclusive,
        bool reverse,
        Span<T> y
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TReducer : struct, IReducer
    {
        int rows = size * inner == 0 ? 0 : x.Length / (size * inner);
        for (int outer = 0; outer < rows; outer++)
        for (int i = 0; i < inner; i++)
        {
            T all = TReducer.Initial<T>();
            for (int step = 0; step < size; step++)
            {
                int at = (outer * size + (reverse ? size - 1 - step : step)) * inner + i;
                T before = all;
                all = TReducer.JoinNumbers(all, x[at]);
                y[at] = exclusive ? before : all;
            }
        }
    }

    /// <summary>How many values a range has; delta must not be zero and must lead from start to limit.</summary>
    public static long RangeLength<T>(T start, T limit, T delta)
        where T : INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            return (long)Math.Ceiling(double.CreateTruncating(T.Abs((limit - start) / delta)));
        Int128 distance = Int128.Abs(Int128.CreateTruncating(limit) - Int128.CreateTruncating(start));
        Int128 step = Int128.Abs(Int128.CreateTruncating(delta));
        return (long)((distance + step - 1) / step);
    }

    /// <summary>y[i] = start + i delta, by adding.</summary>
    public static void Range<T>(T start, T delta, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        T value = start;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = value;
            value += delta;
        }
    }
}

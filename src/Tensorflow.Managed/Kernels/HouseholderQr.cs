using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>
/// The factors Q and R of row-major matrices by Householder reflections, rounded in Eigen's order where the shorter side
/// is below 48: beyond that Eigen joins reflections to blocks.
/// </summary>
internal static class HouseholderQr
{
    /// <summary>
    /// Factors a, m by n, into q, m by <paramref name="width"/>, and r, height by n, where height = width: min(m, n), or
    /// m for the full Q. <paramref name="work"/> has room for a copy of a and 2 n + m numbers.
    /// </summary>
    public static void Factor<T>(ReadOnlySpan<T> a, int m, int n, int width, Span<T> q, Span<T> r, Span<T> work)
        where T : unmanaged, INumber<T>
    {
        int steps = Math.Min(m, n);
        var factors = work[..(m * n)];
        var scales = work.Slice(m * n, steps);
        var row = work.Slice(m * n + steps, Math.Max(n, width));
        a.CopyTo(factors);
        for (int k = 0; k < steps; k++)
            scales[k] = Reflect(factors, m, n, k, row);
        r.Clear();
        for (int i = 0; i < Math.Min(width, m); i++)
        for (int j = i; j < n; j++)
            r[i * n + j] = factors[i * n + j];
        q.Clear();
        for (int i = 0; i < Math.Min(m, width); i++)
            q[i * width + i] = T.One;
        for (int k = steps - 1; k >= 0; k--)
            Apply(factors, n, k, scales[k], q[(k * width)..], m - k, width, width, row, inLanes: true);
    }

    /// <summary>
    /// Makes column k zero below the diagonal, puts the reflection's vector there (its first element, 1, is left out),
    /// applies it to the columns that follow, and gives its scale.
    /// </summary>
    private static T Reflect<T>(Span<T> factors, int m, int n, int k, Span<T> row)
        where T : unmanaged, INumber<T>
    {
        T square = T.Zero;
        for (int i = k + 1; i < m; i++)
            square += factors[i * n + k] * factors[i * n + k];
        T first = factors[k * n + k];
        if (square <= Least<T>())
        {
            for (int i = k + 1; i < m; i++)
                factors[i * n + k] = T.Zero;
            return T.Zero;
        }
        T length = Optimizing.Root(first * first + square);
        T beta = first >= T.Zero ? -length : length;
        for (int i = k + 1; i < m; i++)
            factors[i * n + k] /= first - beta;
        T scale = (beta - first) / beta;
        factors[k * n + k] = beta;
        if (k + 1 < n)
            Apply(factors, n, k, scale, factors[(k * n + k + 1)..], m - k, n - k - 1, n, row);
        return scale;
    }

    /// <summary>target -= scale v (v' target), where v is 1 and the part of column k below the diagonal.</summary>
    private static void Apply<T>(
        ReadOnlySpan<T> factors,
        int n,
        int k,
        T scale,
        Span<T> target,
        int rows,
        int columns,
        int stride,
        Span<T> row,
        bool inLanes = false
    )
        where T : unmanaged, INumber<T>
    {
        if (T.IsZero(scale))
            return;
        if (rows == 1)
        {
            for (int j = 0; j < columns; j++)
                target[j] *= T.One - scale;
            return;
        }
        row = row[..columns];
        if (inLanes)
            SumInLanes(factors[((k + 1) * n + k)..], n, target[stride..], rows - 1, stride, row);
        else
        {
            row.Clear();
            for (int i = 1; i < rows; i++)
            for (int j = 0; j < columns; j++)
                row[j] += factors[(k + i) * n + k] * target[i * stride + j];
        }
        for (int j = 0; j < columns; j++)
        {
            row[j] += target[j];
            target[j] -= scale * row[j];
        }
        for (int i = 1; i < rows; i++)
        {
            T part = scale * factors[(k + i) * n + k];
            for (int j = 0; j < columns; j++)
                target[i * stride + j] -= part * row[j];
        }
    }

    /// <summary>
    /// row = v' target, each sum in as many lanes as a vector of 256 bits has: Eigen keeps Q by columns while it applies
    /// reflections to it, and multiplies along these.
    /// </summary>
    private static void SumInLanes<T>(
        ReadOnlySpan<T> vector,
        int step,
        ReadOnlySpan<T> target,
        int rows,
        int stride,
        Span<T> row
    )
        where T : unmanaged, INumber<T>
    {
        int count = Vector256<T>.Count;
        int whole = rows - rows % count;
        Span<T> lanes = stackalloc T[count];
        for (int j = 0; j < row.Length; j++)
        {
            lanes.Clear();
            for (int i = 0; i < whole; i++)
                lanes[i % count] += target[i * stride + j] * vector[i * step];
            for (int half = count / 2; half > 0; half /= 2)
            for (int lane = 0; lane < half; lane++)
                lanes[lane] += lanes[lane + half];
            T sum = lanes[0];
            for (int i = whole; i < rows; i++)
                sum += target[i * stride + j] * vector[i * step];
            row[j] = sum;
        }
    }

    /// <summary>The least normal number: a column shorter than its root counts as zero.</summary>
    private static T Least<T>()
        where T : INumber<T> =>
        typeof(T) == typeof(float) ? T.CreateTruncating(1.17549435e-38f) : T.CreateTruncating(2.2250738585072014e-308);
}

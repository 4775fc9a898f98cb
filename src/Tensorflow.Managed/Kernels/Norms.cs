using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>What lengths are made of.</summary>
internal static class Norms
{
    /// <summary>y = x^2 / 2.</summary>
    public static void HalfSquares<T>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        T half = T.CreateTruncating(0.5);
        y = y[..x.Length];
        for (int i = 0; i < x.Length; i++)
            y[i] = x[i] * x[i] * half;
    }
}

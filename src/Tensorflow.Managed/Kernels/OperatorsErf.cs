using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>The error function; on packets of floats Eigen's odd polynomial over an even one.</summary>
internal readonly struct Erf : IUnaryOperator<Erf>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T value)
        where T : struct, IFloatPacket<T>
    {
        T x = T.Max(T.Min(value, T.Of(4)), T.Of(-4));
        T x2 = x * x;
        T p = x2 * T.Of(-2.72614225801306e-10f) + T.Of(2.77068142495902e-08f);
        p = x2 * p + T.Of(-2.10102402082508e-06f);
        p = x2 * p + T.Of(-5.69250639462346e-05f);
        p = x2 * p + T.Of(-7.34990630326855e-04f);
        p = x2 * p + T.Of(-2.95459980854025e-03f);
        p = x2 * p + T.Of(-1.60960333262415e-02f);
        T q = x2 * T.Of(-1.45660718464996e-05f) + T.Of(-2.13374055278905e-04f);
        q = x2 * q + T.Of(-1.68282697438203e-03f);
        q = x2 * q + T.Of(-7.37332916720468e-03f);
        q = x2 * q + T.Of(-1.42647390514189e-02f);
        return x * p / q;
    }

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(OfDouble(double.CreateTruncating(x)));

    public static float Tail(float x) => (float)OfDouble(x);

    /// <summary>
    /// 2 / sqrt(pi) e^-x^2 times the sum of x (2 x^2)^n / (1 3 5 ... (2n+1)), whose terms have one sign.
    /// </summary>
    private static double OfDouble(double x)
    {
        // Beyond, the function is one for a double.
        const double One = 6;
        if (double.IsNaN(x))
            return x;
        if (Math.Abs(x) >= One)
            return Math.Sign(x);
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}

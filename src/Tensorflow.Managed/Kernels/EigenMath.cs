using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>Exponential, logarithm, tanh and logistic function in the form of Eigen's packet code (no FMA).</summary>
internal static class EigenMath
{
    // ln 2 in two parts, the first with few enough bits that its products with small whole numbers are exact.
    private const float Ln2High = -0.693359375f;
    private const float Ln2Low = 2.12194440e-4f;
    private const float Log2E = 1.44269504088896341f;

    /// <summary>e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T value)
        where T : struct, IFloatPacket<T>
    {
        T tooLow = T.Less(value, T.Of(-104.0f));
        T m = Reduce(T.Min(value, T.Of(88.723f)), out T r);
        T r2 = r * r;
        T even = r2 * T.Of(1.37449637986719608306884765625e-3f) + T.Of(4.166965186595916748046875e-2f);
        T odd = r2 * T.Of(8.36894474923610687255859375e-3f) + T.Of(0.16666518151760101318359375f);
        even = r2 * even + T.Of(0.49999988079071044921875f);
        T y = r2 * (r * odd + even) + (r + T.Of(1));
        return T.Select(tooLow, T.Of(0), T.Max(Scale(y, m), value));
    }

    /// <summary>e^x / (1 + e^x); from the bound on the result is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Logistic<T>(T value)
        where T : struct, IFloatPacket<T>
    {
        T e = Exp(T.Min(value, T.Of(16.6355324f)));
        return e / (T.Of(1) + e);
    }

    /// <summary>tanh x: an odd polynomial over an even one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T value)
        where T : struct, IFloatPacket<T>
    {
        T tiny = T.Less(T.And(value, T.OfBits(0x7fffffff)), T.Of(0.0004f));
        T x = T.Max(T.Min(value, T.Of(7.90531110763549805f)), T.Of(-7.90531110763549805f));
        T x2 = x * x;
        T p = x2 * T.Of(-2.76076847742355e-16f) + T.Of(2.00018790482477e-13f);
        p = x2 * p + T.Of(-8.60467152213735e-11f);
        p = x2 * p + T.Of(5.12229709037114e-08f);
        p = x2 * p + T.Of(1.48572235717979e-05f);
        p = x2 * p + T.Of(6.37261928875436e-04f);
        p = x2 * p + T.Of(4.89352455891786e-03f);
        p = x * p;
        T q = x2 * T.Of(1.19825839466702e-06f) + T.Of(1.18534705686654e-04f);
        q = x2 * q + T.Of(2.26843463243900e-03f);
        q = x2 * q + T.Of(4.89352518554385e-03f);
        return T.Select(tiny, x, p / q);
    }

    /// <summary>ln x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T value)
        where T : struct, IFloatPacket<T>
    {
        T one = T.Of(1);
        T zero = T.Of(0);
        T x = Split(value, out T e);
        T low = T.Less(x, T.Of(0.707106781186547524f));
        T again = T.And(x, low);
        x = (x - one) + again;
        e -= T.And(one, low);
        T p = x * T.Of(0.18256296349849254f) + T.Of(1.0000000190281063f);
        p = x * p + T.Of(1.0000000190281136f);
        p = x * p;
        T q = x * T.Of(0.049616247954120038f) + T.Of(0.59923249590823520f);
        q = x * q + T.Of(1.4999999999999927f);
        q = x * q + one;
        T y = e * T.Of(0.693147180559945309f) + p / q;
        T infinity = T.OfBits(0x7f800000);
        y = T.Select(T.Same(value, infinity), infinity, y);
        // Negative numbers and NaN give NaN, zero gives minus infinity.
        T valid = T.Or(T.Less(zero, value), T.Same(value, zero));
        y = T.Select(valid, y, T.OfBits(0xffffffff));
        return T.Select(T.Same(value, zero), T.OfBits(0xff800000), y);
    }

    /// <summary>ln(1 + x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x)
        where T : struct, IFloatPacket<T>
    {
        T one = T.Of(1);
        T more = x + one;
        T log = Log(more);
        T keep = T.Or(T.Same(more, one), T.Same(more, log));
        return T.Select(keep, x, x * (log / (more - one)));
    }

    /// <summary>e^x - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, IFloatPacket<T>
    {
        T one = T.Of(1);
        T u = Exp(x);
        T less = u - one;
        T log = Log(u);
        T y = T.Select(T.Same(log, u), u, less * (x / log));
        y = T.Select(T.Same(less, T.Of(-1)), T.Of(-1), y);
        return T.Select(T.Same(u, one), x, y);
    }

    /// <summary>x = m ln 2 + r with whole m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, out T r)
        where T : struct, IFloatPacket<T>
    {
        T m = T.Floor(x * T.Of(Log2E) + T.Of(0.5f));
        r = m * T.Of(Ln2High) + x;
        r = m * T.Of(Ln2Low) + r;
        return m;
    }

    /// <summary>y 2^m in four factors, so that neither a large nor a small m leaves the range between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Scale<T>(T y, T m)
        where T : struct, IFloatPacket<T>
    {
        T bias = T.Of(127);
        T e = T.Min(T.Max(m, T.Of(-278)), T.Of(278));
        T quarter = T.Floor(e * T.Of(0.25f));
        T c = T.ToExponentField(quarter + bias);
        T rest = e - quarter - quarter - quarter;
        return y * c * c * c * T.ToExponentField(rest + bias);
    }

    /// <summary>x = f 2^e with f in [0.5, 1); zero, infinity and NaN stay as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Split<T>(T x, out T e)
        where T : struct, IFloatPacket<T>
    {
        T zero = T.Of(0);
        T subnormal = T.Less(T.And(x, T.OfBits(0x7fffffff)), T.OfBits(0x00800000));
        T normal = T.Select(subnormal, x * T.Of(1 << 24), x);
        T field = T.FromExponentField(normal);
        T special = T.Or(T.Same(x, zero), T.Same(field, T.Of(255)));
        e = T.Select(special, zero, field + T.Select(subnormal, T.Of(-126 - 24), T.Of(-126)));
        return T.Select(special, x, T.Or(T.And(normal, T.OfBits(0x807fffff)), T.Of(0.5f)));
    }
}

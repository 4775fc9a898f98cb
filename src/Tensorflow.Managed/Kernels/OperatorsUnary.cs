using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>-x</summary>
internal readonly struct Neg : IUnaryOperator<Neg>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Xor(x, T.OfBits(0x80000000));

    public static T Compute<T>(T x)
        where T : INumber<T> => T.Zero - x;
}

/// <summary>|x|</summary>
internal readonly struct Abs : IUnaryOperator<Abs>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.And(x, T.OfBits(0x7fffffff));

    public static T Compute<T>(T x)
        where T : INumber<T> => T.Abs(x);
}

/// <summary>-1, 0 or 1; NaN stays NaN</summary>
internal readonly struct Sign : IUnaryOperator<Sign>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> =>
        T.Select(T.Less(T.Of(0), x), T.Of(1), T.Select(T.Less(x, T.Of(0)), T.Of(-1), x));

    public static T Compute<T>(T x)
        where T : INumber<T> =>
        x > T.Zero ? T.One
        : x < T.Zero ? -T.One
        : x;
}

/// <summary>x^2</summary>
internal readonly struct Square : IUnaryOperator<Square>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => x * x;

    public static T Compute<T>(T x)
        where T : INumber<T> => x * x;
}

/// <summary>The square root.</summary>
internal readonly struct Sqrt : IUnaryOperator<Sqrt>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Sqrt(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Math.Sqrt(double.CreateTruncating(x)));
}

/// <summary>1 / sqrt(x)</summary>
internal readonly struct Rsqrt : IUnaryOperator<Rsqrt>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Of(1) / T.Sqrt(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.One / T.CreateTruncating(Math.Sqrt(double.CreateTruncating(x)));
}

/// <summary>1 / x</summary>
internal readonly struct Reciprocal : IUnaryOperator<Reciprocal>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Of(1) / x;

    public static T Compute<T>(T x)
        where T : INumber<T> => T.One / x;
}

/// <summary>The greatest whole number that is not above x.</summary>
internal readonly struct Floor : IUnaryOperator<Floor>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Floor(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.IsInteger(x) ? x : T.CreateTruncating(Math.Floor(double.CreateTruncating(x)));
}

/// <summary>The least whole number that is not below x.</summary>
internal readonly struct Ceil : IUnaryOperator<Ceil>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => Neg.Invoke(T.Floor(Neg.Invoke(x)));

    public static T Compute<T>(T x)
        where T : INumber<T> => T.IsInteger(x) ? x : T.CreateTruncating(Math.Ceiling(double.CreateTruncating(x)));
}

/// <summary>e^x</summary>
internal readonly struct Exp : IUnaryOperator<Exp>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Exp(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Math.Exp(double.CreateTruncating(x)));

    public static float Tail(float x) => SingleMath.Exp(x);
}

/// <summary>ln x</summary>
internal readonly struct Log : IUnaryOperator<Log>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Log(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Math.Log(double.CreateTruncating(x)));

    public static float Tail(float x) => SingleMath.Log(x);
}

/// <summary>ln(1 + x), exact to a few units also near zero.</summary>
internal readonly struct Log1p : IUnaryOperator<Log1p>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Log1p(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Log1p.OfDouble(double.CreateTruncating(x)));

    /// <summary>The function on doubles.</summary>
    public static double OfDouble(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    public static float Tail(float x) => (float)OfDouble(x);
}

/// <summary>e^x - 1, exact to a few units also near zero.</summary>
internal readonly struct Expm1 : IUnaryOperator<Expm1>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Expm1(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Expm1.OfDouble(double.CreateTruncating(x)));

    /// <summary>The function on doubles.</summary>
    public static double OfDouble(double x)
    {
        double u = Math.Exp(x);
        if (u == 1)
            return x;
        double less = u - 1;
        return less == -1 || double.IsInfinity(u) ? less : less * (x / Math.Log(u));
    }

    public static float Tail(float x) => (float)OfDouble(x);
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>1 / (1 + e^-x)</summary>
internal readonly struct Sigmoid : IUnaryOperator<Sigmoid>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Logistic(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.One / (T.One + T.CreateTruncating(Math.Exp(double.CreateTruncating(-x))));

    public static float Tail(float x) => SingleMath.Logistic(x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct Tanh : IUnaryOperator<Tanh>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => EigenMath.Tanh(x);

    public static T Compute<T>(T x)
        where T : INumber<T> => T.CreateTruncating(Math.Tanh(double.CreateTruncating(x)));
}

/// <summary>max(x, 0); NaN stays NaN</summary>
internal readonly struct Relu : IUnaryOperator<Relu>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Max(x, T.Of(0));

    public static T Compute<T>(T x)
        where T : INumber<T> => T.Max(x, T.Zero);
}

/// <summary>min(max(x, 0), 6); NaN stays NaN</summary>
internal readonly struct Relu6 : IUnaryOperator<Relu6>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Min(T.Max(x, T.Of(0)), T.Of(6));

    public static T Compute<T>(T x)
        where T : INumber<T> => T.Min(T.Max(x, T.Zero), T.CreateTruncating(6));
}

/// <summary>x, or e^x - 1 below zero</summary>
internal readonly struct Elu : IUnaryOperator<Elu>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => T.Select(T.Less(x, T.Of(0)), EigenMath.Exp(x) - T.Of(1), x);

    public static T Compute<T>(T x)
        where T : INumber<T> => x < T.Zero ? T.CreateTruncating(Expm1.OfDouble(double.CreateTruncating(x))) : x;
}

/// <summary>x / (1 + |x|)</summary>
internal readonly struct Softsign : IUnaryOperator<Softsign>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> => x / (Abs.Invoke(x) + T.Of(1));

    public static T Compute<T>(T x)
        where T : INumber<T> => x / (T.One + T.Abs(x));
}

/// <summary>ln(1 + e^x)</summary>
internal readonly struct Softplus : IUnaryOperator<Softplus>
{
    // ln of the machine's epsilon, plus 2: below it the result is e^x, above its negative it is x.
    private const float Threshold = -13.942385f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T>
    {
        T exp = EigenMath.Exp(x);
        T small = T.Select(T.Less(x, T.Of(Threshold)), exp, EigenMath.Log1p(exp));
        return T.Select(T.Less(T.Of(-Threshold), x), x, small);
    }

    public static T Compute<T>(T x)
        where T : INumber<T>
    {
        double value = double.CreateTruncating(x);
        return value > 34 ? x : T.CreateTruncating(Log1p.OfDouble(Math.Exp(value)));
    }
}

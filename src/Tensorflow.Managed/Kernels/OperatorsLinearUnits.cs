using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>scale x, or scale alpha (e^x - 1) below zero</summary>
internal readonly struct Selu : IUnaryOperator<Selu>
{
    /// <summary>What numbers above zero are multiplied with.</summary>
    public const double Scale = 1.0507009873554804934193349852946;

    /// <summary>What e^x - 1 is multiplied with.</summary>
    public const double ScaleAlpha = 1.7580993408473768599402175208123;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x)
        where T : struct, IFloatPacket<T> =>
        T.Select(T.Less(x, T.Of(0)), T.Of((float)ScaleAlpha) * (EigenMath.Exp(x) - T.Of(1)), T.Of((float)Scale) * x);

    public static T Compute<T>(T x)
        where T : INumber<T> =>
        x < T.Zero
            ? T.CreateTruncating(ScaleAlpha * Expm1.OfDouble(double.CreateTruncating(x)))
            : T.CreateTruncating(Scale) * x;
}

/// <summary>The gradient of <see cref="Selu"/> from that of its output, and the output.</summary>
internal readonly struct SeluGrad : IBinaryOperator<SeluGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T grad, T y)
        where T : struct, IFloatPacket<T> =>
        T.Select(T.Less(y, T.Of(0)), grad * (y + T.Of((float)Selu.ScaleAlpha)), grad * T.Of((float)Selu.Scale));

    public static T Compute<T>(T grad, T y)
        where T : INumber<T> =>
        y < T.Zero ? grad * (y + T.CreateTruncating(Selu.ScaleAlpha)) : grad * T.CreateTruncating(Selu.Scale);
}

/// <summary>x, or alpha x where x is not above zero</summary>
internal readonly struct LeakyRelu : IBinaryOperator<LeakyRelu>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T alpha)
        where T : struct, IFloatPacket<T> => T.Select(T.Less(T.Of(0), x), x, x * alpha);

    public static T Compute<T>(T x, T alpha)
        where T : INumber<T> => x > T.Zero ? x : x * alpha;
}

/// <summary>The slope of <see cref="LeakyRelu"/>: 1, or alpha where x is not above zero.</summary>
internal readonly struct LeakySlope : IBinaryOperator<LeakySlope>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T x, T alpha)
        where T : struct, IFloatPacket<T> => T.Select(T.Less(T.Of(0), x), T.Of(1), alpha);

    public static T Compute<T>(T x, T alpha)
        where T : INumber<T> => x > T.Zero ? T.One : alpha;
}

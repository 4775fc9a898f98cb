using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>a + b</summary>
internal readonly struct Add : IBinaryOperator<Add>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a + b;

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a + b;
}

/// <summary>a - b</summary>
internal readonly struct Sub : IBinaryOperator<Sub>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a - b;

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a - b;
}

/// <summary>a b</summary>
internal readonly struct Mul : IBinaryOperator<Mul>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a * b;

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a * b;
}

/// <summary>a / b</summary>
internal readonly struct RealDiv : IBinaryOperator<RealDiv>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a / b;

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a / b;
}

/// <summary>a / b, and zero where b is zero</summary>
internal readonly struct DivNoNan : IBinaryOperator<DivNoNan>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, T.Of(0)), T.Of(0), a / b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.IsZero(b) ? T.Zero : a / b;
}

/// <summary>The greater; NaN if either is NaN.</summary>
internal readonly struct Maximum : IBinaryOperator<Maximum>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, b), T.Max(a, b), b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.Max(a, b);
}

/// <summary>The lesser; NaN if either is NaN.</summary>
internal readonly struct Minimum : IBinaryOperator<Minimum>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, b), T.Min(a, b), b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.Min(a, b);
}

/// <summary>(a - b)^2</summary>
internal readonly struct SquaredDifference : IBinaryOperator<SquaredDifference>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => Square.Invoke(a - b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => (a - b) * (a - b);
}

/// <summary>The gradient of y = Sigmoid(x): a is y, b the gradient of y.</summary>
internal readonly struct SigmoidGrad : IBinaryOperator<SigmoidGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => b * (a * (T.Of(1) - a));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => b * a * (T.One - a);

    public static float Tail(float a, float b) => b * a * (1.0f - a);
}

/// <summary>The gradient of y = Tanh(x): a is y, b the gradient of y.</summary>
internal readonly struct TanhGrad : IBinaryOperator<TanhGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => b * (T.Of(1) - a * a);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => b * (T.One - a * a);
}

/// <summary>The gradient of Relu: a is the gradient of y, b is x (or y).</summary>
internal readonly struct ReluGrad : IBinaryOperator<ReluGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Less(T.Of(0), b), a, T.Of(0));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => b > T.Zero ? a : T.Zero;
}

/// <summary>The gradient of Relu6: a is the gradient of y, b is x (or y).</summary>
internal readonly struct Relu6Grad : IBinaryOperator<Relu6Grad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.And(T.Less(T.Of(0), b), T.Less(b, T.Of(6))), a, T.Of(0));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => b > T.Zero && b < T.CreateTruncating(6) ? a : T.Zero;
}

/// <summary>The gradient of Elu: a is the gradient of y, b is y.</summary>
internal readonly struct EluGrad : IBinaryOperator<EluGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Less(b, T.Of(0)), (b + T.Of(1)) * a, a);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => b < T.Zero ? (b + T.One) * a : a;
}

/// <summary>The gradient of y = Sqrt(x): a is y, b the gradient of y.</summary>
internal readonly struct SqrtGrad : IBinaryOperator<SqrtGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, T.Of(0)), T.Of(0), T.Of(0.5f) / a * b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.IsZero(b) ? T.Zero : T.CreateTruncating(0.5) * b / a;

    public static float Tail(float a, float b) => b == 0 ? 0 : 0.5f * b / a;
}

/// <summary>The gradient of y = Rsqrt(x): a is y, b the gradient of y.</summary>
internal readonly struct RsqrtGrad : IBinaryOperator<RsqrtGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, T.Of(0)), T.Of(0), T.Of(-0.5f) * (a * a) * (a * b));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.IsZero(b) ? T.Zero : T.CreateTruncating(-0.5) * (b * a) * (a * a);

    public static float Tail(float a, float b) => b == 0 ? 0 : -0.5f * (b * a) * (a * a);
}

/// <summary>The gradient of y = 1 / x: a is y, b the gradient of y.</summary>
internal readonly struct ReciprocalGrad : IBinaryOperator<ReciprocalGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => T.Select(T.Same(b, T.Of(0)), T.Of(0), Neg.Invoke(a * a) * b);

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => T.IsZero(b) ? T.Zero : -a * a * b;
}

/// <summary>The gradient of Softplus: a is the gradient of y, b is x.</summary>
internal readonly struct SoftplusGrad : IBinaryOperator<SoftplusGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a / (EigenMath.Exp(Neg.Invoke(b)) + T.Of(1));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a / (T.CreateTruncating(Math.Exp(double.CreateTruncating(-b))) + T.One);

    public static float Tail(float a, float b) => a / (SingleMath.Exp(-b) + 1.0f);
}

/// <summary>The gradient of Softsign: a is the gradient of y, b is x.</summary>
internal readonly struct SoftsignGrad : IBinaryOperator<SoftsignGrad>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T> => a / Square.Invoke(Abs.Invoke(b) + T.Of(1));

    public static T Compute<T>(T a, T b)
        where T : INumber<T> => a / ((T.One + T.Abs(b)) * (T.One + T.Abs(b)));
}

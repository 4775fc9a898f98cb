using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>a^b; for integers b must not be negative.</summary>
internal readonly struct Pow : IScalarOperator
{
    public static T Compute<T>(T a, T b)
        where T : INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
        T power = T.One;
        for (long left = long.CreateTruncating(b); left > 0; left >>= 1)
        {
            if ((left & 1) != 0)
                power *= a;
            a *= a;
        }
        return power;
    }
}

/// <summary>a / b rounded down; for integers b must not be zero.</summary>
internal readonly struct FloorDiv : IScalarOperator
{
    public static T Compute<T>(T a, T b)
        where T : INumber<T>
    {
        if (typeof(T) == typeof(float))
            return T.CreateTruncating(MathF.Floor(float.CreateTruncating(a / b)));
        if (typeof(T) == typeof(double))
            return T.CreateTruncating(Math.Floor(double.CreateTruncating(a / b)));
        // The most negative number has no counterpart: it is its own quotient by -1.
        if (b == -T.One)
            return T.Zero - a;
        T quotient = a / b;
        return a != quotient * b && T.IsNegative(a) != T.IsNegative(b) ? quotient - T.One : quotient;
    }
}

/// <summary>What FloorDiv leaves, with b's sign; for integers b must not be zero.</summary>
internal readonly struct FloorMod : IScalarOperator
{
    public static T Compute<T>(T a, T b)
        where T : INumber<T>
    {
        T rest = TruncateMod.Compute(a, b);
        return !T.IsZero(rest) && T.IsNegative(b) != T.IsNegative(rest) ? rest + b : rest;
    }
}

/// <summary>a / b rounded towards zero; for integers b must not be zero.</summary>
internal readonly struct TruncateDiv : IScalarOperator
{
    public static T Compute<T>(T a, T b)
        where T : INumber<T>
    {
        if (typeof(T) == typeof(float))
            return T.CreateTruncating(MathF.Truncate(float.CreateTruncating(a / b)));
        if (typeof(T) == typeof(double))
            return T.CreateTruncating(Math.Truncate(double.CreateTruncating(a / b)));
        return b == -T.One ? T.Zero - a : a / b;
    }
}

/// <summary>What TruncateDiv leaves, with a's sign; for integers b must not be zero.</summary>
internal readonly struct TruncateMod : IScalarOperator
{
    public static T Compute<T>(T a, T b)
        where T : INumber<T>
    {
        bool real = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        return !real && b == -T.One ? T.Zero : a % b;
    }
}

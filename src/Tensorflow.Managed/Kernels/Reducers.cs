using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>How a reduction joins values.</summary>
internal interface IReducer
{
    /// <summary>What no values reduce to.</summary>
    static abstract T Initial<T>()
        where T : INumber<T>, IMinMaxValue<T>;

    /// <summary>Joins floats.</summary>
    static abstract T Join<T>(T accumulated, T value)
        where T : struct, IFloatPacket<T>;

    /// <summary>Joins numbers of another type.</summary>
    static abstract T JoinNumbers<T>(T accumulated, T value)
        where T : INumber<T>;

    /// <summary>Whether long rows are split in halves first, to lose less to rounding.</summary>
    static abstract bool Splits { get; }
}

/// <summary>The sum.</summary>
internal readonly struct SumReducer : IReducer
{
    public static bool Splits => true;

    public static T Initial<T>()
        where T : INumber<T>, IMinMaxValue<T> => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T accumulated, T value)
        where T : struct, IFloatPacket<T> => accumulated + value;

    public static T JoinNumbers<T>(T accumulated, T value)
        where T : INumber<T> => accumulated + value;
}

/// <summary>The product.</summary>
internal readonly struct ProdReducer : IReducer
{
    public static bool Splits => false;

    public static T Initial<T>()
        where T : INumber<T>, IMinMaxValue<T> => T.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T accumulated, T value)
        where T : struct, IFloatPacket<T> => accumulated * value;

    public static T JoinNumbers<T>(T accumulated, T value)
        where T : INumber<T> => accumulated * value;
}

/// <summary>The greatest; NaN if one is NaN.</summary>
internal readonly struct MaxReducer : IReducer
{
    public static bool Splits => false;

    public static T Initial<T>()
        where T : INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? -T.One / T.Zero : T.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T accumulated, T value)
        where T : struct, IFloatPacket<T> => Maximum.Invoke(accumulated, value);

    public static T JoinNumbers<T>(T accumulated, T value)
        where T : INumber<T> => T.Max(accumulated, value);
}

/// <summary>The least; NaN if one is NaN.</summary>
internal readonly struct MinReducer : IReducer
{
    public static bool Splits => false;

    public static T Initial<T>()
        where T : INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.One / T.Zero : T.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Join<T>(T accumulated, T value)
        where T : struct, IFloatPacket<T> => Minimum.Invoke(accumulated, value);

    public static T JoinNumbers<T>(T accumulated, T value)
        where T : INumber<T> => T.Min(accumulated, value);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>A function of two operands on a contiguous row, where either operand may be a single value.</summary>
internal interface IRows<TIn, TOut>
{
    static abstract void Pair(ref TIn a, ref TIn b, ref TOut y, nuint count);
    static abstract void LeftScalar(TIn a, ref TIn b, ref TOut y, nuint count);
    static abstract void RightScalar(ref TIn a, TIn b, ref TOut y, nuint count);
}

/// <summary>Rows of floats in the widest packets there are, then in packets of eight, then one by one.</summary>
internal readonly struct FloatRows<TOp> : IRows<float, float>
    where TOp : struct, IBinaryOperator<TOp>
{
    public static void Pair(ref float a, ref float b, ref float y, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; count - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref a, i), Packet16.Load(ref b, i)), ref y, i);
        for (; count - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref a, i), Packet8.Load(ref b, i)), ref y, i);
        for (; i < count; i++)
            Unsafe.Add(ref y, i) = TOp.Tail(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i));
    }

    public static void LeftScalar(float a, ref float b, ref float y, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; count - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Of(a), Packet16.Load(ref b, i)), ref y, i);
        for (; count - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Of(a), Packet8.Load(ref b, i)), ref y, i);
        for (; i < count; i++)
            Unsafe.Add(ref y, i) = TOp.Tail(a, Unsafe.Add(ref b, i));
    }

    public static void RightScalar(ref float a, float b, ref float y, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; count - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref a, i), Packet16.Of(b)), ref y, i);
        for (; count - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref a, i), Packet8.Of(b)), ref y, i);
        for (; i < count; i++)
            Unsafe.Add(ref y, i) = TOp.Tail(Unsafe.Add(ref a, i), b);
    }
}

/// <summary>A function of two values of one type, as a type.</summary>
internal interface IFunction<TIn, TOut>
{
    static abstract TOut Call(TIn a, TIn b);
}

/// <summary>The scalar form of an operator with a packet form.</summary>
internal readonly struct ScalarForm<T, TOp> : IFunction<T, T>
    where T : INumber<T>
    where TOp : struct, IBinaryOperator<TOp>
{
    public static T Call(T a, T b) => TOp.Compute(a, b);
}

/// <summary>An operator without a packet form.</summary>
internal readonly struct ScalarOnly<T, TOp> : IFunction<T, T>
    where T : INumber<T>
    where TOp : struct, IScalarOperator
{
    public static T Call(T a, T b) => TOp.Compute(a, b);
}

/// <summary>A comparison.</summary>
internal readonly struct Comparing<T, TOp> : IFunction<T, bool>
    where T : INumber<T>
    where TOp : struct, IComparison
{
    public static bool Call(T a, T b) => TOp.Compute(a, b);
}

/// <summary>A truth function.</summary>
internal readonly struct Logical<TOp> : IFunction<bool, bool>
    where TOp : struct, ILogicalOperator
{
    public static bool Call(bool a, bool b) => TOp.Compute(a, b);
}

/// <summary>Rows of any type, value by value.</summary>
internal readonly struct ScalarRows<TIn, TOut, TFunction> : IRows<TIn, TOut>
    where TFunction : struct, IFunction<TIn, TOut>
{
    public static void Pair(ref TIn a, ref TIn b, ref TOut y, nuint count)
    {
        for (nuint i = 0; i < count; i++)
            Unsafe.Add(ref y, i) = TFunction.Call(Unsafe.Add(ref a, i), Unsafe.Add(ref b, i));
    }

    public static void LeftScalar(TIn a, ref TIn b, ref TOut y, nuint count)
    {
        for (nuint i = 0; i < count; i++)
            Unsafe.Add(ref y, i) = TFunction.Call(a, Unsafe.Add(ref b, i));
    }

    public static void RightScalar(ref TIn a, TIn b, ref TOut y, nuint count)
    {
        for (nuint i = 0; i < count; i++)
            Unsafe.Add(ref y, i) = TFunction.Call(Unsafe.Add(ref a, i), b);
    }
}

namespace Tensorflow.Kernels;

/// <summary>Conversions between float, double, int, long, byte and bool, as C++ on x86 does them.</summary>
internal static class Casting
{
    /// <summary>y = x as another type.</summary>
    public static void Cast<TFrom, TTo>(ReadOnlySpan<TFrom> x, Span<TTo> y)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        x = x[..y.Length];
        for (int i = 0; i < y.Length; i++)
            y[i] = IsReal<TFrom>() ? FromReal<TTo>(ToReal(x[i])) : FromWhole<TTo>(ToWhole(x[i]));
    }

    private static bool IsReal<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static double ToReal<T>(T x)
        where T : unmanaged => typeof(T) == typeof(float) ? (float)(object)x : (double)(object)x;

    private static long ToWhole<T>(T x)
        where T : unmanaged
    {
        if (typeof(T) == typeof(int))
            return (int)(object)x;
        if (typeof(T) == typeof(long))
            return (long)(object)x;
        if (typeof(T) == typeof(byte))
            return (byte)(object)x;
        if (typeof(T) == typeof(bool))
            return (bool)(object)x ? 1 : 0;
        throw new ArgumentException($"cannot cast from {typeof(T)}");
    }

    private static T FromReal<T>(double x)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return (T)(object)(float)x;
        if (typeof(T) == typeof(double))
            return (T)(object)x;
        if (typeof(T) == typeof(bool))
            return (T)(object)(x != 0);
        if (typeof(T) == typeof(long))
            return (T)(object)ToLong(x);
        if (typeof(T) == typeof(int))
            return (T)(object)ToInt(x);
        if (typeof(T) == typeof(byte))
            return (T)(object)(byte)ToInt(x);
        throw new ArgumentException($"cannot cast to {typeof(T)}");
    }

    private static T FromWhole<T>(long x)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return (T)(object)(float)x;
        if (typeof(T) == typeof(double))
            return (T)(object)(double)x;
        if (typeof(T) == typeof(bool))
            return (T)(object)(x != 0);
        if (typeof(T) == typeof(long))
            return (T)(object)x;
        if (typeof(T) == typeof(int))
            return (T)(object)(int)x;
        if (typeof(T) == typeof(byte))
            return (T)(object)(byte)x;
        throw new ArgumentException($"cannot cast to {typeof(T)}");
    }

    // What is out of range, NaN too, becomes the least number.
    private static int ToInt(double x) => x > -2147483649.0 && x < 2147483648.0 ? (int)x : int.MinValue;

    private static long ToLong(double x) =>
        x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (long)x : long.MinValue;
}

using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>A question about one number.</summary>
internal interface IPredicate
{
    /// <summary>The answer.</summary>
    static abstract bool Holds<T>(T x)
        where T : INumber<T>;
}

/// <summary>Whether x is no number.</summary>
internal readonly struct IsNan : IPredicate
{
    public static bool Holds<T>(T x)
        where T : INumber<T> => T.IsNaN(x);
}

/// <summary>Whether x is infinite.</summary>
internal readonly struct IsInf : IPredicate
{
    public static bool Holds<T>(T x)
        where T : INumber<T> => T.IsInfinity(x);
}

/// <summary>Whether x is a finite number.</summary>
internal readonly struct IsFinite : IPredicate
{
    public static bool Holds<T>(T x)
        where T : INumber<T> => T.IsFinite(x);
}

/// <summary>Whether x is not zero.</summary>
internal readonly struct IsNonzero : IPredicate
{
    public static bool Holds<T>(T x)
        where T : INumber<T> => !T.IsZero(x);
}

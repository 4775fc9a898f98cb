using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>a = b</summary>
internal readonly struct Equal : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a == b;
}

/// <summary>a differs from b</summary>
internal readonly struct NotEqual : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a != b;
}

/// <summary>a below b</summary>
internal readonly struct Less : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a < b;
}

/// <summary>a not above b</summary>
internal readonly struct LessEqual : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a <= b;
}

/// <summary>a above b</summary>
internal readonly struct Greater : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a > b;
}

/// <summary>a not below b</summary>
internal readonly struct GreaterEqual : IComparison
{
    public static bool Compute<T>(T a, T b)
        where T : INumber<T> => a >= b;
}

/// <summary>a and b</summary>
internal readonly struct LogicalAnd : ILogicalOperator
{
    public static bool Compute(bool a, bool b) => a && b;
}

/// <summary>a or b</summary>
internal readonly struct LogicalOr : ILogicalOperator
{
    public static bool Compute(bool a, bool b) => a || b;
}

/// <summary>either a or b</summary>
internal readonly struct LogicalXor : ILogicalOperator
{
    public static bool Compute(bool a, bool b) => a != b;
}

/// <summary>a = b</summary>
internal readonly struct LogicalEqual : ILogicalOperator
{
    public static bool Compute(bool a, bool b) => a == b;
}

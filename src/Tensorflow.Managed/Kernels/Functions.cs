namespace Tensorflow.Kernels;

/// <summary>A function that is computed number by number, in double precision: float32 then rounds it once.</summary>
internal interface IFunction
{
    /// <summary>The function.</summary>
    static abstract double Compute(double x);
}

/// <summary>sin x</summary>
internal readonly struct Sin : IFunction
{
    public static double Compute(double x) => Math.Sin(x);
}

/// <summary>cos x</summary>
internal readonly struct Cos : IFunction
{
    public static double Compute(double x) => Math.Cos(x);
}

/// <summary>tan x</summary>
internal readonly struct Tan : IFunction
{
    public static double Compute(double x) => Math.Tan(x);
}

/// <summary>The inverse tangent.</summary>
internal readonly struct Atan : IFunction
{
    public static double Compute(double x) => Math.Atan(x);
}

/// <summary>The hyperbolic sine.</summary>
internal readonly struct Sinh : IFunction
{
    public static double Compute(double x) => Math.Sinh(x);
}

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct Cosh : IFunction
{
    public static double Compute(double x) => Math.Cosh(x);
}

/// <summary>The inverse hyperbolic sine.</summary>
internal readonly struct Asinh : IFunction
{
    public static double Compute(double x) => Math.Asinh(x);
}

/// <summary>The nearest whole number, the even one of two.</summary>
internal readonly struct Round : IFunction
{
    public static double Compute(double x) => Math.Round(x, MidpointRounding.ToEven);
}

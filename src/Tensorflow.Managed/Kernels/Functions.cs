namespace Tensorflow.Kernels;

/// <summary>A function that is computed number by number, in double precision: float32 then rounds it once.</summary>
internal interface IFunction<TSelf>
    where TSelf : struct, IFunction<TSelf>
{
    /// <summary>The function.</summary>
    static abstract double Compute(double x);

    /// <summary>The function on float32.</summary>
    static virtual float Compute(float x) => (float)TSelf.Compute((double)x);
}

/// <summary>sin x</summary>
internal readonly struct Sin : IFunction<Sin>
{
    public static double Compute(double x) => Math.Sin(x);
}

/// <summary>cos x</summary>
internal readonly struct Cos : IFunction<Cos>
{
    public static double Compute(double x) => Math.Cos(x);
}

/// <summary>tan x</summary>
internal readonly struct Tan : IFunction<Tan>
{
    public static double Compute(double x) => Math.Tan(x);
}

/// <summary>The inverse tangent.</summary>
internal readonly struct Atan : IFunction<Atan>
{
    public static double Compute(double x) => Math.Atan(x);
}

/// <summary>The hyperbolic sine.</summary>
internal readonly struct Sinh : IFunction<Sinh>
{
    public static double Compute(double x) => Math.Sinh(x);
}

/// <summary>The hyperbolic cosine.</summary>
internal readonly struct Cosh : IFunction<Cosh>
{
    public static double Compute(double x) => Math.Cosh(x);
}

/// <summary>The inverse hyperbolic sine.</summary>
internal readonly struct Asinh : IFunction<Asinh>
{
    public static double Compute(double x) => Math.Asinh(x);
}

/// <summary>The nearest whole number, the even one of two.</summary>
internal readonly struct Round : IFunction<Round>
{
    public static double Compute(double x) => Math.Round(x, MidpointRounding.ToEven);
}

using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>A function of one number: on packets of floats, and on a single number of any type.</summary>
internal interface IUnaryOperator<TSelf>
    where TSelf : struct, IUnaryOperator<TSelf>
{
    /// <summary>The function on floats.</summary>
    static abstract T Invoke<T>(T x)
        where T : struct, IFloatPacket<T>;

    /// <summary>The function on another type of number.</summary>
    static abstract T Compute<T>(T x)
        where T : INumber<T>;

    /// <summary>
    /// The function on the last few floats, which do not fill a packet of eight: TensorFlow calls libm there.
    /// </summary>
    static virtual float Tail(float x) => TSelf.Invoke(new Packet1(x)).Value;
}

/// <summary>A function of two numbers: on packets of floats, and on single numbers of any type.</summary>
internal interface IBinaryOperator<TSelf>
    where TSelf : struct, IBinaryOperator<TSelf>
{
    /// <summary>The function on floats.</summary>
    static abstract T Invoke<T>(T a, T b)
        where T : struct, IFloatPacket<T>;

    /// <summary>The function on another type of number.</summary>
    static abstract T Compute<T>(T a, T b)
        where T : INumber<T>;

    /// <summary>The function on single floats.</summary>
    static virtual float Tail(float a, float b) => TSelf.Invoke(new Packet1(a), new Packet1(b)).Value;
}

/// <summary>A function of two numbers without a form for packets.</summary>
internal interface IScalarOperator
{
    /// <summary>The function.</summary>
    static abstract T Compute<T>(T a, T b)
        where T : INumber<T>;
}

/// <summary>A comparison of two numbers.</summary>
internal interface IComparison
{
    /// <summary>Whether it holds.</summary>
    static abstract bool Compute<T>(T a, T b)
        where T : INumber<T>;
}

/// <summary>A truth function of two values.</summary>
internal interface ILogicalOperator
{
    /// <summary>The function.</summary>
    static abstract bool Compute(bool a, bool b);
}

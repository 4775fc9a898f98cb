namespace Tensorflow.Kernels;

/// <summary>Random bits to numbers, as TensorFlow's CPU kernels make them.</summary>
internal static class RandomBits
{
    // Below this a uniform number is not given to the logarithm.
    private const float LeastSingle = 1.0e-7f;
    private const double LeastDouble = 1.0e-7;

    /// <summary>23 bits to [0, 1).</summary>
    public static float ToSingle(uint bits) => BitConverter.UInt32BitsToSingle((127u << 23) | (bits & 0x7fffff)) - 1.0f;

    /// <summary>52 bits to [0, 1).</summary>
    public static double ToDouble(uint high, uint low) =>
        BitConverter.UInt64BitsToDouble((1023ul << 52) | ((ulong)(high & 0xfffff) << 32) | low) - 1.0;

    /// <summary>Two normally distributed numbers from two words (Box and Muller).</summary>
    public static (float First, float Second) Normal(uint x0, uint x1)
    {
        float radius = MathF.Sqrt(-2.0f * SingleMath.Log(Math.Max(ToSingle(x0), LeastSingle)));
        // The angle is formed in double and rounded once.
        (float sin, float cos) = SingleMath.SinCos((float)(2.0 * Math.PI * ToSingle(x1)));
        return (sin * radius, cos * radius);
    }

    /// <summary>Two normally distributed doubles from four words.</summary>
    public static (double First, double Second) Normal(uint x0, uint x1, uint x2, uint x3)
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(Math.Max(ToDouble(x0, x1), LeastDouble)));
        (double sin, double cos) = Math.SinCos(2.0 * Math.PI * ToDouble(x2, x3));
        return (sin * radius, cos * radius);
    }
}

namespace Tensorflow.Kernels;

/// <summary>
/// Single-precision functions in the form of Arm's optimized routines, which glibc uses; the same on every platform.
/// </summary>
internal static class SingleMath
{
    private const double Ln2 = 0.6931471805599453;

    // 1/c and ln c for c near the centre of each of 16 pieces of [0.699, 1.398).
    private static ReadOnlySpan<double> LogTable =>
        [
            1.398907162146528,
            -0.33569133332882284,
            1.3403141896637998,
            -0.2929040563774074,
            1.286432210124115,
            -0.2518726580937369,
            1.2367150214269895,
            -0.21245868807117255,
            1.1906977166711752,
            -0.17453945183745634,
            1.1479821020556429,
            -0.1380057072319758,
            1.1082251448272158,
            -0.10275976698545139,
            1.0711297413057381,
            -0.06871392447020525,
            1.036437278977283,
            -0.0357891387398228,
            1.0,
            0.0,
            0.9492859795739057,
            0.05204517742929496,
            0.8951049428609004,
            0.11081431298787942,
            0.8476821620351103,
            0.1652495223695143,
            0.8050314851692001,
            0.21687389031699977,
            0.7664671008843108,
            0.2659635028121397,
            0.731428603316328,
            0.3127556664073557,
        ];

    // The bits of 2^(i/32), less i in the exponent's lowest bits, which the whole part of the exponent adds back.
    private static ReadOnlySpan<ulong> ExpTable =>
        [
            0x3ff0000000000000,
            0x3fefd9b0d3158574,
            0x3fefb5586cf9890f,
            0x3fef9301d0125b51,
            0x3fef72b83c7d517b,
            0x3fef54873168b9aa,
            0x3fef387a6e756238,
            0x3fef1e9df51fdee1,
            0x3fef06fe0a31b715,
            0x3feef1a7373aa9cb,
            0x3feedea64c123422,
            0x3feece086061892d,
            0x3feebfdad5362a27,
            0x3feeb42b569d4f82,
            0x3feeab07dd485429,
            0x3feea47eb03a5585,
            0x3feea09e667f3bcd,
            0x3fee9f75e8ec5f74,
            0x3feea11473eb0187,
            0x3feea589994cce13,
            0x3feeace5422aa0db,
            0x3feeb737b0cdc5e5,
            0x3feec49182a3f090,
            0x3feed503b23e255d,
            0x3feee89f995ad3ad,
            0x3feeff76f2fb5e47,
            0x3fef199bdd85529c,
            0x3fef3720dcef9069,
            0x3fef5818dcfba487,
            0x3fef7c97337b9b5f,
            0x3fefa4afa2a490da,
            0x3fefd0765b6e4540,
        ];

    /// <summary>e^x.</summary>
    public static float Exp(float x)
    {
        if (!(Math.Abs(x) < 88.0f))
        {
            if (float.IsNaN(x) || float.IsPositiveInfinity(x))
                return x;
            if (x > 88.72283f)
                return float.PositiveInfinity;
            if (x < -103.972084f)
                return 0;
        }
        double z = 46.16624130844683 * x;
        double whole = Math.Round(z);
        double r = z - whole;
        long k = (long)whole;
        double s = BitConverter.UInt64BitsToDouble(ExpTable[(int)(k & 31)] + ((ulong)k << 47));
        double y = 1.6938359250920212e-06 * r + 0.00023459809789509004;
        y = y * (r * r) + (0.021660849396613134 * r + 1);
        return (float)(y * s);
    }

    /// <summary>1 / (1 + e^-x) as TensorFlow computes it for a single number.</summary>
    public static float Logistic(float x)
    {
        float e = Exp(16.6355324f < x ? 16.6355324f : x);
        return e / (1.0f + e);
    }

    /// <summary>ln x.</summary>
    public static float Log(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        if (bits - 0x00800000 >= 0x7f800000 - 0x00800000)
        {
            if (x == 0)
                return float.NegativeInfinity;
            if (!(x > 0))
                return float.NaN;
            if (float.IsPositiveInfinity(x))
                return x;
            bits = BitConverter.SingleToUInt32Bits(x * 8388608.0f) - (23 << 23);
        }
        uint offset = bits - 0x3f330000;
        int piece = (int)(offset >> 19) & 15;
        int exponent = (int)offset >> 23;
        double z = BitConverter.UInt32BitsToSingle(bits - (offset & 0xff800000));
        double r = z * LogTable[2 * piece] - 1;
        double y0 = LogTable[2 * piece + 1] + exponent * Ln2;
        double r2 = r * r;
        double y = 0.333456765744066 * r + -0.4999997485802103;
        y = -0.25089342214237154 * r2 + y;
        return (float)(y * r2 + (y0 + r));
    }

    /// <summary>sin x and cos x for |x| below 120.</summary>
    public static (float Sin, float Cos) SinCos(float x)
    {
        double value = x;
        int quadrant = 0;
        if (Math.Abs(x) >= 0.7853981633974483)
        {
            // In units of 2^-24 quadrants, so that truncation rounds negative values rightly too.
            quadrant = ((int)(value * 10680707.430881744) + 0x800000) >> 24;
            value -= quadrant * 1.5707963267948966;
        }
        double sign = (quadrant & 2) == 0 ? 1.0 : -1.0;
        double x2 = value * value;
        double x3 = x2 * value;
        double x4 = x2 * x2;
        double s = value + x3 * -0.16666654943701084;
        double c = 1.0 + x2 * -0.49999999725108224 + x4 * 0.041666623324344516;
        float sin = (float)(sign * (s + x3 * x2 * (0.008332178146138854 + x2 * -0.00019517298981385725)));
        float cos = (float)(sign * (c + x4 * x2 * (-0.001388676379437604 + x2 * 2.4390450703564542e-05)));
        return (quadrant & 1) == 0 ? (sin, cos) : (cos, -sin);
    }
}

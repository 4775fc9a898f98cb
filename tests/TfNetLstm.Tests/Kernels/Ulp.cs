namespace TfNetLstm.Tests.Kernels;

/// <summary>Distances between floats in units in the last place.</summary>
internal static class Ulp
{
    /// <summary>The distance of two floats; NaN is at no distance from NaN, and whatever is subnormal counts as zero.</summary>
    public static long Distance(float a, float b)
    {
        if (float.IsNaN(a) || float.IsNaN(b))
            return float.IsNaN(a) && float.IsNaN(b) ? 0 : long.MaxValue;
        return Math.Abs(Rank(BitConverter.SingleToInt32Bits(a)) - Rank(BitConverter.SingleToInt32Bits(b)));
    }

    /// <summary>The greatest distance between two arrays of one length.</summary>
    public static long Greatest(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        long greatest = 0;
        for (int i = 0; i < expected.Length; i++)
            greatest = Math.Max(greatest, Distance(expected[i], actual[i]));
        return greatest;
    }

    private static long Rank(int bits)
    {
        // TensorFlow's threads flush subnormal results to zero; the sign of zero does not count.
        long size = Math.Max(0, (bits & int.MaxValue) - 0x007fffff);
        return bits >= 0 ? size : -size;
    }
}

using TfNetLstm.Tests.Kernels;

namespace TfNetLstm.Tests.Reference;

/// <summary>
/// How close the reference and single precision are: the reference sums and subtracts in double, so that where much
/// cancels out the two may differ by roundings of the greatest element.
/// </summary>
internal static class PlainTolerance
{
    private const int Ulps = 4;
    private const double OfGreatest = 1e-6;

    /// <summary>Compares arrays of one type; whatever is no float must be equal.</summary>
    public static void AssertClose(Array expected, Array actual, string tensor, double ofGreatest = OfGreatest)
    {
        if (expected is not (float[] or double[]))
        {
            Assert.Equal(expected, actual);
            return;
        }
        Assert.Equal(expected.Length, actual.Length);
        var (wanted, got) = (Doubles(expected), Doubles(actual));
        var most = ofGreatest * wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < wanted.Length; i++)
        {
            var isClose =
                wanted[i].Equals(got[i])
                || Math.Abs(wanted[i] - got[i]) <= most
                || expected is float[] && Ulp.Greatest([(float)wanted[i]], [(float)got[i]]) <= Ulps;
            Assert.True(isClose, $"{tensor}[{i}]: {got[i]}, not {wanted[i]}");
        }
    }

    private static double[] Doubles(Array array) =>
        array is float[] floats ? Array.ConvertAll(floats, f => (double)f) : (double[])array;
}

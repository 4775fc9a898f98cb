using TfNetLstm.Tests.Kernels;

namespace TfNetLstm.Tests.Operations;

/// <summary>How far from TensorFlow's a case's numbers may lie; whatever is no float must be equal.</summary>
internal static class OpTolerance
{
    private const int Ulps = 4;

    /// <summary>The cases that need another bound, and why.</summary>
    private static readonly Dictionary<string, (int Ulps, string Reason)> _exceptions = new(StringComparer.Ordinal)
    {
        ["tan"] = (6, "1 / cos^2 doubles the unit that TensorFlow's cosine is off; ours is rounded once"),
    };

    // Of the greatest element: a product of matrices rounds as often as it adds, and what cancels out is no less wrong.
    private const double ProductTolerance = 1e-6;
    private static readonly string[] _products =
    [
        "MatMul",
        "BatchMatMulV2",
        "Conv2D",
        "Conv2DBackpropInput",
        "Conv2DBackpropFilter",
    ];
    private const double DoubleTolerance = 1e-14;

    /// <summary>Compares an array with the golden one.</summary>
    /// <param name="expected">The golden values.</param>
    /// <param name="actual">Ours, an array of the same element type.</param>
    /// <param name="tensor">What is compared, for the message.</param>
    /// <param name="golden">The case.</param>
    public static void AssertClose(Array expected, Array actual, string tensor, GoldenOpCase golden)
    {
        switch (expected)
        {
            case float[] floats when golden.Types.Overlaps(_products):
                AssertClose(Doubles(floats), Doubles((float[])actual), ProductTolerance, tensor);
                break;
            case float[] floats:
                var far = Ulp.Greatest(floats, (float[])actual);
                var most = _exceptions.TryGetValue(golden.Name, out var exception) ? exception.Ulps : Ulps;
                Assert.True(far <= most, $"{tensor}: {far} ulp");
                break;
            case double[] doubles:
                AssertClose(doubles, (double[])actual, DoubleTolerance, tensor);
                break;
            default:
                Assert.Equal(expected, actual);
                break;
        }
    }

    private static double[] Doubles(float[] floats) => Array.ConvertAll(floats, f => (double)f);

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string tensor)
    {
        Assert.Equal(expected.Length, actual.Length);
        var most = tolerance * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= most, $"{tensor}[{i}]: {actual[i]}, not {expected[i]}");
    }
}

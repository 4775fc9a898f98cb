using Tensorflow.Values;
using TfNetLstm.Tests.Kernels;

namespace TfNetLstm.Tests.Operations;

/// <summary>The kernels, bound to their ops, on the graphs that TensorFlow made for each expression and its gradients.</summary>
public class GoldenOpTests
{
    private const int Ulps = 4;

    // Of the greatest element: a product of matrices rounds as often as it adds, and what cancels out is no less wrong.
    private const double ProductTolerance = 1e-6;
    private const double DoubleTolerance = 1e-14;

    private static string[] Covered =>
        Golden.Text("ops/covered_cases.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> CoveredCases => new(Covered);

    [Fact]
    public void TheListNamesTheCasesWhoseOpsHaveKernels()
    {
        var covered = GoldenOpCase.Names.Where(name => new GoldenOpCase(name).IsCovered);
        Assert.Equal(string.Join('\n', covered), string.Join('\n', Covered));
    }

    [Theory]
    [MemberData(nameof(CoveredCases))]
    public void OutputAndGradientsAreTensorFlows(string name)
    {
        var golden = new GoldenOpCase(name);
        var multiplies = golden.Types.Overlaps(["MatMul", "BatchMatMulV2"]);
        foreach (var (tensor, expected) in golden.Gradients.Prepend(golden.Output))
        {
            var value = golden.Run.Compute(tensor);
            Assert.Equal(expected.Shape, value.Sizes.ToArray());
            AssertClose(expected.Data, value, tensor, multiplies);
        }
    }

    [Theory]
    [MemberData(nameof(CoveredCases))]
    public void StaticShapesAreTensorFlows(string name)
    {
        var golden = new GoldenOpCase(name);
        var shape = golden.Run.Tensor(golden.Output.Tensor).shape;
        Assert.Equal(golden.StaticShape, shape.IsNull ? null : shape.dims);
    }

    private static void AssertClose(Array expected, Value actual, string tensor, bool multiplies)
    {
        switch (expected)
        {
            case float[] floats when multiplies:
                AssertClose(
                    Array.ConvertAll(floats, f => (double)f),
                    Array.ConvertAll(actual.Span<float>().ToArray(), f => (double)f),
                    ProductTolerance,
                    tensor
                );
                break;
            case float[] floats:
                var far = Ulp.Greatest(floats, actual.Span<float>());
                Assert.True(far <= Ulps, $"{tensor}: {far} ulp");
                break;
            case double[] doubles:
                AssertClose(doubles, actual.Span<double>().ToArray(), DoubleTolerance, tensor);
                break;
            case int[] numbers:
                Assert.Equal(numbers, actual.Span<int>().ToArray());
                break;
            case long[] numbers:
                Assert.Equal(numbers, actual.Span<long>().ToArray());
                break;
            case bool[] truths:
                Assert.Equal(truths, actual.Span<bool>().ToArray());
                break;
            case byte[] numbers:
                Assert.Equal(numbers, actual.Span<byte>().ToArray());
                break;
            default:
                Assert.Fail($"{tensor} is of type {expected.GetType()}");
                break;
        }
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string tensor)
    {
        Assert.Equal(expected.Length, actual.Length);
        var most = tolerance * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= most, $"{tensor}[{i}]: {actual[i]}, not {expected[i]}");
    }
}

namespace TfNetLstm.Tests.Operations;

/// <summary>The kernels, bound to their ops, on the graphs that TensorFlow made for each expression and its gradients.</summary>
public class GoldenOpTests
{
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
        foreach (var (tensor, expected) in golden.Gradients.Prepend(golden.Output))
        {
            var value = golden.Run.Compute(tensor);
            Assert.Equal(expected.Shape, value.Sizes.ToArray());
            OpTolerance.AssertClose(expected.Data, value.ToArray(), tensor, golden);
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
}

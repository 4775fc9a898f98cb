using TfNetLstm.Tests.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Rnn;

/// <summary>Recurrent programs beside what Python's TensorFlow built and computed.</summary>
public class CellGoldenTests
{
    // Of the greatest element: what is summed over steps and rows rounds in another order.
    private const double Tolerance = 1e-6;

    public static TheoryData<string> Names => new(CellProgram.All.Keys);

    [Fact]
    public void EveryGoldenProgramIsWritten() =>
        Assert.Equal(CellCase.Names.Order(StringComparer.Ordinal), CellProgram.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGraphIsPythonsNodeForNode(string name)
    {
        var program = new CellCase(name);
        var (expected, actual) = (program.Expected, program.Graph.as_graph_def());
        var different = expected.Node.Zip(actual.Node).Where(p => !p.First.Equals(p.Second)).ToArray();
        Assert.True(
            different.Length == 0,
            $"{different.Length} of {expected.Node.Count} nodes differ, {actual.Node.Count} were made, first:\n"
                + string.Join("\n", different.Take(5).Select(d => $"- {d.First}\n+ {d.Second}"))
        );
        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NamesArePythons(string name)
    {
        var program = new CellCase(name);
        Assert.Equal(program.ExpectedNames, program.ActualNames);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ValuesAreTensorFlows(string name)
    {
        var program = new CellCase(name);
        using var session = tf.Session(program.Graph);
        session.run(program.Initializer);
        foreach (var variable in program.Variables)
            Assert.Equal(0, Ulp.Greatest(program.Array("var", variable.op.name), Run(variable)));
        foreach (var (end, tensor) in program.Ends)
            AssertClose(program.Array("out", end), Run(tensor), end);
        AssertClose(Golden.Npz("cells.npz")[$"{name}/loss"].Floats, Run(program.Loss), "loss");
        foreach (var (of, gradient) in program.Gradients)
            AssertClose(program.Array("grad", of), Run(gradient!), "gradient of " + of);

        float[] Run(Tensorflow.Tensor tensor) => session.run(tensor, program.Feeds).ToArray<float>();
    }

    private static void AssertClose(float[] expected, float[] actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        var most = Tolerance * expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= most, $"{name}[{i}]: {actual[i]}, not {expected[i]}");
    }
}

using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Every optimizer of optimizers.json: the graph that it adds, and six steps of the program.</summary>
public class OptimizerTests
{
    private const int Steps = 6;

    public static TheoryData<string> Names =>
        new(Golden.Json("optimizers.json").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGraphIsPythons(string name)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        _ = Build(name);
        var expected = GraphDef.Parser.ParseFrom(Golden.Bytes($"optimizers/{name}.pb"));
        GraphComparison.AssertSame(expected, graph.as_graph_def());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LossVariablesAndSlotsAreTensorFlowsBeforeEachStep(string name)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        var program = Build(name);
        Assert.Equal(VariablesOf(name).ToArray(), tf.global_variables().Select(v => v.Op.name).ToArray());
        using var session = tf.Session(graph);
        session.run(program.Initialize);
        var x = Golden.Npz("optimizers.npz")[$"{name}/x"];
        for (var step = 0; step < Steps; step++)
        {
            foreach (var variable in tf.global_variables())
                AssertSame($"{name}/step{step}/{variable.Op.name}", session.run(variable.Handle));
            AssertSame($"{name}/step{step}/loss", session.run(program.Loss, (program.X, Matrix(x))));
            session.run(program.Train, (program.X, Matrix(x)));
        }
    }

    [Theory]
    [InlineData("gradient_descent")]
    [InlineData("momentum", "momentum", "Momentum")]
    [InlineData("adagrad", "accumulator", "Adagrad")]
    [InlineData("adadelta", "accum", "Adadelta", "accum_update", "Adadelta_1")]
    [InlineData("rmsprop", "momentum", "RMSProp_1", "rms", "RMSProp")]
    [InlineData("rmsprop_centered", "mg", "RMSProp_1", "momentum", "RMSProp_2", "rms", "RMSProp")]
    [InlineData("ftrl", "accum", "Ftrl", "linear", "Ftrl_1")]
    [InlineData("adam", "m", "Adam", "v", "Adam_1")]
    public void SlotsAreFoundByName(string name, params string[] slots)
    {
        using var current = tf.Graph().as_default();
        var optimizer = Build(name).Optimizer;
        Assert.Equal(slots.Where((_, i) => i % 2 == 0).ToArray(), optimizer.get_slot_names());
        foreach (var variable in tf.trainable_variables())
            foreach (var pair in slots.Chunk(2))
                Assert.Equal($"{variable.Op.name}/{pair[1]}", optimizer.get_slot(variable, pair[0])?.Op.name);
    }

    private static OptimizerProgram Build(string name) =>
        new(name, Matrix(Golden.Npz("optimizers.npz")[$"{name}/step0/w"]));

    private static IEnumerable<string> VariablesOf(string name) =>
        Golden
            .Json("optimizers.json")
            .EnumerateArray()
            .Single(c => c.GetProperty("name").ValueEquals(name))
            .GetProperty("variables")
            .EnumerateArray()
            .Select(v => v.GetString()!);

    private static float[,] Matrix(NpyArray array)
    {
        var matrix = new float[array.Shape[0], array.Shape[1]];
        Buffer.BlockCopy(array.Data, 0, matrix, 0, array.Data.Length * sizeof(float));
        return matrix;
    }

    private static void AssertSame(string key, NumSharp.NDArray actual)
    {
        var expected = Golden.Npz("optimizers.npz")[key];
        if (expected.Data is long[] counts)
        {
            Assert.Equal(counts, actual.ToArray<long>());
            return;
        }
        var far = Ulp.Greatest(expected.Floats, actual.ToArray<float>());
        Assert.True(far == 0, $"{key}: {far} ulp");
    }
}

using Tensorflow;
using Tensorflow.Formats.Proto;
using TfNetLstm.Tests.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Every optimizer of optimizers.json: the graph that it adds, and six steps of the program.</summary>
public class OptimizerTests
{
    private const int Steps = 6;

    // Relative to an array's greatest element: what a single rounding more than TensorFlow's grows to in six steps.
    private const float Reassociated = 3e-7f;

    // Eigen takes 1/sqrt(x) of eight floats at once from the processor's estimate and one step of Newton's; we divide.
    private static readonly Dictionary<string, int> _ulps = new(StringComparer.Ordinal)
    {
        ["adagrad"] = 3,
        ["adadelta"] = 3,
    };

    public static TheoryData<string> Names =>
        new(Golden.Json("optimizers.json").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGraphIsPythons(string name)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        _ = Build(name, asOptimized: false);
        var expected = GraphDef.Parser.ParseFrom(Golden.Bytes($"optimizers/{name}.pb"));
        GraphComparison.AssertSame(expected, graph.as_graph_def());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LossVariablesAndSlotsAreTensorFlowsBeforeEachStep(string name)
    {
        var worst = (Ulps: 0L, Key: "");
        Run(
            name,
            asOptimized: true,
            (key, expected, actual) =>
            {
                if (Ulp.Greatest(expected, actual) is var far && far > worst.Ulps)
                    worst = (far, key);
            }
        );
        Assert.True(worst.Ulps <= _ulps.GetValueOrDefault(name), $"{worst.Key}: {worst.Ulps} ulp");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WithoutGrapplersReassociationTheyAreClose(string name)
    {
        var worst = (Distance: 0f, Key: "");
        Run(
            name,
            asOptimized: false,
            (key, expected, actual) =>
            {
                var far = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() / expected.Max(Math.Abs);
                if (far > worst.Distance)
                    worst = (far, key);
            }
        );
        Assert.True(worst.Distance <= Reassociated, $"{worst.Key}: {worst.Distance}");
    }

    private static void Run(string name, bool asOptimized, Action<string, float[], float[]> compare)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        var program = Build(name, asOptimized);
        Assert.Equal(VariablesOf(name).ToArray(), tf.global_variables().Select(v => v.Op.name).ToArray());
        using var session = tf.Session(graph);
        session.run(program.Initialize);
        var x = Matrix(Golden.Npz("optimizers.npz")[$"{name}/x"]);
        for (var step = 0; step < Steps; step++)
        {
            foreach (var variable in tf.global_variables())
                Compare($"{name}/step{step}/{variable.Op.name}", session.run(variable.Handle));
            Compare($"{name}/step{step}/loss", session.run(program.Loss, (program.X, x)));
            session.run(program.Train, (program.X, x));
        }

        void Compare(string key, NumSharp.NDArray actual)
        {
            var expected = Golden.Npz("optimizers.npz")[key];
            if (expected.Data is long[] counts)
                Assert.Equal(counts, actual.ToArray<long>());
            else
                compare(key, expected.Floats, actual.ToArray<float>());
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
        var optimizer = Build(name, asOptimized: false).Optimizer;
        Assert.Equal(slots.Where((_, i) => i % 2 == 0).ToArray(), optimizer.get_slot_names());
        foreach (var variable in tf.trainable_variables())
        foreach (var pair in slots.Chunk(2))
            Assert.Equal($"{variable.Op.name}/{pair[1]}", optimizer.get_slot(variable, pair[0])?.Op.name);
    }

    private static OptimizerProgram Build(string name, bool asOptimized) =>
        new(name, Matrix(Golden.Npz("optimizers.npz")[$"{name}/step0/w"]), asOptimized);

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
}

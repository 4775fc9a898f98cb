using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Random numbers from Philox generators, one to a node, seeded by graph and op seed.</summary>
internal static partial class RandomOps
{
    private const int DefaultGraphSeed = 87654321;

    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Reals.For([
                new("RandomUniform", FromShapeInput, UniformKernel, Gradients.None, Stateful: true),
                new("RandomStandardNormal", FromShapeInput, NormalKernel, Gradients.None, Stateful: true),
                new("TruncatedNormal", FromShapeInput, TruncatedNormalKernel, Gradients.None, Stateful: true),
            ]),
            .. TypeSet.Integers.For([
                new("RandomUniformInt", FromShapeInput, UniformIntKernel, Gradients.None, Stateful: true),
            ]),
            .. TypeSet.Any.For([new("RandomShuffle", ShapeRules.Unchanged, ShuffleKernel, Stateful: true)]),
            .. TypeSet.Numbers.For([
                new("Multinomial", MultinomialShape, MultinomialKernel, Gradients.None, Stateful: true),
            ]),
        ];

    /// <summary>Normal numbers: standard ones times the deviation plus the mean.</summary>
    public static Tensor Normal(object shape, object mean, object stddev, TF_DataType dtype, int? seed, string? name) =>
        Scaled("RandomStandardNormal", shape, mean, stddev, dtype, seed, name ?? "random_normal");

    /// <summary>Normal numbers within two deviations of the mean.</summary>
    public static Tensor TruncatedNormal(
        object shape,
        object mean,
        object stddev,
        TF_DataType dtype,
        int? seed,
        string? name
    ) => Scaled("TruncatedNormal", shape, mean, stddev, dtype, seed, name ?? "truncated_normal");

    /// <summary>Uniform numbers in [minval, maxval); integers need the upper bound.</summary>
    public static Tensor Uniform(
        object shape,
        object? minval,
        object? maxval,
        TF_DataType dtype,
        int? seed = null,
        string? name = null
    )
    {
        if (!dtype.is_floating() && dtype is not (TF_DataType.TF_INT32 or TF_DataType.TF_INT64))
            throw new ValueError(
                $"Argument `dtype` got invalid value {dtype.as_numpy_name()}. Accepted dtypes are float16, bfloat16, float32, float64, int32, int64."
            );
        if (maxval is null && dtype.is_integer())
            throw new ValueError($"Must specify maxval for integer dtype {dtype.as_numpy_name()}.");
        var graph = Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "random_uniform", out var full);
        var (seed1, seed2) = Seeds(graph, seed);
        var dims = ShapeTensor(shape, graph);
        var low = TensorConversion.Convert(minval ?? 0, dtype, "min", graph);
        var high = TensorConversion.Convert(maxval ?? 1, dtype, "max", graph);
        if (dtype.is_integer())
            return OpBuilder.Tensor("RandomUniformInt", full, [dims, low, high], ("seed", seed1), ("seed2", seed2));
        var numbers = OpBuilder.Tensor(
            "RandomUniform",
            null,
            [dims],
            ("dtype", dtype),
            ("seed", seed1),
            ("seed2", seed2)
        );
        return OpBuilder.Tensor("AddV2", full, [MathOps.Mul(numbers, MathOps.Sub(high, low)), low]);
    }

    /// <summary>The rows of a tensor in a random order.</summary>
    public static Tensor Shuffle(object value, int? seed, string? name)
    {
        var (seed1, seed2) = Seeds(OpBuilder.GraphOf(value), seed);
        return OpBuilder.Tensor("RandomShuffle", name, [value], ("seed", seed1), ("seed2", seed2));
    }

    /// <summary>Classes drawn by the logarithms of their odds, a row of samples for each row of those.</summary>
    public static Tensor Multinomial(object logits, object samples, int? seed, TF_DataType type, string? name)
    {
        var graph = OpBuilder.GraphOf(logits);
        using var scope = graph.OpenNameScope(name ?? "multinomial", out _);
        var odds = TensorConversion.Convert(logits, null, "logits", graph);
        if (type is not (TF_DataType.TF_INT32 or TF_DataType.TF_INT64))
            throw new ValueError(
                $"Argument `dtype` got invalid value {type.as_numpy_name()}. Accepted dtypes are int32, int64."
            );
        var (seed1, seed2) = Seeds(graph, seed);
        return OpBuilder.Tensor(
            "Multinomial",
            null,
            [odds, samples],
            ("seed", seed1),
            ("seed2", seed2),
            ("output_dtype", type)
        );
    }

    /// <summary>
    /// The two seeds of a node (random_seed.py): without an op seed, the n-th such node of a seeded graph gets n;
    /// without either, both are 0 and the numbers differ from run to run.
    /// </summary>
    public static (long Seed, long Seed2) Seeds(Graph graph, int? opSeed)
    {
        var (first, second) =
            graph.seed is { } graphSeed ? (Truncate(graphSeed), Truncate(opSeed ?? graph.NextOpSeed()))
            : opSeed is { } own ? (DefaultGraphSeed, Truncate(own))
            : (0, 0);
        // 0, 0 asks for nondeterminism, which seeds that happen to be 0 did not.
        return first == 0 && second == 0 && (graph.seed ?? opSeed) is not null ? (0, int.MaxValue) : (first, second);
    }

    /// <summary>Python's remainder by 2^31 - 1.</summary>
    private static long Truncate(long seed) => (seed % int.MaxValue + int.MaxValue) % int.MaxValue;

    private static Tensor Scaled(
        string type,
        object shape,
        object mean,
        object stddev,
        TF_DataType dtype,
        int? seed,
        string name
    )
    {
        var graph = Graph.Default;
        using var scope = graph.OpenNameScope(name, out var full);
        var dims = ShapeTensor(shape, graph);
        var center = TensorConversion.Convert(mean, dtype, "mean", graph);
        var deviation = TensorConversion.Convert(stddev, dtype, "stddev", graph);
        var (seed1, seed2) = Seeds(graph, seed);
        var numbers = OpBuilder.Tensor(type, null, [dims], ("dtype", dtype), ("seed", seed1), ("seed2", seed2));
        return OpBuilder.Tensor("AddV2", full, [MathOps.Mul(numbers, deviation), center]);
    }

    private static Tensor ShapeTensor(object shape, Graph graph) =>
        TensorConversion.Convert(shape, shape is Tensor ? null : TF_DataType.TF_INT32, "shape", graph);

    private static void MultinomialShape(ShapeInference node)
    {
        var logits = node.InputOfRank(0, 2);
        node.InputOfRank(1, 0);
        node.Set(0, new(logits[0], node.Constant(1)?.Integer(0) ?? -1));
    }

    private static void FromShapeInput(ShapeInference node) => node.Set(0, node.ConstantAsShape(0));
}

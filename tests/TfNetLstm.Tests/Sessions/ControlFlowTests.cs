using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

/// <summary>Branches, loops and arrays built by the API: what they compute, and their gradients.</summary>
public class ControlFlowTests
{
    private static readonly float[] _x = [0.5f, -1f, 2f];

    [Theory]
    [InlineData(1f, 10f, 3f)]
    [InlineData(1f, -10f, 0f)]
    [InlineData(-1f, 10f, -2f)]
    public void ABranchInABranch(float outer, float inner, float expected)
    {
        using var scope = tf.Graph().as_default();
        var (p, q) = (tf.placeholder(tf.float32, Shape.Scalar), tf.placeholder(tf.float32, Shape.Scalar));
        var x = tf.constant(1f);
        var result = tf.cond(p > 0, () => tf.cond(q > 0, () => x + 2.0, () => x * 0.0), () => x - 3.0);
        using var session = tf.Session();
        Assert.Equal(expected, (float)session.run(result, (p, outer), (q, inner)));
    }

    [Fact]
    public void ABranchHandsOnWhatLiesOutside()
    {
        using var scope = tf.Graph().as_default();
        var p = tf.placeholder(tf.@bool, Shape.Scalar);
        var (a, b) = (tf.constant(1f), tf.constant(2f));
        var results = tf.cond(p, () => new object[] { a, b }, () => new object[] { b, 5f });
        using var session = tf.Session();
        Assert.Equal([1f, 2f], session.run(results, (p, true)).Select(r => (float)r!));
        Assert.Equal([2f, 5f], session.run(results, (p, false)).Select(r => (float)r!));
    }

    [Fact]
    public void OnlyTheChosenBranchRuns()
    {
        using var scope = tf.Graph().as_default();
        var p = tf.placeholder(tf.@bool, Shape.Scalar);
        var missing = tf.placeholder(tf.float32, Shape.Scalar);
        Tensor Fails() =>
            tf.sqrt(tf.reshape(tf.constant(new[] { 1f, 2f }), tf.cond(p, () => tf.constant(2), () => tf.constant(3))));
        var result = tf.cond(p, () => tf.reduce_sum(tf.constant(_x)), () => tf.reduce_sum(Fails()));
        using var session = tf.Session();
        Assert.Equal(1.5f, (float)session.run(result, (p, true), (missing, 0f)));
        Assert.Throws<InvalidArgumentError>(() => session.run(result, (p, false)));
        Assert.Equal(1.5f, (float)session.run(result, (p, true)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 5040)]
    public void ALoopRunsAsOftenAsItsConditionSays(int n, int factorial)
    {
        using var scope = tf.Graph().as_default();
        var limit = tf.placeholder(tf.int32, Shape.Scalar);
        var result = tf.while_loop(v => v[0] <= limit, v => [v[0] + 1, v[1] * v[0]], [1, 1]);
        using var session = tf.Session();
        for (var run = 0; run < 3; run++)
        {
            Assert.Equal(factorial, (int)session.run(result[1], (limit, n)));
            Assert.Equal(n + 1, (int)session.run(result[0], (limit, n)));
        }
    }

    [Fact]
    public void MaximumIterationsEndALoop()
    {
        using var scope = tf.Graph().as_default();
        var result = tf.while_loop(v => v[0] < 100, v => [v[0] + 2], [0], maximum_iterations: 4);
        using var session = tf.Session();
        Assert.Equal(8, (int)session.run(Assert.Single(result)));
    }

    [Fact]
    public void ALoopInALoop()
    {
        using var scope = tf.Graph().as_default();
        // The sum of i * j for i below 4 and j below i.
        var result = tf.while_loop(
            v => v[0] < 4,
            v =>
            {
                var inner = tf.while_loop(w => w[0] < v[0], w => [w[0] + 1, w[1] + w[0] * v[0]], [0, v[1]]);
                return [v[0] + 1, inner[1]];
            },
            [0, 0]
        );
        using var session = tf.Session();
        for (var run = 0; run < 2; run++)
            Assert.Equal(2 * 1 + 3 * (1 + 2), (int)session.run(result[1]));
    }

    [Fact]
    public void ABranchInALoopAndALoopInABranch()
    {
        using var scope = tf.Graph().as_default();
        var p = tf.placeholder(tf.@bool, Shape.Scalar);
        // Collatz: steps until 1.
        Tensor Collatz() =>
            tf.while_loop(
                v => v[0] > 1,
                v => [tf.cond(v[0] % 2 < 1, () => tf.cast(v[0] / 2, tf.int32), () => v[0] * 3 + 1), v[1] + 1],
                [6, 0]
            )[1];
        var result = tf.cond(p, Collatz, () => tf.constant(-1));
        using var session = tf.Session();
        Assert.Equal(8, (int)session.run(result, (p, true)));
        Assert.Equal(-1, (int)session.run(result, (p, false)));
    }

    [Fact]
    public void AShapeMayGrowWhereAnInvariantAllowsIt()
    {
        using var scope = tf.Graph().as_default();
        Tensor[] Grow(Shape[]? invariants) =>
            tf.while_loop(v => v[0] < 3, v => [v[0] + 1, tf.concat([v[1], v[1]], 0)], [0, tf.constant(_x)], invariants);
        Assert.Throws<ValueError>(() => Grow(null));
        var result = Grow([Shape.Scalar, new(-1L)]);
        using var session = tf.Session();
        Assert.Equal(24, session.run(result[1]).size);
    }

    [Fact]
    public void AnArrayCollectsWhatIterationsMake()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, new(3));
        var input = new TensorArray(tf.float32, 3).unstack(x);
        var output = new TensorArray(tf.float32, 3);
        var result = tf.while_loop(
            v => v[0] < 3,
            v =>
            {
                var value = input.read(v[0]);
                return [v[0] + 1, v[1] + value, output.with_flow(v[2]).write(v[0], v[1] * value)];
            },
            [0, 1f, output]
        );
        var stacked = output.with_flow(result[2]).stack();
        // y_i = x_i (1 + x_0 + ... + x_(i-1)); the gradient of their sum by x_i is 1 + the sum of all others.
        var gradient = tf.gradients(stacked, [x])[0]!;
        using var session = tf.Session();
        for (var run = 0; run < 2; run++)
        {
            Assert.Equal([0.5f, -1.5f, 1f], session.run(stacked, (x, _x)).ToArray<float>());
            Assert.Equal([2f, 3.5f, 0.5f], session.run(gradient, (x, _x)).ToArray<float>());
        }
    }

    [Fact]
    public void AnArraysPiecesAreJoined()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, new(3));
        var array = new TensorArray(tf.float32, 2, infer_shape: false).split(x, new[] { 1, 2 });
        var joined = array.concat() * tf.constant(new[] { 1f, 2f, 3f });
        var gradient = tf.gradients(joined, [x])[0]!;
        using var session = tf.Session();
        Assert.Equal([0.5f, -2f, 6f], session.run(joined, (x, _x)).ToArray<float>());
        Assert.Equal([1f, 2f, 3f], session.run(gradient, (x, _x)).ToArray<float>());
        Assert.Equal(2, (int)session.run(array.size()));
    }

    [Fact]
    public void AnElementIsWrittenAndReadOnce()
    {
        using var scope = tf.Graph().as_default();
        var array = new TensorArray(tf.float32, 2);
        var once = array.write(0, 1f);
        using var session = tf.Session();
        Assert.Equal(1f, (float)session.run(once.read(0)));
        Says("already been written to", once.write(0, 2f).flow);
        Says("Tried to write to index 2 but array is not resizeable and size is: 2", array.write(2, 1f).flow);
        Says("Tried to read from index -1 but array size is: 2", once.read(-1));
        var read = once.read(0);
        using (tf.control_dependencies([read]))
            Says("it was cleared after a previous read", once.read(0));

        void Says(string message, Tensor tensor) =>
            Assert.Contains(
                message,
                Assert.Throws<InvalidArgumentError>(() => session.run(tensor)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void TheFirstTrueCaseIsTaken()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.int32, Shape.Scalar);
        var result = tf.@case([(x < 0, () => tf.constant(-1)), (x < 10, () => tf.constant(1))], () => tf.constant(100));
        using var session = tf.Session();
        foreach (var (number, expected) in new[] { (-3, -1), (3, 1), (30, 100) })
            Assert.Equal(expected, (int)session.run(result, (x, number)));
    }

    [Fact]
    public void WhatLiesInsideIsNeitherFetchedNorFedNorUsed()
    {
        using var scope = tf.Graph().as_default();
        Tensor? inside = null;
        var result = tf.while_loop(v => v < 3, v => inside = v + 1, tf.constant(0));
        using var session = tf.Session();
        Assert.Equal(3, (int)session.run(result));
        var error = Assert.Throws<ValueError>(() => session.run(inside!));
        Assert.Equal("Operation 'while/add' has been marked as not fetchable.", error.Message);
        error = Assert.Throws<ValueError>(() => session.run(result, (inside!, 1)));
        Assert.Equal("Tensor while/add:0 may not be fed.", error.Message);
        Assert.Throws<ValueError>(() => inside! + 1);
    }

    [Fact]
    public void MistakesAreNamed()
    {
        using var scope = tf.Graph().as_default();
        var (p, x) = (tf.placeholder(tf.@bool, Shape.Scalar), tf.constant(1f));
        Assert.Throws<TypeError>(() => tf.cond(x, () => x, () => x));
        Assert.Throws<ValueError>(() => tf.cond(p, () => x, () => tf.constant(1)));
        Assert.Throws<ValueError>(() => tf.cond(p, () => new object[] { x }, () => new object[] { x, x }));
        Assert.Throws<ValueError>(() => tf.while_loop(v => v[0] < 1, v => [], [0]));
        Assert.Throws<ValueError>(() => tf.while_loop(v => v[0] < 1, v => v, []));
        Assert.Throws<TypeError>(() => tf.while_loop(v => v[0] < 1, v => [tf.cast(v[0], tf.float32)], [0]));
        Assert.Throws<ValueError>(() => tf.while_loop(v => v[0] < 1, v => v, [0], parallel_iterations: 0));
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.7f)]
    public void GradientsThroughBranchesInLoopsAreSlopes(float at)
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, new(2));
        var result = tf.while_loop(
            v => v[0] < 4,
            v => [v[0] + 1, tf.cond(tf.reduce_sum(v[1]) > 0, () => v[1] * x - 0.5, () => v[1] * v[1] + x)],
            [0, x]
        )[1];
        AssertSlopes(tf.reduce_sum(result), x, [at, 0.6f]);
    }

    [Fact]
    public void GradientsThroughLoopsInLoopsAreSlopes()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, new(2));
        var result = tf.while_loop(
            v => v[0] < 3,
            v =>
            {
                var inner = tf.while_loop(w => w[0] < v[0], w => [w[0] + 1, w[1] * x + v[1]], [0, v[1]]);
                return [v[0] + 1, inner[1] * 0.9];
            },
            [0, x]
        )[1];
        AssertSlopes(tf.reduce_sum(result), x, [0.4f, -0.8f]);
    }

    [Fact]
    public void GradientsThroughALoopInABranchAreSlopes()
    {
        using var scope = tf.Graph().as_default();
        var x = tf.placeholder(tf.float32, new(2));
        var result = tf.cond(
            tf.reduce_sum(x) > 0,
            () => tf.while_loop(v => v[0] < 3, v => [v[0] + 1, v[1] * x], [0, x])[1],
            () => x * 3.0
        );
        AssertSlopes(tf.reduce_sum(result), x, [0.9f, 0.4f]);
        AssertSlopes(tf.reduce_sum(result), x, [-0.9f, 0.4f]);
    }

    /// <summary>The gradient is what small steps to both sides measure.</summary>
    private static void AssertSlopes(Tensor y, Tensor x, float[] at)
    {
        const float Step = 1e-2f;
        var gradient = tf.gradients(y, [x])[0]!;
        using var session = tf.Session();
        var slopes = session.run(gradient, (x, at)).ToArray<float>();
        for (var i = 0; i < at.Length; i++)
        {
            var measured = (At(i, Step) - At(i, -Step)) / (2 * Step);
            Assert.True(Math.Abs(measured - slopes[i]) < 2e-3, $"{i}: {slopes[i]}, not {measured}");
        }

        float At(int i, float step)
        {
            var moved = (float[])at.Clone();
            moved[i] += step;
            return (float)session.run(y, (x, moved));
        }
    }
}

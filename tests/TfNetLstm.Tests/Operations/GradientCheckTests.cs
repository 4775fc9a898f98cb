using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Operations;

/// <summary>
/// Gradients beside finite differences, in float64: each expression of a [2, 3] and b [3], summed with uneven weights so
/// that no element's gradient hides behind another's.
/// </summary>
public class GradientCheckTests
{
    private const double Step = 1e-6;

    private static readonly double[,] _a =
    {
        { 0.3, -1.2, 0.8 },
        { 1.7, 0.4, -0.6 },
    };
    private static readonly double[] _b = [0.9, 1.4, 0.7];

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> _expressions = new(StringComparer.Ordinal)
    {
        ["add"] = (a, b) => a + b,
        ["sub"] = (a, b) => a - b,
        ["sub number"] = (a, b) => 2.0 - a,
        ["mul"] = (a, b) => a * b,
        ["mul same"] = (a, b) => a * a,
        ["div"] = (a, b) => a / b,
        ["neg"] = (a, b) => -a * b,
        ["abs"] = (a, b) => tf.abs(a),
        ["exp"] = (a, b) => tf.exp(a),
        ["sqrt"] = (a, b) => tf.sqrt(b),
        ["square"] = (a, b) => tf.square(a),
        ["tanh"] = (a, b) => tf.tanh(a * b),
        ["sigmoid"] = (a, b) => tf.sigmoid(a),
        ["relu"] = (a, b) => tf.nn.relu(a),
        ["maximum"] = (a, b) => tf.maximum(a, b),
        ["minimum"] = (a, b) => tf.minimum(a, b),
        ["softmax"] = (a, b) => tf.nn.softmax(a),
        ["log softmax"] = (a, b) => tf.nn.log_softmax(a),
        ["xent logits"] = (a, b) => tf.nn.softmax_cross_entropy_with_logits_v2(tf.nn.softmax(-a), a),
        ["matmul"] = (a, b) => tf.matmul(a, a, transpose_b: true),
        ["matmul ta"] = (a, b) => tf.matmul(a, a, transpose_a: true),
        ["matmul both"] = (a, b) =>
            tf.matmul(a, tf.matmul(a, a, transpose_a: true), transpose_a: false, transpose_b: true),
        ["transpose"] = (a, b) => tf.transpose(a) * tf.reshape(b, (3, 1)),
        ["reshape"] = (a, b) => tf.reshape(a, (3, 2)),
        ["expand squeeze"] = (a, b) => tf.squeeze(tf.expand_dims(a, 1), [1]),
        ["concat"] = (a, b) => tf.concat([a, tf.expand_dims(b, 0), a * 2.0], 0),
        ["split"] = (a, b) => tf.split(a, 3, 1)[1] * tf.split(a, 3, 1)[2],
        ["stack"] = (a, b) => tf.stack([b, b * b], 1),
        ["unstack"] = (a, b) => tf.unstack(a)[1] * b,
        ["slice"] = (a, b) => tf.slice(a, [0, 1], [2, 2]),
        ["index"] = (a, b) => a[1] * b,
        ["tile"] = (a, b) => tf.tile(a, tf.constant(new[] { 2, 3 })),
        ["sum"] = (a, b) => tf.reduce_sum(a * a, 1),
        ["sum all"] = (a, b) => tf.reduce_sum(a * a),
        ["mean"] = (a, b) => tf.reduce_mean(a * a, 0),
        ["mean keep"] = (a, b) => a - tf.reduce_mean(a * a, 1, keepdims: true),
        ["max"] = (a, b) => tf.reduce_max(a, 1),
        ["add_n"] = (a, b) => tf.add_n([a, a * a, a]),
        ["cast"] = (a, b) => tf.cast(tf.cast(a, tf.float64) * 3.0, tf.float64),
        ["identity"] = (a, b) => tf.identity(a) * b,
    };

    public static TheoryData<string> Names => new(_expressions.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreTheSlopes(string name)
    {
        using var scope = tf.Graph().as_default();
        var a = tf.placeholder(tf.float64, (2, 3));
        var b = tf.placeholder(tf.float64, 3);
        Check(_expressions[name](a, b), a, b);
    }

    /// <summary>All but those that have to know the number of rows when the graph is built.</summary>
    public static TheoryData<string> NamesOfAnyShape => new(_expressions.Keys.Where(n => n != "unstack"));

    /// <summary>The same with nothing known of the first dimension, which takes other gradient nodes.</summary>
    [Theory]
    [MemberData(nameof(NamesOfAnyShape))]
    public void GradientsAreTheSlopesWithUnknownShapes(string name)
    {
        using var scope = tf.Graph().as_default();
        var a = tf.placeholder(tf.float64, (-1, 3));
        var b = tf.placeholder(tf.float64, -1);
        Check(_expressions[name](a, b), a, b);
    }

    private static void Check(Tensor y, Tensor a, Tensor b)
    {
        var weighted = tf.reduce_sum(y * tf.sqrt(tf.exp(y * 0.1) + 0.5));
        var grads = tf.gradients(weighted, [a, b]);
        using var session = tf.Session();
        if (grads[0] is { } gradA)
        {
            var actual = session.run(gradA, (a, _a), (b, _b)).ToArray<double>();
            for (var i = 0; i < _a.Length; i++)
                Assert.Equal(Slope(i, inA: true), actual[i], 1e-6);
        }
        if (grads[1] is { } gradB)
        {
            var actual = session.run(gradB, (a, _a), (b, _b)).ToArray<double>();
            for (var i = 0; i < _b.Length; i++)
                Assert.Equal(Slope(i, inA: false), actual[i], 1e-6);
        }
        Assert.True(grads[0] is not null || grads[1] is not null);

        double Slope(int index, bool inA) => (At(index, inA, Step) - At(index, inA, -Step)) / (2 * Step);

        double At(int index, bool inA, double delta)
        {
            var (movedA, movedB) = ((double[,])_a.Clone(), (double[])_b.Clone());
            if (inA)
                movedA[index / 3, index % 3] += delta;
            else
                movedB[index] += delta;
            return (double)session.run(weighted, (a, movedA), (b, movedB));
        }
    }
}

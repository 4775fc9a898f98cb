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

    /// <summary>Distributions; TensorFlow has no second derivatives by these.</summary>
    private static readonly double[,] _labels =
    {
        { 0.2, 0.5, 0.3 },
        { 0.6, 0.1, 0.3 },
    };

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
        ["max pool"] = (a, b) => Pooled(a, "MAX"),
        ["max pool gradient"] = (a, b) => tf.gradients(tf.square(Pooled(a, "MAX")), [a])[0]!,
        ["average pool gradient"] = (a, b) => tf.gradients(tf.square(Pooled(a, "AVG")), [a])[0]!,
        ["set diagonal"] = (a, b) =>
            Tensorflow.Graphs.OpBuilder.Tensor("MatrixSetDiagV3", null, [a * a, b[..2] * b[1..], 1]),
        ["identity"] = (a, b) => tf.identity(a) * b,
        ["pow"] = (a, b) => tf.pow(tf.exp(a), b),
        ["pow number"] = (a, b) => tf.pow(a, 3.0),
        ["divide no nan"] = (a, b) => tf.div_no_nan(a, b),
        ["sin"] = (a, b) => tf.sin(a) * tf.cos(b),
        ["tan"] = (a, b) => tf.tan(a * 0.5),
        ["atan"] = (a, b) => tf.atan(a),
        ["sinh"] = (a, b) => tf.sinh(a) * tf.cosh(b),
        ["asinh"] = (a, b) => tf.asinh(a),
        ["expm1"] = (a, b) => tf.expm1(a) + tf.log1p(b),
        ["erf"] = (a, b) => tf.erf(a),
        ["lgamma"] = (a, b) => tf.lgamma(a),
        ["reciprocal"] = (a, b) => tf.reciprocal(a) + tf.rsqrt(b),
        ["floormod"] = (a, b) => tf.floormod(a * 2.5, b),
        ["relu6"] = (a, b) => tf.nn.relu6(a * 5.0),
        ["elu"] = (a, b) => tf.nn.elu(a),
        ["selu"] = (a, b) => tf.nn.selu(a),
        ["softplus"] = (a, b) => tf.nn.softplus(a),
        ["softsign"] = (a, b) => tf.nn.softsign(a),
        ["leaky relu"] = (a, b) => tf.nn.leaky_relu(a),
        ["l2 loss"] = (a, b) => tf.nn.l2_loss(a * b),
        ["where"] = (a, b) => tf.where(tf.greater(a, a * a), a * b, a - b),
        ["clip by value"] = (a, b) => tf.clip_by_value(a, -0.5, b),
        ["clip by norm"] = (a, b) => tf.clip_by_norm(a, 1.5f),
        ["clip by global norm"] = (a, b) => tf.clip_by_global_norm([a, null, b], 2).clipped[0]!,
        ["batch matmul"] = (a, b) => tf.matmul(tf.stack([a, a * a], 0), tf.stack([a, a + b], 0), transpose_b: true),
        ["batch matmul broadcast"] = (a, b) => tf.matmul(tf.stack([a, a * a], 0), tf.expand_dims(a, 0), true),
        ["tensordot"] = (a, b) =>
            tf.tensordot(
                tf.stack([a, a * a], 1),
                a,
                [
                    [0, 2],
                    [0, 1],
                ]
            ),
        ["bias add"] = (a, b) => tf.nn.bias_add(a, b),
        ["sparse xent"] = (a, b) => tf.nn.sparse_softmax_cross_entropy_with_logits(tf.constant(new[] { 2, 0 }), a * b),
        ["sigmoid xent"] = (a, b) => tf.nn.sigmoid_cross_entropy_with_logits(a * a, a * b),
        ["top k"] = (a, b) => tf.nn.top_k(a * b, 2).values,
        ["prod"] = (a, b) => tf.reduce_prod(a, 1),
        ["prod all keep"] = (a, b) => tf.reduce_prod(a, keepdims: true),
        ["min"] = (a, b) => tf.reduce_min(a, 0),
        ["logsumexp"] = (a, b) => tf.reduce_logsumexp(a, 1),
        ["cumsum"] = (a, b) => tf.cumsum(a, 1, exclusive: true),
        ["cumprod"] = (a, b) => tf.cumprod(a, 1, reverse: true),
        ["moments"] = (a, b) => tf.nn.moments(a, 0).variance,
        ["batch normalization"] = (a, b) => tf.nn.batch_normalization(a, b, b * b, b, b),
        ["norm"] = (a, b) => tf.norm(a, axis: 1) + tf.norm(b, 3) + tf.norm(a, 1),
        ["l2 normalize"] = (a, b) => tf.nn.l2_normalize(a, 1),
        ["softmax axis"] = (a, b) => tf.nn.softmax(a, 0),
    };

    /// <summary>Functions whose gradients have gradients.</summary>
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> _twice = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = (a, b) => tf.sigmoid(a),
        ["tanh"] = (a, b) => tf.tanh(a),
        ["sqrt"] = (a, b) => tf.sqrt(a * a + 1.0),
        ["rsqrt"] = (a, b) => tf.rsqrt(a * a + 1.0),
        ["reciprocal"] = (a, b) => tf.reciprocal(a),
        ["relu"] = (a, b) => tf.nn.relu(a * a - 0.5),
        ["relu6"] = (a, b) => tf.nn.relu6(a * a * 5.0),
        ["elu"] = (a, b) => tf.nn.elu(a),
        ["selu"] = (a, b) => tf.nn.selu(a),
        ["leaky relu"] = (a, b) => tf.nn.leaky_relu(a * b),
        ["softplus"] = (a, b) => tf.nn.softplus(a),
        ["bias add"] = (a, b) => tf.square(tf.nn.bias_add(a * a, b)),
        ["xent"] = (a, b) => tf.nn.softmax_cross_entropy_with_logits_v2(tf.constant(_labels), a),
        ["sparse xent"] = (a, b) => tf.nn.sparse_softmax_cross_entropy_with_logits(tf.constant(new[] { 2, 0 }), a),
        ["matmul"] = (a, b) => tf.matmul(a, tf.matmul(a, a, transpose_a: true)),
        ["mean"] = (a, b) => tf.square(tf.reduce_mean(a * a, 1)),
        ["sin"] = (a, b) => tf.sin(a * b),
    };

    public static TheoryData<string> Names => new(_expressions.Keys);

    public static TheoryData<string> TwiceNames => new(_twice.Keys);

    [Theory]
    [MemberData(nameof(TwiceNames))]
    public void SecondDerivativesAreTheSlopesOfTheFirst(string name)
    {
        using var scope = tf.Graph().as_default();
        var a = tf.placeholder(tf.float64, (2, 3));
        var b = tf.placeholder(tf.float64, 3);
        Check(tf.gradients(_twice[name](a, b), [a])[0]!, a, b);
    }

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

    private static Tensor Pooled(Tensor a, string kind)
    {
        var image = tf.reshape(a, (1, 2, 3, 1));
        return kind == "MAX"
            ? tf.nn.max_pool(image, [1, 2, 2, 1], [1, 1, 1, 1], "SAME")
            : tf.nn.avg_pool(image, [1, 2, 2, 1], [1, 1, 1, 1], "SAME");
    }
}

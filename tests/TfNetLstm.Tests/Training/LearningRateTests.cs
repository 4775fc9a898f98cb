using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>Learning rates by their formulas, and by the names of the nodes that Python's functions make.</summary>
public class LearningRateTests
{
    private const double Tolerance = 1e-6;

    private static readonly Dictionary<
        string,
        (Func<Tensor, Tensor> Build, Func<int, double> Formula, string Nodes)
    > _cases = new(StringComparer.Ordinal)
    {
        ["exponential"] = (
            step => tf.train.exponential_decay(0.1, step, 4, 0.5),
            step => 0.1 * Math.Pow(0.5, step / 4.0),
            "ExponentialDecay/initial_learning_rate ExponentialDecay/Cast/x ExponentialDecay/Cast "
                + "ExponentialDecay/Cast_1/x ExponentialDecay/Cast_2 ExponentialDecay/truediv ExponentialDecay/Pow "
                + "ExponentialDecay"
        ),
        ["exponential in stairs"] = (
            step => tf.train.exponential_decay(0.1, step, 4, 0.5, staircase: true, name: "rate"),
            step => 0.1 * Math.Pow(0.5, step / 4),
            "rate/initial_learning_rate rate/Cast/x rate/Cast rate/Cast_1/x rate/Cast_2 rate/truediv rate/Floor "
                + "rate/Pow rate"
        ),
        ["natural exponential"] = (
            step => tf.train.natural_exp_decay(0.1, step, 4, 0.5),
            step => 0.1 * Math.Exp(-0.5 * step / 4.0),
            "Neg/x Neg Exp ExponentialDecay/initial_learning_rate ExponentialDecay/Cast/x ExponentialDecay/Cast "
                + "ExponentialDecay/Cast_1 ExponentialDecay/truediv ExponentialDecay/Pow ExponentialDecay"
        ),
        ["inverse time"] = (
            step => tf.train.inverse_time_decay(0.1, step, 4, 0.5),
            step => 0.1 / (1 + 0.5 * step / 4.0),
            "InverseTimeDecay/initial_learning_rate InverseTimeDecay/Cast/x InverseTimeDecay/Cast "
                + "InverseTimeDecay/Cast_1/x InverseTimeDecay/Cast_2 InverseTimeDecay/truediv InverseTimeDecay/Const "
                + "InverseTimeDecay/Cast_3 InverseTimeDecay/Mul InverseTimeDecay/Add InverseTimeDecay"
        ),
        ["polynomial"] = (
            step => tf.train.polynomial_decay(0.1, step, 4, 0.01, 2.0),
            step => 0.09 * Math.Pow(1 - Math.Min(step, 4) / 4.0, 2) + 0.01,
            "PolynomialDecay/initial_learning_rate PolynomialDecay/Cast/x PolynomialDecay/Cast_1/x "
                + "PolynomialDecay/Cast_2 PolynomialDecay/Cast_3/x PolynomialDecay/Cast_3 PolynomialDecay/Minimum "
                + "PolynomialDecay/truediv PolynomialDecay/sub PolynomialDecay/sub_1/x PolynomialDecay/sub_1 "
                + "PolynomialDecay/Pow PolynomialDecay/Mul PolynomialDecay"
        ),
        ["polynomial in cycles"] = (
            step => tf.train.polynomial_decay(0.1, step, 4, 0.01, cycle: true),
            step => 0.09 * (1 - step / (4.0 * Math.Max(1, Math.Ceiling(step / 4.0)))) + 0.01,
            "PolynomialDecay/initial_learning_rate PolynomialDecay/Cast/x PolynomialDecay/Cast_1/x "
                + "PolynomialDecay/Cast_2 PolynomialDecay/Cast_3/x PolynomialDecay/Cast_3 PolynomialDecay/Equal/y "
                + "PolynomialDecay/Equal PolynomialDecay/truediv/y PolynomialDecay/truediv PolynomialDecay/Ceil "
                + "PolynomialDecay/SelectV2/t PolynomialDecay/SelectV2 PolynomialDecay/Mul PolynomialDecay/truediv_1 "
                + "PolynomialDecay/sub PolynomialDecay/sub_1/x PolynomialDecay/sub_1 PolynomialDecay/Pow "
                + "PolynomialDecay/Mul_1 PolynomialDecay"
        ),
        ["cosine"] = (
            step => tf.train.cosine_decay(0.1, step, 4, 0.2),
            step => 0.1 * (0.8 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, 4) / 4.0)) + 0.2),
            "CosineDecay/initial_learning_rate CosineDecay/Cast/x CosineDecay/Cast CosineDecay/Cast_1 "
                + "CosineDecay/Minimum CosineDecay/truediv CosineDecay/Const CosineDecay/mul CosineDecay/Cos "
                + "CosineDecay/add/x CosineDecay/add CosineDecay/mul_1/x CosineDecay/mul_1 CosineDecay/mul_2/x "
                + "CosineDecay/mul_2 CosineDecay/add_1/y CosineDecay/add_1 CosineDecay/Mul_3"
        ),
    };

    [Fact]
    public void ConstantPiecesChangeAfterTheirBoundaries()
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        var step = tf.placeholder(tf.int64, new Shape(Array.Empty<long>()));
        var rate = tf.train.piecewise_constant(step, [2, 5], [1.0, 0.5, 0.1]);
        Assert.Equal(
            "Placeholder Const Const_1 Const_2 Const_3 Const_4 Cast Cast_1 PiecewiseConstant/LessEqual "
                + "PiecewiseConstant/Greater PiecewiseConstant/Greater_1 PiecewiseConstant/LessEqual_1 "
                + "PiecewiseConstant/and PiecewiseConstant/case/preds_c PiecewiseConstant/case/Cast "
                + "PiecewiseConstant/case/Const PiecewiseConstant/case/num_true_conds "
                + "PiecewiseConstant/case/n_true_conds PiecewiseConstant/case/LessEqual",
            string.Join(' ', graph.get_operations().Take(19).Select(op => op.name))
        );
        using var session = tf.Session(graph);
        for (var at = 0; at < 8; at++)
            Assert.Equal(
                at <= 2 ? 1f
                    : at <= 5 ? 0.5f
                    : 0.1f,
                session.run(rate, (step, (long)at)).ToArray<float>()[0]
            );
    }

    public static TheoryData<string> Names => new(_cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void RatesFollowTheirFormulas(string name)
    {
        var (build, formula, _) = _cases[name];
        var graph = tf.Graph();
        using var current = graph.as_default();
        var step = tf.placeholder(tf.int64, new Shape(Array.Empty<long>()));
        var rate = build(step);
        using var session = tf.Session(graph);
        for (var at = 0; at < 11; at++)
        {
            var actual = session.run(rate, (step, (long)at)).ToArray<float>()[0];
            Assert.InRange(actual, formula(at) - Tolerance, formula(at) + Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NodesHavePythonsNames(string name)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        _ = _cases[name].Build(tf.placeholder(tf.int64, new Shape(Array.Empty<long>())));
        Assert.Equal(
            "Placeholder " + _cases[name].Nodes,
            string.Join(' ', graph.get_operations().Select(op => op.name))
        );
    }
}

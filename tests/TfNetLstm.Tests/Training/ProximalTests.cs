using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Training;

/// <summary>The optimizers without golden data, by the formulas of their papers; the loss is |w - target|^2 / 2.</summary>
public class ProximalTests
{
    private const double Rate = 0.3;
    private const double L1 = 0.05;
    private const double L2 = 0.2;
    private const double Start = 0.1;
    private const int Steps = 4;
    private const double Tolerance = 1e-6;

    private static readonly float[] _initial = [1.5f, -0.4f, 0.02f, 0, -2];
    private static readonly float[] _target = [1, 0.5f, 0, 0.01f, -3];

    /// <summary>The next weight from the weight, its gradient and the number of the step, from 1.</summary>
    private delegate double Rule(double weight, double gradient, int step);

    [Fact]
    public void ProximalGradientDescentShrinksWhatItMoved() =>
        Check(
            () => tf.train.ProximalGradientDescentOptimizer(Rate, L1, L2),
            () => (w, g, _) => Shrink(w - Rate * g, Rate)
        );

    [Fact]
    public void ProximalAdagradShrinksByEachElementsOwnRate() =>
        Check(
            () => tf.train.ProximalAdagradOptimizer(Rate, Start, L1, L2),
            () =>
            {
                var sum = Start;
                return (w, g, _) =>
                {
                    sum += g * g;
                    var own = Rate / Math.Sqrt(sum);
                    return Shrink(w - own * g, own);
                };
            }
        );

    [Fact]
    public void DualAveragingKnowsTheSumsAlone() =>
        Check(
            () => tf.train.AdagradDAOptimizer(Rate, tf.train.get_or_create_global_step(), Start, L1, L2),
            () =>
            {
                var (sum, squares) = (0.0, Start);
                return (_, g, step) =>
                {
                    sum += g;
                    squares += g * g;
                    var left = Math.Max(Math.Abs(sum) - L1 * step, 0);
                    return -Math.Sign(sum) * Rate * left / (L2 * step * Rate + Math.Sqrt(squares));
                };
            }
        );

    [Fact]
    public void FtrlWithShrinkageAddsItToTheGradient() =>
        Check(
            () =>
                tf.train.FtrlOptimizer(
                    Rate,
                    learning_rate_power: -0.4,
                    initial_accumulator_value: Start,
                    l1_regularization_strength: L1,
                    l2_regularization_strength: L2,
                    l2_shrinkage_regularization_strength: 0.1
                ),
            () =>
            {
                var (sum, linear) = (Start, 0.0);
                return (w, g, _) =>
                {
                    var (before, after) = (Math.Pow(sum, 0.4), Math.Pow(sum + g * g, 0.4));
                    sum += g * g;
                    linear += g + 2 * 0.1 * w - (after - before) / Rate * w;
                    return Math.Abs(linear) <= L1 ? 0 : (L1 * Math.Sign(linear) - linear) / (after / Rate + 2 * L2);
                };
            }
        );

    private static void Check(Func<Optimizer> make, Func<Rule> makeRule)
    {
        var graph = tf.Graph();
        using var current = graph.as_default();
        var w = tf.Variable(_initial, name: "w");
        var loss = tf.reduce_sum(tf.square(w - tf.constant(_target))) / 2f;
        var step = tf.train.get_or_create_global_step();
        var train = make().minimize(loss, step);
        using var session = tf.Session(graph);
        session.run(tf.global_variables_initializer());
        var expected = Array.ConvertAll(_initial, x => (double)x);
        var rules = Array.ConvertAll(_initial, _ => makeRule());
        for (var at = 1; at <= Steps; at++)
        {
            session.run(train);
            var actual = session.run(w.AsTensor()).ToArray<float>();
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = rules[i](expected[i], expected[i] - _target[i], at);
                Assert.InRange(actual[i], expected[i] - Tolerance, expected[i] + Tolerance);
            }
        }
    }

    private static double Shrink(double moved, double rate) =>
        Math.Sign(moved) * Math.Max(Math.Abs(moved) - rate * L1, 0) / (1 + rate * L2);
}

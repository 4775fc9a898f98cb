using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// Follow the regularized leader (McMahan et al., 2013), by the op <c>ApplyFtrl</c>, or <c>ApplyFtrlV2</c> with
/// shrinkage: slots <c>accum</c> and <c>linear</c>.
/// </summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="learning_rate_power">How the rate falls with the sum of squares; at most 0.</param>
/// <param name="initial_accumulator_value">Where the sums of squares begin.</param>
/// <param name="l1_regularization_strength">The penalty on sizes.</param>
/// <param name="l2_regularization_strength">The penalty on squares.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
/// <param name="accum_name">The name of the slot of sums; the optimizer's where null.</param>
/// <param name="linear_name">The name of the linear slot; the optimizer's where null.</param>
/// <param name="l2_shrinkage_regularization_strength">A penalty on squares that works on the gradients alone.</param>
/// <param name="beta">The beta of the paper.</param>
/// <exception cref="ValueError">A number is outside its range.</exception>
public sealed class FtrlOptimizer(
    object learning_rate,
    double learning_rate_power = -0.5,
    double initial_accumulator_value = 0.1,
    double l1_regularization_strength = 0.0,
    double l2_regularization_strength = 0.0,
    bool use_locking = false,
    string name = "Ftrl",
    string? accum_name = null,
    string? linear_name = null,
    double l2_shrinkage_regularization_strength = 0.0,
    double beta = 0.0
) : Optimizer(name, use_locking)
{
    // What TensorFlow divides by at least.
    private const float LeastRate = 1e-36f;

    private readonly float _initial = (float)NotBelowZero(initial_accumulator_value, "initial_accumulator_value");
    private readonly double _power =
        learning_rate_power <= 0
            ? learning_rate_power
            : throw new ValueError($"learning_rate_power {learning_rate_power} needs to be negative or zero");
    private readonly double _strength1 = NotBelowZero(l1_regularization_strength, "l1_regularization_strength");
    private readonly double _strength2 = NotBelowZero(l2_regularization_strength, "l2_regularization_strength");
    private readonly double _strength3 = NotBelowZero(
        l2_shrinkage_regularization_strength,
        "l2_shrinkage_regularization_strength"
    );
    private Tensor _rate = null!;
    private Tensor _l1 = null!;
    private Tensor _l2 = null!;
    private Tensor _shrinkage = null!;
    private Tensor _ratePower = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
        {
            Slot(
                variable,
                Initializers.Of((shape, type) => MathOps.Mul(SourceOps.Ones(shape, type), _initial)),
                "accum",
                accum_name
            );
            ZerosSlot(variable, "linear", linear_name);
        }
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _l1 = Hyperparameter(_strength1, "l1_regularization_strength", graph);
        var rate = learning_rate is double number ? (float)number : learning_rate;
        var least = OpBuilder.Tensor("Maximum", null, [rate, LeastRate]);
        _l2 = MathOps.Add((float)_strength2, MathOps.TrueDiv((float)beta, MathOps.Mul(2f, least)));
        Hyperparameter(beta, "beta", graph);
        _shrinkage = Hyperparameter(_strength3, "l2_shrinkage_regularization_strength", graph);
        _ratePower = Hyperparameter(_power, "learning_rate_power", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable)
    {
        var shrinks = _strength3 > 0;
        return Update(
            shrinks ? "ApplyFtrlV2" : "ApplyFtrl",
            [
                variable,
                get_slot(variable, "accum"),
                get_slot(variable, "linear"),
                grad,
                MathOps.Cast(_rate, variable.dtype),
                MathOps.Cast(_l1, variable.dtype),
                MathOps.Cast(_l2, variable.dtype),
                .. shrinks ? new object?[] { MathOps.Cast(_shrinkage, variable.dtype) } : [],
                MathOps.Cast(_ratePower, variable.dtype),
            ]
        );
    }

    private static double NotBelowZero(double number, string name) =>
        number >= 0 ? number : throw new ValueError($"{name} {number} needs to be positive or zero");
}

using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Adagrad (Duchi et al., 2011), by the op <c>ApplyAdagrad</c>: the slot <c>accumulator</c> sums squares.</summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="initial_accumulator_value">Where the sums begin.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
/// <exception cref="ValueError">The sums do not begin above 0.</exception>
public sealed class AdagradOptimizer(
    object learning_rate,
    double initial_accumulator_value = 0.1,
    bool use_locking = false,
    string name = "Adagrad"
) : Optimizer(name, use_locking)
{
    private readonly float _initial =
        initial_accumulator_value > 0
            ? (float)initial_accumulator_value
            : throw new ValueError($"initial_accumulator_value must be positive: {initial_accumulator_value}");
    private Tensor _rate = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
            Slot(variable, Initializers.Constant(_initial), "accumulator");
    }

    private protected override void Prepare(Graph graph) =>
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update(
            "ApplyAdagrad",
            [variable, get_slot(variable, "accumulator"), MathOps.Cast(_rate, variable.dtype), grad]
        );
}

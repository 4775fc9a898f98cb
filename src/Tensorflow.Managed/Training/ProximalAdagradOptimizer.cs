namespace Tensorflow;

/// <summary>
/// Adagrad with penalties on the weights, by the op <c>ApplyProximalAdagrad</c>: the slot <c>accumulator</c> sums
/// squares.
/// </summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="initial_accumulator_value">Where the sums begin.</param>
/// <param name="l1_regularization_strength">The penalty on sizes.</param>
/// <param name="l2_regularization_strength">The penalty on squares.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
/// <exception cref="ValueError">The sums do not begin above 0.</exception>
public sealed class ProximalAdagradOptimizer(
    object learning_rate,
    double initial_accumulator_value = 0.1,
    double l1_regularization_strength = 0.0,
    double l2_regularization_strength = 0.0,
    bool use_locking = false,
    string name = "ProximalAdagrad"
) : Optimizer(name, use_locking)
{
    private readonly double _initial =
        initial_accumulator_value > 0
            ? initial_accumulator_value
            : throw new ValueError($"initial_accumulator_value must be positive: {initial_accumulator_value}");
    private Tensor _rate = null!;
    private Tensor _l1 = null!;
    private Tensor _l2 = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
            ConstantSlot(variable, _initial, "accumulator");
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _l1 = Hyperparameter(l1_regularization_strength, "l1_regularization_strength", graph);
        _l2 = Hyperparameter(l2_regularization_strength, "l2_regularization_strength", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update("ApplyProximalAdagrad", [variable, get_slot(variable, "accumulator"), _rate, _l1, _l2, grad]);
}

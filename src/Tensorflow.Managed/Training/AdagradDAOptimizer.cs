using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// Adagrad by dual averaging (Duchi et al., 2011), by the op <c>ApplyAdagradDA</c>: slots
/// <c>gradient_accumulator</c> and <c>gradient_squared_accumulator</c>.
/// </summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="global_step">The variable or tensor that counts the steps, int64.</param>
/// <param name="initial_gradient_squared_accumulator_value">Where the sums of squares begin.</param>
/// <param name="l1_regularization_strength">The penalty on sizes.</param>
/// <param name="l2_regularization_strength">The penalty on squares.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
/// <exception cref="ValueError">The sums do not begin above 0.</exception>
public sealed class AdagradDAOptimizer(
    object learning_rate,
    object global_step,
    double initial_gradient_squared_accumulator_value = 0.1,
    double l1_regularization_strength = 0.0,
    double l2_regularization_strength = 0.0,
    bool use_locking = false,
    string name = "AdagradDA"
) : Optimizer(name, use_locking)
{
    private readonly double _initial =
        initial_gradient_squared_accumulator_value > 0
            ? initial_gradient_squared_accumulator_value
            : throw new ValueError(
                "initial_gradient_squared_accumulator_value must be positive: "
                    + $"{initial_gradient_squared_accumulator_value}"
            );
    private Tensor _rate = null!;
    private Tensor _step = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
        {
            ConstantSlot(variable, 0, "gradient_accumulator");
            ConstantSlot(variable, _initial, "gradient_squared_accumulator");
        }
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        using var colocation = graph.OpenColocation(_rate.op);
        _step = MathOps.Add(OpBuilder.Tensor("Identity", null, [global_step]), 1);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable)
    {
        var step = SourceOps.Identity(_step);
        return Update(
            "ApplyAdagradDA",
            [
                variable,
                get_slot(variable, "gradient_accumulator"),
                get_slot(variable, "gradient_squared_accumulator"),
                grad,
                MathOps.Cast(_rate, variable.dtype),
                MathOps.Cast((float)l1_regularization_strength, variable.dtype),
                MathOps.Cast((float)l2_regularization_strength, variable.dtype),
                step,
            ]
        );
    }
}

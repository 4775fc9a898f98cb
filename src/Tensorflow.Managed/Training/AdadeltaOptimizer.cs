using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// Adadelta (Zeiler, 2012), by the op <c>ApplyAdadelta</c>: slots <c>accum</c> of squared gradients and
/// <c>accum_update</c> of squared updates.
/// </summary>
/// <param name="learning_rate">A number or a scalar tensor; 1 is the paper's.</param>
/// <param name="rho">The decay of both means.</param>
/// <param name="epsilon">What keeps roots and division from zero.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
public sealed class AdadeltaOptimizer(
    object learning_rate,
    double rho = 0.95,
    double epsilon = 1e-8,
    bool use_locking = false,
    string name = "Adadelta"
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;
    private Tensor _rho = null!;
    private Tensor _epsilon = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
        {
            ZerosSlot(variable, "accum");
            ZerosSlot(variable, "accum_update");
        }
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "lr", graph);
        _rho = Hyperparameter(rho, "rho", graph);
        _epsilon = Hyperparameter(epsilon, "epsilon", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update(
            "ApplyAdadelta",
            [
                variable,
                get_slot(variable, "accum"),
                get_slot(variable, "accum_update"),
                MathOps.Cast(_rate, variable.dtype),
                MathOps.Cast(_rho, variable.dtype),
                MathOps.Cast(_epsilon, variable.dtype),
                grad,
            ]
        );
}

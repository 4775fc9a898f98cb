using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Gradient descent with momentum, by the op <c>ApplyMomentum</c>: the slot <c>momentum</c> sums gradients.</summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="momentum">What is left of the sum after a step: a number or a scalar tensor.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
/// <param name="use_nesterov">Whether to look ahead (Sutskever et al., 2013).</param>
public sealed class MomentumOptimizer(
    object learning_rate,
    object momentum,
    bool use_locking = false,
    string name = "Momentum",
    bool use_nesterov = false
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;
    private Tensor _momentum = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
            ZerosSlot(variable, "momentum");
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _momentum = Hyperparameter(momentum, "momentum", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update(
            "ApplyMomentum",
            [
                variable,
                get_slot(variable, "momentum"),
                MathOps.Cast(_rate, variable.dtype),
                grad,
                MathOps.Cast(_momentum, variable.dtype),
            ],
            ("use_nesterov", use_nesterov)
        );
}

using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>
/// RMSProp (Hinton), by the op <c>ApplyRMSProp</c> or <c>ApplyCenteredRMSProp</c>: slots <c>rms</c>, <c>momentum</c>
/// and, if centered, <c>mg</c>.
/// </summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="decay">The decay of the mean of squared gradients.</param>
/// <param name="momentum">What is left of the last step.</param>
/// <param name="epsilon">What keeps the division from zero; added before the root.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="centered">Whether gradients are divided by their deviation from their mean.</param>
/// <param name="name">The name of nodes and slots.</param>
public sealed class RMSPropOptimizer(
    object learning_rate,
    double decay = 0.9,
    double momentum = 0.0,
    double epsilon = 1e-10,
    bool use_locking = false,
    bool centered = false,
    string name = "RMSProp"
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;
    private Tensor _decay = null!;
    private Tensor _momentum = null!;
    private Tensor _epsilon = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        foreach (var variable in variables)
        {
            Slot(variable, Initializers.Ones, "rms");
            if (centered)
                ZerosSlot(variable, "mg");
            ZerosSlot(variable, "momentum");
        }
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _decay = Hyperparameter(decay, "decay", graph);
        _momentum = Hyperparameter(momentum, "momentum", graph);
        _epsilon = Hyperparameter(epsilon, "epsilon", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable)
    {
        object?[] slots = [get_slot(variable, "rms"), get_slot(variable, "momentum")];
        return Update(
            centered ? "ApplyCenteredRMSProp" : "ApplyRMSProp",
            [
                variable,
                .. centered ? [get_slot(variable, "mg"), .. slots] : slots,
                MathOps.Cast(_rate, variable.dtype),
                MathOps.Cast(_decay, variable.dtype),
                MathOps.Cast(_momentum, variable.dtype),
                MathOps.Cast(_epsilon, variable.dtype),
                grad,
            ]
        );
    }
}

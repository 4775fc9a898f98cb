namespace Tensorflow;

/// <summary>Gradient descent with penalties on the weights, by the op <c>ApplyProximalGradientDescent</c>.</summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="l1_regularization_strength">The penalty on sizes.</param>
/// <param name="l2_regularization_strength">The penalty on squares.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of the nodes.</param>
public sealed class ProximalGradientDescentOptimizer(
    object learning_rate,
    double l1_regularization_strength = 0.0,
    double l2_regularization_strength = 0.0,
    bool use_locking = false,
    string name = "ProximalGradientDescent"
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;
    private Tensor _l1 = null!;
    private Tensor _l2 = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables) { }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _l1 = Hyperparameter(l1_regularization_strength, "l1_regularization_strength", graph);
        _l2 = Hyperparameter(l2_regularization_strength, "l2_regularization_strength", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update("ApplyProximalGradientDescent", [variable, _rate, _l1, _l2, grad]);
}

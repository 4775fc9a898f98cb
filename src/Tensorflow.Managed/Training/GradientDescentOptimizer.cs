using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Plain gradient descent, by the op <c>ApplyGradientDescent</c>.</summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of the nodes.</param>
public sealed class GradientDescentOptimizer(
    object learning_rate,
    bool use_locking = false,
    string name = "GradientDescent"
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;

    private protected override void CreateSlots(IReadOnlyList<RefVariable> variables) { }

    private protected override void Prepare(Graph graph) =>
        _rate = TensorConversion.Convert(
            learning_rate is double number ? (float)number : learning_rate,
            null,
            "learning_rate",
            graph
        );

    private protected override Operation ApplyDense(Tensor grad, RefVariable variable) =>
        OpBuilder.Apply(
            "ApplyGradientDescent",
            null,
            [variable, MathOps.Cast(_rate, variable.dtype), grad],
            ("use_locking", UseLocking)
        );
}

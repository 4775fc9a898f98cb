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

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables) { }

    private protected override void Prepare(Graph graph) =>
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable) =>
        Update("ApplyGradientDescent", [variable, MathOps.Cast(_rate, variable.dtype), grad]);

    private protected override Operation ApplyRows(IndexedSlices rows, IVariableV1 variable)
    {
        var step = MathOps.Mul(rows.Values, MathOps.Cast(_rate, variable.dtype));
        return ScatterOps.Scatter("ScatterSub", variable, rows.Indices, step, UseLocking).op;
    }
}

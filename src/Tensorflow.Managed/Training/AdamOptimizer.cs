using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>Adam (Kingma and Ba, 2015), by the op <c>ApplyAdam</c>: slots <c>m</c> and <c>v</c>, and two powers of beta.</summary>
/// <param name="learning_rate">A number or a scalar tensor.</param>
/// <param name="beta1">The decay of the first moment.</param>
/// <param name="beta2">The decay of the second moment.</param>
/// <param name="epsilon">What keeps the division from zero; added after the root.</param>
/// <param name="use_locking">Whether updates lock the variable.</param>
/// <param name="name">The name of nodes and slots.</param>
public sealed class AdamOptimizer(
    object learning_rate,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8,
    bool use_locking = false,
    string name = "Adam"
) : Optimizer(name, use_locking)
{
    private Tensor _rate = null!;
    private Tensor _beta1 = null!;
    private Tensor _beta2 = null!;
    private Tensor _epsilon = null!;

    private protected override void CreateSlots(IReadOnlyList<IVariableV1> variables)
    {
        var first = variables.MinBy(v => v.Name, StringComparer.Ordinal)!;
        NonSlotVariable((float)beta1, "beta1_power", first);
        NonSlotVariable((float)beta2, "beta2_power", first);
        foreach (var variable in variables)
        {
            ZerosSlot(variable, "m");
            ZerosSlot(variable, "v");
        }
    }

    private protected override void Prepare(Graph graph)
    {
        _rate = Hyperparameter(learning_rate, "learning_rate", graph);
        _beta1 = Hyperparameter(beta1, "beta1", graph);
        _beta2 = Hyperparameter(beta2, "beta2", graph);
        _epsilon = Hyperparameter(epsilon, "epsilon", graph);
    }

    private protected override Operation ApplyDense(Tensor grad, IVariableV1 variable)
    {
        var (power1, power2) = (
            NonSlotVariable("beta1_power", variable.Graph),
            NonSlotVariable("beta2_power", variable.Graph)
        );
        return Update(
            "ApplyAdam",
            [
                variable,
                get_slot(variable, "m"),
                get_slot(variable, "v"),
                MathOps.Cast(power1, variable.dtype),
                MathOps.Cast(power2, variable.dtype),
                MathOps.Cast(_rate, variable.dtype),
                MathOps.Cast(_beta1, variable.dtype),
                MathOps.Cast(_beta2, variable.dtype),
                MathOps.Cast(_epsilon, variable.dtype),
                grad,
            ]
        );
    }

    /// <summary>All of both moments decay, but only these rows of the gradient are added to them.</summary>
    private protected override Operation ApplySparse(IndexedSlices rows, IVariableV1 variable)
    {
        var (graph, type) = (variable.Graph, variable.dtype);
        var power1 = MathOps.Cast(NonSlotVariable("beta1_power", graph), type);
        var power2 = MathOps.Cast(NonSlotVariable("beta2_power", graph), type);
        var (rate, first, second) = (MathOps.Cast(_rate, type), MathOps.Cast(_beta1, type), MathOps.Cast(_beta2, type));
        var epsilon = MathOps.Cast(_epsilon, type);
        var corrected = MathOps.Mul(rate, OpBuilder.Tensor("Sqrt", null, [MathOps.Sub(1, power2)]));
        var step = MathOps.TrueDiv(corrected, MathOps.Sub(1, power1));
        var m = Decay("m", first, MathOps.Mul(rows.Values, MathOps.Sub(1, first)));
        var squares = MathOps.Mul(rows.Values, rows.Values);
        var v = Decay("v", second, MathOps.Mul(squares, MathOps.Sub(1, second)));
        var root = OpBuilder.Tensor("Sqrt", null, [v]);
        var move = MathOps.TrueDiv(MathOps.Mul(step, m), MathOps.Add(root, epsilon));
        var moved = OpBuilder.Tensor("AssignSub", null, [variable, move], ("use_locking", UseLocking));
        return SourceOps.Group([moved, m, v]);

        Tensor Decay(string name, Tensor beta, Tensor addition)
        {
            var slot = get_slot(variable, name)!;
            var decayed = slot.assign(MathOps.Mul(slot, beta), UseLocking);
            using var order = graph.OpenControlDependencies([decayed]);
            return ScatterOps.Scatter("ScatterAdd", slot, rows.Indices, addition, UseLocking);
        }
    }

    private protected override Operation Finish(List<Operation> updates, string name)
    {
        var graph = updates[0].graph;
        var (power1, power2) = (NonSlotVariable("beta1_power", graph), NonSlotVariable("beta2_power", graph));
        using (graph.OpenControlDependencies(updates))
        using (graph.OpenColocation(power1.Op))
        {
            updates.Add(power1.assign(MathOps.Mul(power1, _beta1), UseLocking).op);
            updates.Add(power2.assign(MathOps.Mul(power2, _beta2), UseLocking).op);
        }
        return SourceOps.Group(updates, name);
    }
}

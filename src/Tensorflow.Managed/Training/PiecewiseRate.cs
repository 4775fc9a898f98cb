using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <summary>A learning rate that is constant between boundaries (learning_rate_schedule.py).</summary>
internal static class PiecewiseRate
{
    /// <summary>values[0] up to the first boundary, values[1] up to the second, the last one after the last.</summary>
    public static Tensor Of(object x, object[] boundaries, object[] values, string? name)
    {
        if (boundaries.Length == 0 || boundaries.Length != values.Length - 1)
            throw new ValueError("The length of boundaries should be 1 less than the length of values");
        var graph = OpBuilder.GraphOf(x);
        var limits = Array.ConvertAll(boundaries, b => Number(b, graph));
        var rates = Array.ConvertAll(values, v => Number(v, graph));
        var at = Number(x, graph);
        for (var i = 0; i < limits.Length; i++)
            if (limits[i].dtype != at.dtype.as_base_dtype())
                limits[i] =
                    limits[i].dtype == TF_DataType.TF_INT32 && at.dtype.as_base_dtype() == TF_DataType.TF_INT64
                        ? MathOps.Cast(limits[i], TF_DataType.TF_INT64)
                        : throw new ValueError(
                            $"Boundaries ({limits[i].dtype.as_numpy_name()}) must have the same dtype as x "
                                + $"({at.dtype.as_numpy_name()})."
                        );
        using var scope = graph.OpenNameScope(name ?? "PiecewiseConstant", out _);
        var choices = new List<(Tensor Holds, Tensor Rate)>
        {
            (OpBuilder.Tensor("LessEqual", null, [at, limits[0]]), rates[0]),
            (OpBuilder.Tensor("Greater", null, [at, limits[^1]]), rates[^1]),
        };
        for (var i = 1; i < limits.Length; i++)
        {
            var above = OpBuilder.Tensor("Greater", null, [at, limits[i - 1]]);
            var below = OpBuilder.Tensor("LessEqual", null, [at, limits[i]]);
            choices.Add((OpBuilder.Tensor("LogicalAnd", "and", [above, below]), rates[i]));
        }
        return Case(graph, choices, rates[0]);
    }

    /// <summary>Python's <c>case(exclusive=True)</c>: an assertion that at most one holds, and branches in branches.</summary>
    private static Tensor Case(Graph graph, List<(Tensor Holds, Tensor Rate)> choices, Tensor otherwise)
    {
        using var scope = graph.OpenNameScope("case", out _);
        var all = choices.ConvertAll(c => c.Holds);
        var packed = OpBuilder.Tensor("Pack", "preds_c", [all.ToArray()], ("axis", 0));
        var count = ReduceOps.Sum(MathOps.Cast(packed, TF_DataType.TF_INT32), null, name: "num_true_conds");
        var one = TensorConversion.Constant(Values.Value.Of(1), null, "n_true_conds", graph);
        var holds = OpBuilder.Tensor("LessEqual", null, [count, one]);
        var names = string.Join(", ", all.Select(t => t.name));
        var message = $"Input error: exclusive=True: more than 1 conditions ({names}) evaluated as True:";
        using var asserted = graph.OpenControlDependencies([
            AssertOps.Assert(holds, [message, packed], choices.Count, null),
        ]);
        Func<Tensor> result = () => otherwise;
        foreach (var (pred, rate) in Enumerable.Reverse(choices))
        {
            var rest = result;
            result = () => Binding.tf.cond(pred, () => rate, rest);
        }
        return result();
    }

    private static Tensor Number(object value, Graph graph) =>
        TensorConversion.Convert(value is double number ? (float)number : value, null, null, graph);
}

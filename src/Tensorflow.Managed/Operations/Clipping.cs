using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Builders that keep values within bounds (clip_ops.py).</summary>
internal static class Clipping
{
    public static Tensor ByValue(Tensor t, object minimum, object maximum, string? name = null) =>
        IndexedSlices.OnValues(t.Given(), values => ValuesByValue(values, minimum, maximum, name));

    private static Tensor ValuesByValue(Tensor t, object minimum, object maximum, string? name)
    {
        using var scope = OpBuilder.GraphOf(t).OpenNameScope(name ?? "clip_by_value", out var full);
        var below = OpBuilder.Tensor("Minimum", null, [t, maximum]);
        Check(t, below, "clip_value_max");
        var result = OpBuilder.Tensor("Maximum", full, [below, minimum]);
        Check(t, result, "clip_value_min");
        return result;
    }

    /// <summary>Scaled down to this length where longer; the length over all axes where none are named.</summary>
    public static Tensor ByNorm(Tensor t, object norm, Axis? axes, string? name = null) =>
        IndexedSlices.OnValues(t.Given(), values => ValuesByNorm(values, norm, axes, name));

    private static Tensor ValuesByNorm(Tensor t, object norm, Axis? axes, string? name)
    {
        using var scope = OpBuilder.GraphOf(t).OpenNameScope(name ?? "clip_by_norm", out var full);
        var sum = ReduceOps.Sum(MathOps.Mul(t, t), axes?.Value, keepdims: true);
        var positive = OpBuilder.Tensor("Greater", null, [sum, 0]);
        // The root is taken of ones where the sum is zero: its gradient there would not be a number.
        var safe = SelectionOps.Where(positive, sum, SourceOps.OnesLike(sum));
        var length = SelectionOps.Where(positive, OpBuilder.Tensor("Sqrt", null, [safe]), sum);
        var scaled = MathOps.Mul(t, norm);
        var clipped = MathOps.TrueDiv(scaled, OpBuilder.Tensor("Maximum", null, [length, norm]));
        return SourceOps.Identity(clipped, full);
    }

    /// <summary>The length of all tensors together; those that are null do not count.</summary>
    public static Tensor GlobalNorm(IReadOnlyList<Tensor?> tensors, string? name = null)
    {
        var graph = OpBuilder.GraphOf([.. tensors]);
        using var scope = graph.OpenNameScope(name ?? "global_norm", out _);
        var halves = new List<object>();
        foreach (var tensor in tensors.OfType<Tensor>())
            using (graph.OpenColocation(tensor.op))
                halves.Add(OpBuilder.Tensor("L2Loss", null, [tensor.Slices?.Values ?? tensor]));
        if (halves.Count == 0)
            throw new ValueError("global_norm needs at least one tensor.");
        var half = ReduceOps.Sum(LayoutOps.Stack([.. halves]), null);
        var two = TensorConversion.Constant(Elements.Convert(Value.Of(2f), half.dtype), null, null, graph);
        return OpBuilder.Tensor("Sqrt", "global_norm", [MathOps.Mul(half, two)]);
    }

    /// <summary>All scaled down together so that their length is at most this; gives them and the length before.</summary>
    public static (Tensor?[] Clipped, Tensor Norm) ByGlobalNorm(
        IReadOnlyList<Tensor?> tensors,
        object limit,
        Tensor? norm = null,
        string? name = null
    )
    {
        norm ??= GlobalNorm(tensors, name);
        var graph = norm.graph;
        using var scope = graph.OpenNameScope(name ?? "clip_by_global_norm", out var full);
        var inverse = MathOps.TrueDiv(1f, norm);
        var one = TensorConversion.Constant(Elements.Convert(Value.Of(1f), norm.dtype), null, null, graph);
        var least = OpBuilder.Tensor("Minimum", null, [inverse, MathOps.TrueDiv(one, limit)]);
        var finite = MathOps.Mul(limit, least);
        // A length that is not finite makes the scale NaN.
        var scale = MathOps.Add(finite, MathOps.Sub(norm, norm));
        var clipped = new Tensor?[tensors.Count];
        for (var i = 0; i < clipped.Length; i++)
            if (tensors[i] is { } tensor)
                using (graph.OpenColocation(tensor.op))
                {
                    var each = $"{full}_{i}";
                    clipped[i] = IndexedSlices.OnValues(
                        tensor,
                        values => SourceOps.Identity(MathOps.Mul(values, scale), each)
                    );
                }
        return (clipped, norm);
    }

    private static void Check(Tensor t, Tensor clipped, string bound)
    {
        if (!t.shape.is_compatible_with(clipped.shape))
            throw new ValueError($"The shape of {bound} does not fit {t.shape}: it would give {clipped.shape}.");
    }
}

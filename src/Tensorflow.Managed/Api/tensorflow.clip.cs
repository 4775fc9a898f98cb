using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Clipping.</content>
public sealed partial class tensorflow
{
    /// <summary>Elements within bounds (<c>Minimum</c>, then <c>Maximum</c>).</summary>
    /// <param name="t">Numbers of any shape.</param>
    /// <param name="clip_value_min">The lower bound, a number or a tensor that broadcasts to the shape of t.</param>
    /// <param name="clip_value_max">The upper bound, likewise.</param>
    /// <param name="name">The scope's name.</param>
    /// <exception cref="ValueError">A bound would broadcast t to another shape.</exception>
    public Tensor clip_by_value<T1, T2>(Tensor t, T1 clip_value_min, T2 clip_value_max, string name = "clip_by_value")
    {
        ArgumentNullException.ThrowIfNull(t);
        using var scope = t.graph.OpenNameScope(name, out var full);
        var below = OpBuilder.Tensor("Minimum", null, [t, clip_value_max]);
        var within = OpBuilder.Tensor("Maximum", full, [below, clip_value_min]);
        if (!t.shape.is_compatible_with(within.shape))
            throw new ValueError($"Shapes {t.shape} and {within.shape} are incompatible");
        return within;
    }
}

using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Keeping values within bounds.</content>
public sealed partial class tensorflow
{
    /// <summary>Each element, or the bound that it is beyond.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="clip_value_min">The lower bound, a number or a tensor.</param>
    /// <param name="clip_value_max">The upper bound, a number or a tensor.</param>
    /// <param name="name">The name scope and node.</param>
    public Tensor clip_by_value<T1, T2>(Tensor t, T1 clip_value_min, T2 clip_value_max, string? name = null)
        where T1 : notnull
        where T2 : notnull => Clipping.ByValue(t.Given(), clip_value_min, clip_value_max, name);

    /// <summary>The tensor scaled down so that its length is at most this.</summary>
    /// <param name="t">The tensor.</param>
    /// <param name="clip_norm">The greatest length.</param>
    /// <param name="axes">The axes that a length is taken over; all of them where null.</param>
    /// <param name="name">The name scope and node.</param>
    public Tensor clip_by_norm(Tensor t, float clip_norm, Axis? axes = null, string? name = null) =>
        Clipping.ByNorm(t.Given(), clip_norm, axes, name);

    /// <summary>Tensors scaled down together so that their common length is at most this; and that length before.</summary>
    /// <param name="t_list">The tensors; those that are null stay so.</param>
    /// <param name="clip_norm">The greatest length.</param>
    /// <param name="use_norm">Their common length, where it is known already.</param>
    /// <param name="name">The name scope.</param>
    public (Tensor?[] clipped, Tensor norm) clip_by_global_norm(
        Tensor?[] t_list,
        float clip_norm,
        Tensor? use_norm = null,
        string? name = null
    ) => Clipping.ByGlobalNorm(t_list.Given(), clip_norm, use_norm, name);

    /// <summary>The common length of tensors: the root of the sum of all squares.</summary>
    public Tensor global_norm(Tensor?[] t_list, string? name = null) => Clipping.GlobalNorm(t_list.Given(), name);
}

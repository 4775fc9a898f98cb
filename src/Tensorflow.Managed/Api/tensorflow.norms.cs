using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Clipping by length.</content>
public sealed partial class tensorflow
{
    /// <summary>The length of all tensors together, as one vector: a scalar.</summary>
    /// <param name="t_list">Tensors; those that are null are left out.</param>
    /// <param name="name">The scope's name.</param>
    /// <exception cref="ValueError">There is no tensor.</exception>
    public Tensor global_norm(IReadOnlyList<Tensor?> t_list, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(t_list);
        return NormOps.GlobalNorm(t_list, name);
    }

    /// <summary>The tensors, shortened by one factor so that their length together is at most the norm, and that length.</summary>
    /// <param name="t_list">Tensors; those that are null stay null.</param>
    /// <param name="clip_norm">The greatest length.</param>
    /// <param name="use_norm">The length, where it was computed already.</param>
    /// <param name="name">The scope's name.</param>
    /// <exception cref="ValueError">There is no tensor.</exception>
    public (Tensor?[] list_clipped, Tensor global_norm) clip_by_global_norm(
        IReadOnlyList<Tensor?> t_list,
        float clip_norm,
        Tensor? use_norm = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(t_list);
        return NormOps.ClipByGlobalNorm(t_list, clip_norm, use_norm, name);
    }

    /// <summary>The tensors, shortened by one factor so that their length together is at most the norm, and that length.</summary>
    public (Tensor?[] list_clipped, Tensor global_norm) clip_by_global_norm(
        IReadOnlyList<Tensor?> t_list,
        Tensor clip_norm,
        Tensor? use_norm = null,
        string? name = null
    )
    {
        ArgumentNullException.ThrowIfNull(t_list);
        ArgumentNullException.ThrowIfNull(clip_norm);
        return NormOps.ClipByGlobalNorm(t_list, clip_norm, use_norm, name);
    }

    /// <summary>The tensor, shortened where its length is above the norm.</summary>
    /// <param name="t">Numbers of any shape.</param>
    /// <param name="clip_norm">The greatest length.</param>
    /// <param name="axes">The axes along which a length is taken; all where null.</param>
    /// <param name="name">The node's name.</param>
    public Tensor clip_by_norm(Tensor t, float clip_norm, int[]? axes = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(t);
        return NormOps.ClipByNorm(t, clip_norm, axes, name);
    }

    /// <summary>The tensor, shortened where its length is above the norm.</summary>
    public Tensor clip_by_norm(Tensor t, Tensor clip_norm, int[]? axes = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(clip_norm);
        return NormOps.ClipByNorm(t, clip_norm, axes, name);
    }
}

using Tensorflow;

namespace Tensorflow;

/// <summary>The state that a cell hands from step to step: one tensor, or several in a fixed order.</summary>
public class RnnState
{
    private readonly Tensor? _tensor;

    /// <summary>A state of one tensor [batch, size].</summary>
    public RnnState(Tensor tensor)
    {
        _tensor = tensor;
        Parts = [];
    }

    /// <summary>A state of several parts.</summary>
    public RnnState(params RnnState[] parts) => Parts = parts;

    /// <summary>The parts of a state that is made of several; empty for a single tensor.</summary>
    public RnnState[] Parts { get; }

    /// <summary>A state of one tensor.</summary>
    public static implicit operator RnnState(Tensor tensor) => new(tensor);

    /// <summary>The tensor of a state that has just one.</summary>
    /// <exception cref="InvalidOperationException">The state has several.</exception>
    public static implicit operator Tensor(RnnState state) =>
        state._tensor ?? throw new InvalidOperationException("The state has several parts; take them one by one.");

    /// <summary>All tensors of the state, in order (Python's <c>nest.flatten</c>).</summary>
    public Tensor[] Flatten() => _tensor is not null ? [_tensor] : [.. Parts.SelectMany(p => p.Flatten())];

    /// <summary>A state of this form with other tensors, in order (Python's <c>nest.pack_sequence_as</c>).</summary>
    internal RnnState Packed(ReadOnlySpan<Tensor> tensors)
    {
        if (_tensor is not null)
            return tensors[0];
        var parts = new RnnState[Parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var count = Parts[i].Flatten().Length;
            parts[i] = Parts[i].Packed(tensors[..count]);
            tensors = tensors[count..];
        }
        return Join(parts);
    }

    /// <summary>A state of this form with other parts.</summary>
    private protected virtual RnnState Join(RnnState[] parts) => new(parts);
}

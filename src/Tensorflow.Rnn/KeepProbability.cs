using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>The share of values that a dropout keeps: a number, or a scalar tensor that may be fed.</summary>
public sealed class KeepProbability
{
    private readonly Tensor? _tensor;
    private readonly float _number;

    private KeepProbability(float number) => _number = number;

    private KeepProbability(Tensor tensor) => _tensor = tensor;

    /// <summary>Whether anything may be dropped.</summary>
    internal bool MayDrop => _tensor is not null || _number < 1;

    /// <summary>A share that is known.</summary>
    public static implicit operator KeepProbability(float number) => new(number);

    /// <summary>A share that is computed.</summary>
    public static implicit operator KeepProbability(Tensor tensor) => new(tensor);

    /// <summary>Checks a number; it becomes a node, as in Python, which nothing reads.</summary>
    internal void Check(string name)
    {
        if (_tensor is not null)
            return;
        _ = tf.constant(_number);
        if (!(_number is >= 0 and <= 1))
            throw new ValueError($"Parameter {name} must be between 0 and 1: {_number}");
    }

    /// <summary>Drops what is not kept, and scales the rest up.</summary>
    internal Tensor Drop(Tensor value, int? seed) =>
        !MayDrop ? value
        : _tensor is null ? DropoutAdapter.Drop(value, 1.0 - _number, seed)
        : tf.nn.dropout(value, keep_prob: _tensor, seed: seed);
}

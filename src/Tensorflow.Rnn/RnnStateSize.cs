namespace Tensorflow;

/// <summary>The units of a cell's state: of its one tensor, or of several parts in a fixed order.</summary>
public sealed class RnnStateSize
{
    private readonly Func<RnnState[], RnnState> _join = parts => new(parts);
    private readonly int _units;

    private RnnStateSize(int units)
    {
        _units = units;
        Parts = [];
    }

    /// <summary>The sizes of a state of several parts.</summary>
    public RnnStateSize(params RnnStateSize[] parts) => Parts = parts;

    private RnnStateSize(Func<RnnState[], RnnState> join, params RnnStateSize[] parts)
        : this(parts) => _join = join;

    /// <summary>The sizes of the parts; empty for a state of one tensor.</summary>
    public RnnStateSize[] Parts { get; }

    /// <summary>Whether the state has several parts.</summary>
    public bool IsNested => Parts.Length > 0;

    /// <summary>The units of all tensors of the state together.</summary>
    public int Total => IsNested ? Parts.Sum(p => p.Total) : _units;

    /// <summary>A state of one tensor with this number of units.</summary>
    public static implicit operator RnnStateSize(int units) => new(units);

    /// <summary>The sizes of an LSTM's memory and output; a state of that size is an <see cref="LSTMStateTuple"/>.</summary>
    public static RnnStateSize Lstm(int c, int h) =>
        new(parts => new LSTMStateTuple((Tensor)parts[0], (Tensor)parts[1]), c, h);

    /// <summary>The units of each tensor, in order (Python's <c>nest.flatten</c>).</summary>
    public int[] Flatten() => IsNested ? [.. Parts.SelectMany(p => p.Flatten())] : [_units];

    /// <summary>A state of this form whose tensors are made of their units, in order.</summary>
    public RnnState Map(Func<int, Tensor> make) =>
        IsNested ? _join(Array.ConvertAll(Parts, part => part.Map(make))) : make(_units);

    /// <inheritdoc/>
    public override string ToString() =>
        IsNested ? $"({string.Join(", ", Parts.Select(p => p.ToString()))})" : $"{_units}";
}

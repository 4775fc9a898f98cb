using System.Globalization;

namespace Tensorflow;

/// <summary>
/// A static shape, known in part or whole (Python's <c>TensorShape</c>): the rank may be unknown, and each dimension
/// may be (-1).
/// </summary>
public sealed class Shape : IEquatable<Shape>
{
    private readonly long[]? _dims;

    /// <summary>A shape of these dimensions; -1 stands for an unknown one, and null for an unknown rank.</summary>
    /// <exception cref="ValueError">A dimension is below -1.</exception>
    public Shape(params long[]? dims)
    {
        foreach (var dim in dims ?? [])
            if (dim < -1)
                throw new ValueError(
                    $"Error converting shape to a TensorShape: Dimension {dim.ToString(CultureInfo.InvariantCulture)} must be >= 0."
                );
        _dims = dims;
    }

    /// <summary>The shape of unknown rank.</summary>
    public static Shape Unknown { get; } = new((long[]?)null);

    /// <summary>The shape of a single element, rank 0.</summary>
    public static Shape Scalar { get; } = new(Array.Empty<long>());

    /// <summary>The dimensions, -1 where unknown.</summary>
    /// <exception cref="ValueError">The rank is unknown.</exception>
    public long[] dims => _dims ?? throw new ValueError("Cannot take the dimensions of a shape of unknown rank.");

    /// <summary>The number of dimensions, -1 where unknown.</summary>
    public int ndim => _dims?.Length ?? -1;

    /// <summary>The number of dimensions, -1 where unknown.</summary>
    public int rank => ndim;

    /// <summary>The number of elements, -1 where any dimension is unknown.</summary>
    public long size => !IsFullyDefined ? -1 : dims.Aggregate(1L, (product, dim) => product * dim);

    /// <summary>Whether the rank is unknown.</summary>
    public bool IsNull => _dims is null;

    /// <summary>Whether every dimension is known.</summary>
    public bool IsFullyDefined => _dims is not null && Array.TrueForAll(_dims, dim => dim >= 0);

    /// <summary>Whether the shape is that of a single element.</summary>
    public bool IsScalar => ndim == 0;

    /// <summary>A dimension, counted from the end where negative.</summary>
    /// <exception cref="OutOfRangeError">There is no such dimension.</exception>
    public long this[int index] =>
        index >= -dims.Length && index < dims.Length
            ? dims[index < 0 ? index + dims.Length : index]
            : throw new OutOfRangeError($"A shape of rank {ndim} has no dimension {index}.");

    /// <summary>A shape of these dimensions.</summary>
    public static implicit operator Shape(long[]? dims) => new(dims);

    /// <summary>A shape of these dimensions.</summary>
    public static implicit operator Shape(int[]? dims) =>
        new(dims is null ? null : Array.ConvertAll(dims, d => (long)d));

    /// <summary>A shape of one dimension.</summary>
    public static implicit operator Shape(int dim) => new(dim);

    /// <summary>A shape of two dimensions.</summary>
    public static implicit operator Shape((int, int) d) => new(d.Item1, d.Item2);

    /// <summary>A shape of three dimensions.</summary>
    public static implicit operator Shape((int, int, int) d) => new(d.Item1, d.Item2, d.Item3);

    /// <summary>A shape of four dimensions.</summary>
    public static implicit operator Shape((int, int, int, int) d) => new(d.Item1, d.Item2, d.Item3, d.Item4);

    /// <summary>The shape of this rank with nothing known of its dimensions.</summary>
    internal static Shape UnknownOfRank(int rank)
    {
        var dims = new long[rank];
        Array.Fill(dims, -1);
        return new(dims);
    }

    /// <summary>The dimensions from <paramref name="start"/> to <paramref name="end"/> (to the end where null).</summary>
    internal Shape Slice(int start, int? end = null) => IsNull ? Unknown : new(dims[start..(end ?? ndim)]);

    /// <summary>This shape followed by the other's dimensions.</summary>
    internal Shape Concatenate(Shape other) => IsNull || other.IsNull ? Unknown : new([.. dims, .. other.dims]);

    /// <summary>Whether some full shape fits both.</summary>
    public bool is_compatible_with(Shape other)
    {
        if (IsNull || other.Given().IsNull)
            return true;
        if (ndim != other.ndim)
            return false;
        for (var i = 0; i < ndim; i++)
            if (dims[i] >= 0 && other.dims[i] >= 0 && dims[i] != other.dims[i])
                return false;
        return true;
    }

    /// <summary>What both shapes know together (Python's <c>merge_with</c>), or null where they contradict.</summary>
    internal Shape? MergeWith(Shape other)
    {
        if (IsNull)
            return other;
        if (other.IsNull)
            return this;
        if (!is_compatible_with(other))
            return null;
        var merged = new long[ndim];
        for (var i = 0; i < merged.Length; i++)
            merged[i] = dims[i] >= 0 ? dims[i] : other.dims[i];
        return new(merged);
    }

    /// <inheritdoc/>
    public bool Equals(Shape? other) =>
        other is not null
        && (_dims is null ? other._dims is null : other._dims is not null && _dims.AsSpan().SequenceEqual(other._dims));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dim in _dims ?? [])
            hash.Add(dim);
        return hash.ToHashCode();
    }

    /// <summary>As Python prints a TensorShape: <c>(?, 28, 28)</c>, <c>(10,)</c>, <c>()</c>, <c>&lt;unknown&gt;</c>.</summary>
    public override string ToString()
    {
        if (_dims is null)
            return "<unknown>";
        var parts = Array.ConvertAll(_dims, d => d < 0 ? "?" : d.ToString(CultureInfo.InvariantCulture));
        return parts.Length == 1 ? $"({parts[0]},)" : $"({string.Join(", ", parts)})";
    }

    /// <summary>As TensorFlow's runtime prints a shape in its messages: <c>[2,3]</c>, <c>[?,3]</c>.</summary>
    internal string ToRuntimeString() =>
        _dims is null
            ? "<unknown>"
            : $"[{string.Join(",", _dims.Select(d => d < 0 ? "?" : d.ToString(CultureInfo.InvariantCulture)))}]";
}

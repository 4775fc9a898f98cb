namespace Tensorflow.Operations;

/// <summary>
/// A strided slice with its masks resolved against a shape (strided_slice_op.cc): first dense - one begin, end and
/// stride a dimension - then canonical.
/// </summary>
internal sealed class StridedSliceSpec
{
    private readonly List<(long Stride, bool BeginMasked, bool EndMasked, bool Shrink, int Source)> _dense = [];
    private readonly List<int> _final = []; // a dense dimension, or one of the two marks below

    private const int NewAxis = -1;

    public StridedSliceSpec(Operation op, long[] strides, int rank)
    {
        var (beginMask, endMask) = (op.Int("begin_mask"), op.Int("end_mask"));
        var (ellipsis, newAxis, shrink) = (
            op.Int("ellipsis_mask"),
            op.Int("new_axis_mask"),
            op.Int("shrink_axis_mask")
        );
        var used = Enumerable.Range(0, strides.Length).Count(i => !Bit(newAxis, i) && !Bit(ellipsis, i));
        var implicitEnd = ellipsis == 0;
        for (var i = 0; i < strides.Length; i++)
        {
            if (Bit(ellipsis, i))
                TakeWhole(rank - used);
            else if (Bit(newAxis, i))
                _final.Add(NewAxis);
            else
            {
                _dense.Add((strides[i], Bit(beginMask, i), Bit(endMask, i), Bit(shrink, i), i));
                if (!Bit(shrink, i))
                    _final.Add(_dense.Count - 1);
            }
        }
        if (implicitEnd)
            TakeWhole(rank - used);
        TooMany = used > rank;
    }

    /// <summary>Whether more dimensions are sliced than the tensor has.</summary>
    public bool TooMany { get; }

    /// <summary>First element taken of each dimension.</summary>
    public long[] Begin { get; private set; } = [];

    /// <summary>Step in each dimension.</summary>
    public long[] Strides { get; private set; } = [];

    /// <summary>Elements taken of each dimension, -1 where unknown.</summary>
    public long[] Counts { get; private set; } = [];

    /// <summary>The result's dimensions, with new axes in and shrunken ones out.</summary>
    public IEnumerable<long> FinalDims => _final.Select(d => d == NewAxis ? 1 : Counts[d]);

    /// <summary>Resolves against a shape; begin or end are null where not known yet. Gives what is wrong, or null.</summary>
    public string? Resolve(ReadOnlySpan<long> dims, long[]? begin, long[]? end)
    {
        if (TooMany)
            return $"Index out of range using input dim {dims.Length}; input has only {dims.Length} dims";
        Begin = new long[dims.Length];
        Strides = new long[dims.Length];
        Counts = new long[dims.Length];
        for (var d = 0; d < dims.Length; d++)
        {
            var (stride, beginMasked, endMasked, shrink, source) = _dense[d];
            var dim = dims[d];
            if (stride == 0)
                return $"strides[{source}] must be non-zero";
            Strides[d] = stride;
            if (shrink)
            {
                Counts[d] = 1;
                if (begin is null || dim < 0)
                    continue;
                var at = begin[source] < 0 ? begin[source] + dim : begin[source];
                if (at < 0 || at >= dim)
                    return $"slice index {begin[source]} of dimension {source} out of bounds";
                (Begin[d], Strides[d]) = (at, 1);
                continue;
            }
            Counts[d] = -1;
            if (dim < 0 || !beginMasked && begin is null || !endMasked && end is null)
                continue;
            var (low, high) = stride > 0 ? (0L, dim) : (-1L, dim - 1);
            var from = beginMasked ? (stride > 0 ? low : high) : Clamp(begin![source], dim, low, high);
            var to = endMasked ? (stride > 0 ? high : low) : Clamp(end![source], dim, low, high);
            Begin[d] = from;
            var length = to - from;
            Counts[d] = length == 0 || length < 0 != stride < 0 ? 0 : length / stride + (length % stride != 0 ? 1 : 0);
        }
        return null;
    }

    private void TakeWhole(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _dense.Add((1, true, true, false, -1));
            _final.Add(_dense.Count - 1);
        }
    }

    private static long Clamp(long index, long dim, long low, long high) =>
        Math.Clamp(index < 0 ? index + dim : index, low, high);

    private static bool Bit(long mask, int index) => (mask >> index & 1) != 0;
}

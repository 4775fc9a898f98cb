using System.Numerics;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>
/// A strided slice with its masks resolved against a shape (strided_slice_op.cc): where each dimension starts, by what
/// step it goes on, and how many elements it gives. It works in memory that it is lent.
/// </summary>
internal ref struct StridedSliceSpec
{
    private readonly SliceMasks _masks;
    private readonly Value _strides;
    private readonly Span<long> _final;

    public StridedSliceSpec(SliceMasks masks, int rank, Value strides, Span<long> scratch)
    {
        (_masks, _strides) = (masks, strides);
        Begin = scratch[..rank];
        Strides = scratch.Slice(rank, rank);
        Counts = scratch.Slice(2 * rank, rank);
        _final = scratch[(3 * rank)..];
        scratch.Clear();
    }

    /// <summary>First element taken of each dimension.</summary>
    public Span<long> Begin { get; }

    /// <summary>Step in each dimension; 1 where no more than one element is taken.</summary>
    public Span<long> Strides { get; }

    /// <summary>Elements taken of each dimension, -1 where unknown.</summary>
    public Span<long> Counts { get; }

    /// <summary>The result's dimensions, with new axes in and shrunken ones out.</summary>
    public Span<long> FinalDims { get; private set; }

    /// <summary>How many numbers the memory to lend holds.</summary>
    public static int ScratchLength(int rank, int sparse) => 4 * rank + sparse;

    /// <summary>Resolves against a shape; begin or end are null where not known yet. Gives what is wrong, or null.</summary>
    public string? Resolve(ReadOnlySpan<long> dims, Value? begin, Value? end)
    {
        var sparse = _strides.Count;
        var given = (1L << sparse) - 1;
        if (BitOperations.PopCount((ulong)(_masks.Ellipsis & given)) > 1)
            return "Multiple ellipses in slice spec not allowed";
        var used = sparse - BitOperations.PopCount((ulong)((_masks.NewAxis | _masks.Ellipsis) & given));
        if (used > dims.Length)
            return $"Index out of range using input dim {dims.Length}; input has only {dims.Length} dims";
        var (at, final) = (0, 0);
        for (var i = 0; i < sparse; i++)
        {
            if (Bit(_masks.Ellipsis, i))
                TakeWhole(dims, dims.Length - used, ref at, ref final);
            else if (Bit(_masks.NewAxis, i))
                _final[final++] = 1;
            else
            {
                if (Take(dims, at, i, begin, end) is { } error)
                    return error;
                if (!Bit(_masks.Shrink, i))
                    _final[final++] = Counts[at];
                at++;
            }
        }
        TakeWhole(dims, dims.Length - at, ref at, ref final);
        FinalDims = _final[..final];
        return null;
    }

    private void TakeWhole(ReadOnlySpan<long> dims, int count, ref int at, ref int final)
    {
        for (var i = 0; i < count; i++, at++)
        {
            Strides[at] = 1;
            _final[final++] = Counts[at] = dims[at];
        }
    }

    private string? Take(ReadOnlySpan<long> dims, int at, int source, Value? begin, Value? end)
    {
        var (dim, stride) = (dims[at], _strides.Integer(source));
        if (stride == 0)
            return $"strides[{at}] must be non-zero";
        Strides[at] = 1;
        if (Bit(_masks.Shrink, source))
        {
            Counts[at] = 1;
            if (stride < 0)
                return "only stride 1 allowed on non-range indexing.";
            if (begin is null || dim < 0)
                return null;
            var index = begin.Integer(source);
            Begin[at] = index < 0 ? index + dim : index;
            return Begin[at] < 0 || Begin[at] >= dim ? $"slice index {index} of dimension {at} out of bounds." : null;
        }
        var (beginMasked, endMasked) = (Bit(_masks.Begin, source), Bit(_masks.End, source));
        Counts[at] = -1;
        if (dim < 0 || !beginMasked && begin is null || !endMasked && end is null)
            return null;
        var (low, high) = stride > 0 ? (0L, dim) : (-1L, dim - 1);
        var from = beginMasked ? (stride > 0 ? low : high) : Clamp(begin!.Integer(source), dim, low, high);
        var to = endMasked ? (stride > 0 ? high : low) : Clamp(end!.Integer(source), dim, low, high);
        var length = to - from;
        Counts[at] = length == 0 || length < 0 != stride < 0 ? 0 : length / stride + (length % stride != 0 ? 1 : 0);
        Begin[at] = from;
        if (Counts[at] > 1)
            Strides[at] = stride;
        return null;
    }

    private static long Clamp(long index, long dim, long low, long high) =>
        Math.Clamp(index < 0 ? index + dim : index, low, high);

    private static bool Bit(long mask, int index) => (mask >> index & 1) != 0;
}

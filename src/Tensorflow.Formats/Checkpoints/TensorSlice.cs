using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>A piece of a tensor: start and length in each dimension, a length of -1 being the whole dimension.</summary>
public sealed class TensorSlice
{
    private const long Whole = -1;
    private readonly long[] _starts;
    private readonly long[] _lengths;

    /// <summary>A piece with a start and a length for each dimension.</summary>
    public TensorSlice(ReadOnlySpan<long> starts, ReadOnlySpan<long> lengths)
    {
        if (starts.Length != lengths.Length)
        {
            throw new ArgumentException("A slice has as many lengths as starts.", nameof(lengths));
        }
        _starts = starts.ToArray();
        _lengths = lengths.ToArray();
    }

    /// <summary>The whole of a tensor of a rank.</summary>
    public static TensorSlice Full(int rank)
    {
        var lengths = new long[rank];
        Array.Fill(lengths, Whole);
        return new TensorSlice(new long[rank], lengths);
    }

    /// <summary>How many dimensions the tensor has.</summary>
    public int Rank => _starts.Length;

    /// <summary>Whether the piece is the whole in a dimension.</summary>
    public bool IsFullAt(int dimension) => _lengths[dimension] == Whole;

    /// <summary>Where the piece starts in a dimension.</summary>
    public long StartAt(int dimension) => _starts[dimension];

    /// <summary>How long the piece is in a dimension of a given length.</summary>
    public long LengthAt(int dimension, long whole) => IsFullAt(dimension) ? whole : _lengths[dimension];

    /// <summary>The piece's shape, or null when it does not lie within a tensor of this shape.</summary>
    public long[]? ShapeWithin(ReadOnlySpan<long> shape)
    {
        if (shape.Length != Rank)
        {
            return null;
        }
        var result = new long[Rank];
        for (int d = 0; d < result.Length; d++)
        {
            result[d] = LengthAt(d, shape[d]);
            if (_starts[d] < 0 || result[d] < 0 || _starts[d] > shape[d] || result[d] > shape[d] - _starts[d])
            {
                return null;
            }
        }
        return result;
    }

    /// <summary>Reads TensorFlow's <c>"0,5:-"</c>: start and length of a dimension, or the whole of it.</summary>
    public static TensorSlice Parse(string text)
    {
        string[] items = text.Split(':', StringSplitOptions.RemoveEmptyEntries);
        var starts = new long[items.Length];
        var lengths = new long[items.Length];
        for (int d = 0; d < items.Length; d++)
        {
            string[] pair = items[d].Split(',');
            lengths[d] = Whole;
            if (
                items[d] != "-"
                && !(pair.Length == 2 && TryNumber(pair[0], 0, out starts[d]) && TryNumber(pair[1], 1, out lengths[d]))
            )
            {
                throw new FormatException(
                    $"'{items[d]}' in the slice '{text}' is no start and length, such as '0,5', and no '-'"
                );
            }
        }
        return new TensorSlice(starts, lengths);
    }

    /// <summary>
    /// Reads the <c>shape_and_slices</c> of SaveV2 and RestoreV2, <c>"10 20 0,5:-"</c>: the whole tensor's shape, then the
    /// piece. An empty text is the whole tensor, whatever its shape, and gives nulls.
    /// </summary>
    public static (long[]? Shape, TensorSlice? Slice) ParseShapeAndSlice(string text)
    {
        string[] items = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0)
        {
            return (null, null);
        }
        var shape = new long[items.Length - 1];
        for (int d = 0; d < shape.Length; d++)
        {
            if (!TryNumber(items[d], 0, out shape[d]))
            {
                throw new FormatException($"'{items[d]}' in '{text}' is no length of a dimension");
            }
        }
        TensorSlice slice = Parse(items[^1]);
        return slice.ShapeWithin(shape) is null
            ? throw new FormatException($"the slice of '{text}' does not lie within the shape")
            : (shape, slice);
    }

    /// <summary>The slice as <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var items = new string[Rank];
        for (int d = 0; d < items.Length; d++)
        {
            items[d] = IsFullAt(d) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{_starts[d]},{_lengths[d]}");
        }
        return string.Join(':', items);
    }

    internal static TensorSlice FromProto(TensorSliceProto proto)
    {
        var starts = new long[proto.Extent.Count];
        var lengths = new long[proto.Extent.Count];
        for (int d = 0; d < starts.Length; d++)
        {
            TensorSliceProto.Types.Extent extent = proto.Extent[d];
            starts[d] = extent.Start;
            lengths[d] = extent.HasLength ? extent.Length : Whole;
        }
        return new TensorSlice(starts, lengths);
    }

    internal TensorSliceProto ToProto()
    {
        var proto = new TensorSliceProto();
        for (int d = 0; d < Rank; d++)
        {
            var extent = new TensorSliceProto.Types.Extent();
            if (!IsFullAt(d))
            {
                extent.Start = _starts[d];
                extent.Length = _lengths[d];
            }
            proto.Extent.Add(extent);
        }
        return proto;
    }

    /// <summary>The key under which a checkpoint's index has the piece of a tensor; keys sort as names, then starts and lengths.</summary>
    internal byte[] KeyOf(ReadOnlySpan<byte> name)
    {
        var key = new ByteSink();
        OrderedCode.AppendNumber(key, 0);
        OrderedCode.AppendString(key, name);
        OrderedCode.AppendNumber(key, (ulong)Rank);
        for (int d = 0; d < Rank; d++)
        {
            OrderedCode.AppendSigned(key, _starts[d]);
            OrderedCode.AppendSigned(key, _lengths[d]);
        }
        return key.Written.ToArray();
    }

    private static bool TryNumber(string text, long least, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least;
}

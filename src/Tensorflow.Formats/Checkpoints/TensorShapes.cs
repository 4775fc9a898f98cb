using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>Shapes in files: every dimension known, the number of elements below 2^63.</summary>
internal static class TensorShapes
{
    /// <summary>As many dimensions as TensorFlow's tensors may have.</summary>
    private const int MaxRank = 254;

    /// <summary>Takes a message apart, or tells what is wrong with it.</summary>
    public static string? TryRead(TensorShapeProto? proto, out long[] shape, out long count)
    {
        shape = [];
        count = 1;
        if (proto is null || proto.UnknownRank)
        {
            return proto is null ? "it has no shape" : "the rank of its shape is not known";
        }
        if (proto.Dim.Count > MaxRank)
        {
            return $"its shape has {proto.Dim.Count} dimensions, and {MaxRank} are the most";
        }
        shape = new long[proto.Dim.Count];
        for (int d = 0; d < shape.Length; d++)
        {
            shape[d] = proto.Dim[d].Size;
        }
        return TryCount(shape, out count) ? null : $"its shape {Text(shape)} is no shape of a tensor";
    }

    /// <summary>The number of elements, if it is one; the dimensions other than 0 may not overflow either.</summary>
    public static bool TryCount(ReadOnlySpan<long> shape, out long count)
    {
        count = 1;
        bool empty = false;
        foreach (long dimension in shape)
        {
            if (dimension < 0 || (dimension > 0 && count > long.MaxValue / dimension))
            {
                return false;
            }
            empty |= dimension == 0;
            count *= Math.Max(dimension, 1);
        }
        count = empty ? 0 : count;
        return true;
    }

    public static TensorShapeProto ToProto(ReadOnlySpan<long> shape)
    {
        var proto = new TensorShapeProto();
        foreach (long dimension in shape)
        {
            proto.Dim.Add(new TensorShapeProto.Types.Dim { Size = dimension });
        }
        return proto;
    }

    public static string Text(ReadOnlySpan<long> shape)
    {
        string[] items = new string[shape.Length];
        for (int d = 0; d < items.Length; d++)
        {
            items[d] = FormattableString.Invariant($"{shape[d]}");
        }
        return $"[{string.Join(',', items)}]";
    }
}

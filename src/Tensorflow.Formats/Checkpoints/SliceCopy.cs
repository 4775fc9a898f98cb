namespace Tensorflow.Formats;

/// <summary>Copies the elements that two pieces of a tensor have in common.</summary>
internal static class SliceCopy
{
    /// <summary>Whether two pieces of a tensor have elements in common; a scalar is one element.</summary>
    public static bool Overlaps(ReadOnlySpan<long> shape, TensorSlice left, TensorSlice right)
    {
        for (int d = 0; d < shape.Length; d++)
        {
            (long start, long end) = Common(shape[d], left, right, d);
            if (start >= end)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Copies from one piece's elements to the other's, a run of the last dimension at a time.</summary>
    public static void Copy(
        ReadOnlySpan<long> shape,
        TensorSlice from,
        ReadOnlySpan<byte> source,
        TensorSlice to,
        Span<byte> destination,
        int elementSize
    )
    {
        int rank = shape.Length;
        if (rank == 0)
        {
            source[..elementSize].CopyTo(destination);
            return;
        }
        var position = new long[rank];
        for (int d = 0; d < rank; d++)
        {
            position[d] = Common(shape[d], from, to, d).Start;
        }
        (long runStart, long runEnd) = Common(shape[rank - 1], from, to, rank - 1);
        int run = checked((int)((runEnd - runStart) * elementSize));
        do
        {
            int fromAt = checked((int)(Place(shape, from, position) * elementSize));
            int toAt = checked((int)(Place(shape, to, position) * elementSize));
            source.Slice(fromAt, run).CopyTo(destination[toAt..]);
        } while (Advance(shape, from, to, position));
    }

    /// <summary>The next row of what the pieces have in common; false after the last.</summary>
    private static bool Advance(ReadOnlySpan<long> shape, TensorSlice from, TensorSlice to, long[] position)
    {
        for (int d = position.Length - 2; d >= 0; d--)
        {
            (long start, long end) = Common(shape[d], from, to, d);
            if (++position[d] < end)
            {
                return true;
            }
            position[d] = start;
        }
        return false;
    }

    private static long Place(ReadOnlySpan<long> shape, TensorSlice slice, long[] position)
    {
        long place = 0;
        for (int d = 0; d < position.Length; d++)
        {
            place = (place * slice.LengthAt(d, shape[d])) + position[d] - slice.StartAt(d);
        }
        return place;
    }

    private static (long Start, long End) Common(long whole, TensorSlice left, TensorSlice right, int d) =>
        (
            Math.Max(left.StartAt(d), right.StartAt(d)),
            Math.Min(left.StartAt(d) + left.LengthAt(d, whole), right.StartAt(d) + right.LengthAt(d, whole))
        );
}

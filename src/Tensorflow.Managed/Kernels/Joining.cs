namespace Tensorflow.Kernels;

/// <summary>
/// Concat, Split, Pack and Unpack. An array is seen as [outer, own * inner]: outer counts the places before the axis,
/// inner those behind it. Each call moves one part, so that parts may lie anywhere.
/// </summary>
internal static class Joining
{
    /// <summary>Puts a part of width partWidth (own * inner) at an offset into rows of wholeWidth.</summary>
    public static void Put<T>(ReadOnlySpan<T> part, int partWidth, Span<T> whole, int wholeWidth, int offset)
    {
        if (part.IsEmpty)
            return;
        if (partWidth == wholeWidth)
        {
            part.CopyTo(whole);
            return;
        }
        for (int from = 0, to = offset; from < part.Length; from += partWidth, to += wholeWidth)
            part.Slice(from, partWidth).CopyTo(whole.Slice(to, partWidth));
    }

    /// <summary>Takes a part of width partWidth (own * inner) from an offset in rows of wholeWidth.</summary>
    public static void Take<T>(ReadOnlySpan<T> whole, int wholeWidth, int offset, Span<T> part, int partWidth)
    {
        if (part.IsEmpty)
            return;
        if (partWidth == wholeWidth)
        {
            whole.CopyTo(part);
            return;
        }
        for (int from = offset, to = 0; to < part.Length; from += wholeWidth, to += partWidth)
            whole.Slice(from, partWidth).CopyTo(part.Slice(to, partWidth));
    }
}

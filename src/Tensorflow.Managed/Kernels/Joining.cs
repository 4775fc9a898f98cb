namespace Tensorflow.Kernels;

/// <summary>
/// Concat, Split, Pack and Unpack. An array is seen as [outer, own * inner]: outer counts the places before the axis,
/// inner those behind it. Each call moves one part, so that parts may lie anywhere.
/// </summary>
internal static class Joining
{
    /// <summary>Puts a part of width partWidth (own * inner) at an offset into rows of wholeWidth.</summary>
    public static void Put<T>(ReadOnlySpan<T> part, int partWidth, Span<T> whole, int wholeWidth, int offset)
        where T : unmanaged
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
        where T : unmanaged
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

    /// <summary>Concatenates arrays along an axis; sizes[i] is the i-th array's size there.</summary>
    public static void Concat<T>(
        ReadOnlySpan<ReadOnlyMemory<T>> parts,
        ReadOnlySpan<int> sizes,
        int inner,
        Span<T> whole
    )
        where T : unmanaged
    {
        int width = 0;
        foreach (int size in sizes)
            width += size * inner;
        int offset = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            Put(parts[i].Span, sizes[i] * inner, whole, width, offset);
            offset += sizes[i] * inner;
        }
    }

    /// <summary>Splits an array along an axis; sizes[i] is the i-th part's size there.</summary>
    public static void Split<T>(
        ReadOnlySpan<T> whole,
        ReadOnlySpan<int> sizes,
        int inner,
        ReadOnlySpan<Memory<T>> parts
    )
        where T : unmanaged
    {
        int width = 0;
        foreach (int size in sizes)
            width += size * inner;
        int offset = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            Take(whole, width, offset, parts[i].Span, sizes[i] * inner);
            offset += sizes[i] * inner;
        }
    }
}

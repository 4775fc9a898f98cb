namespace Tensorflow.Kernels;

/// <summary>Tile and BroadcastTo.</summary>
internal static class Repeating
{
    /// <summary>y holds x multiples[i] times along axis i.</summary>
    public static void Tile<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> multiples, Span<T> y)
    {
        if (y.IsEmpty)
            return;
        if (x.Length == 1)
            y.Fill(x[0]);
        else
            Along(x, dims, multiples, y);
    }

    /// <summary>y[yDims] repeats x along the axes that x lacks or has one place on.</summary>
    public static void BroadcastTo<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, Span<T> y, ReadOnlySpan<int> yDims)
    {
        Span<int> own = stackalloc int[yDims.Length];
        Span<int> multiples = stackalloc int[yDims.Length];
        for (int axis = 0; axis < yDims.Length; axis++)
        {
            int place = axis - (yDims.Length - dims.Length);
            own[axis] = place < 0 ? 1 : dims[place];
            multiples[axis] = own[axis] == yDims[axis] ? 1 : yDims[axis];
        }
        Tile(x, own, multiples, y);
    }

    // The first axis: each of its places once, tiled inside, then the whole of it as often as it repeats.
    private static void Along<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> multiples, Span<T> y)
    {
        if (dims.IsEmpty)
        {
            y[0] = x[0];
            return;
        }
        int once = y.Length / multiples[0];
        int xInner = x.Length / dims[0];
        int yInner = once / dims[0];
        if (xInner == yInner)
            x.CopyTo(y);
        else if (xInner == 1)
            for (int i = 0; i < dims[0]; i++)
                y.Slice(i * yInner, yInner).Fill(x[i]);
        else
            for (int i = 0; i < dims[0]; i++)
                Along(x.Slice(i * xInner, xInner), dims[1..], multiples[1..], y.Slice(i * yInner, yInner));
        for (int repeat = 1; repeat < multiples[0]; repeat++)
            y[..once].CopyTo(y.Slice(repeat * once, once));
    }
}

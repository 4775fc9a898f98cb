using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>Padding by reflection, its gradient, and reversal of parts of rows.</summary>
internal static class Mirroring
{
    /// <summary>
    /// For each place of a padded axis the place it shows: size places with before ahead of them, mirrored at the ends;
    /// skip is 1 where the end itself is not shown again, else 0.
    /// </summary>
    public static void Places(int size, int before, int skip, Span<int> places)
    {
        for (int i = 0; i < places.Length; i++)
        {
            int place = i - before;
            places[i] =
                place < 0 ? -place - 1 + skip
                : place >= size ? 2 * size - place - 1 - skip
                : place;
        }
    }

    /// <summary>y[i, j, ...] = x[places of i, places of j, ...]; places holds those of all axes of y in a row.</summary>
    public static void Pad<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> yDims,
        ReadOnlySpan<int> places,
        Span<T> y
    )
    {
        if (dims.IsEmpty)
        {
            x.CopyTo(y);
            return;
        }
        var (rows, xInner, yInner) = (yDims[0], Inner(dims), Inner(yDims));
        for (int i = 0; i < rows; i++)
            Pad(
                x.Slice(places[i] * xInner, xInner),
                dims[1..],
                yDims[1..],
                places[rows..],
                y.Slice(i * yInner, yInner)
            );
    }

    /// <summary>The way back: x, which starts at zero, collects what y shows of it.</summary>
    public static void Unpad<T>(
        ReadOnlySpan<T> y,
        ReadOnlySpan<int> yDims,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> places,
        Span<T> x
    )
        where T : unmanaged, INumber<T>
    {
        if (dims.IsEmpty)
        {
            x[0] += y[0];
            return;
        }
        var (rows, xInner, yInner) = (yDims[0], Inner(dims), Inner(yDims));
        for (int i = 0; i < rows; i++)
            Unpad(
                y.Slice(i * yInner, yInner),
                yDims[1..],
                dims[1..],
                places[rows..],
                x.Slice(places[i] * xInner, xInner)
            );
    }

    /// <summary>
    /// y is x with the first lengths[b] places of the sequence axis backwards, b being the place on the batch axis.
    /// </summary>
    public static void ReverseSequence<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        int sequenceAxis,
        int batchAxis,
        ReadOnlySpan<int> lengths,
        Span<T> y
    )
    {
        int inner = Inner(dims[Math.Max(sequenceAxis, batchAxis)..]);
        int sequenceStep = Inner(dims[sequenceAxis..]);
        int batchStep = Inner(dims[batchAxis..]);
        for (int at = 0; at < x.Length; at += inner)
        {
            int length = lengths[at / batchStep % dims[batchAxis]];
            int place = at / sequenceStep % dims[sequenceAxis];
            int other = place < length ? length - 1 - place : place;
            x.Slice(at + (other - place) * sequenceStep, inner).CopyTo(y.Slice(at, inner));
        }
    }

    private static int Inner(ReadOnlySpan<int> dims)
    {
        int product = 1;
        foreach (int dim in dims[1..])
            product *= dim;
        return product;
    }
}

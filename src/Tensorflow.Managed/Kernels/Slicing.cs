using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>Slices, strided slices, their gradient, and padding with a constant.</summary>
internal static class Slicing
{
    /// <summary>
    /// y[i...] = x[begin + i * stride ...] with y's dimensions given by sizes; strides may be negative.
    /// </summary>
    public static void Strided<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> begin,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> sizes,
        Span<T> y
    )
    {
        if (y.IsEmpty)
            return;
        if (dims.IsEmpty)
        {
            y[0] = x[0];
            return;
        }
        Span<int> steps = stackalloc int[dims.Length];
        int offset = StepsOf(dims, begin, strides, steps);
        int inner = sizes[^1];
        int step = steps[^1];
        ref T start = ref MemoryMarshal.GetReference(x);
        var odometer = new Odometer(sizes[..^1], steps[..^1], stackalloc int[dims.Length], offset);
        for (int at = 0; at < y.Length; at += inner)
        {
            if (step == 1)
                x.Slice(odometer.Offset, inner).CopyTo(y.Slice(at, inner));
            else
                for (int i = 0; i < inner; i++)
                    y[at + i] = Unsafe.Add(ref start, (nint)odometer.Offset + (nint)i * step);
            odometer.Next();
        }
    }

    /// <summary>A slice without strides.</summary>
    public static void Slice<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> begin,
        ReadOnlySpan<int> sizes,
        Span<T> y
    )
    {
        Span<int> ones = stackalloc int[dims.Length];
        ones.Fill(1);
        Strided(x, dims, begin, ones, sizes, y);
    }

    /// <summary>The way back: y[begin + i * stride ...] = x[i...]; the rest of y, of dimensions dims, stays.</summary>
    public static void Scatter<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> begin,
        ReadOnlySpan<int> strides,
        ReadOnlySpan<int> sizes,
        Span<T> y
    )
    {
        if (x.IsEmpty)
            return;
        if (dims.IsEmpty)
        {
            y[0] = x[0];
            return;
        }
        Span<int> steps = stackalloc int[dims.Length];
        int offset = StepsOf(dims, begin, strides, steps);
        int inner = sizes[^1];
        int step = steps[^1];
        ref T start = ref MemoryMarshal.GetReference(y);
        var odometer = new Odometer(sizes[..^1], steps[..^1], stackalloc int[dims.Length], offset);
        for (int at = 0; at < x.Length; at += inner)
        {
            if (step == 1)
                x.Slice(at, inner).CopyTo(y.Slice(odometer.Offset, inner));
            else
                for (int i = 0; i < inner; i++)
                    Unsafe.Add(ref start, (nint)odometer.Offset + (nint)i * step) = x[at + i];
            odometer.Next();
        }
    }

    /// <summary>
    /// y is x with value around it: before[i] places ahead of it on axis i, y's dimensions are yDims.
    /// </summary>
    public static void Pad<T>(
        ReadOnlySpan<T> x,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> before,
        ReadOnlySpan<int> yDims,
        T value,
        Span<T> y
    )
    {
        y.Fill(value);
        Span<int> ones = stackalloc int[dims.Length];
        ones.Fill(1);
        Scatter(x, yDims, before, ones, dims, y);
    }

    /// <summary>y is x backwards along each axis that is marked.</summary>
    public static void Reverse<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> dims, ReadOnlySpan<bool> marked, Span<T> y)
    {
        Span<int> begin = stackalloc int[dims.Length];
        Span<int> strides = stackalloc int[dims.Length];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            begin[axis] = marked[axis] ? dims[axis] - 1 : 0;
            strides[axis] = marked[axis] ? -1 : 1;
        }
        Strided(x, dims, begin, strides, dims, y);
    }

    private static int StepsOf(
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> begin,
        ReadOnlySpan<int> strides,
        Span<int> steps
    )
    {
        int offset = 0;
        int step = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            offset += begin[axis] * step;
            steps[axis] = strides[axis] * step;
            step *= dims[axis];
        }
        return offset;
    }
}

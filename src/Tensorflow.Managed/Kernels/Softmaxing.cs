using System.Buffers;
using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>Softmax, its logarithm, and the cross entropies, row by row of [batch, classes].</summary>
internal static class Softmaxing
{
    /// <summary>y = e^(x - max) / the row's sum of these.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> logits, int classes, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        Shift(logits, classes, y);
        VectorMap.Unary<T, Exp>(y, y);
        for (int at = 0; at < y.Length; at += classes)
        {
            Span<T> row = y.Slice(at, classes);
            VectorMap.Binary<T, Mul>(row, [T.One / Reduce.Row<T, SumReducer>(row)], row);
        }
    }

    /// <summary>y = x - max - ln of the row's sum of e^(x - max).</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> logits, int classes, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int batch = classes == 0 ? 0 : logits.Length / classes;
        T[] sums = ArrayPool<T>.Shared.Rent(batch);
        Shift(logits, classes, y);
        SumExp(y, classes, sums.AsSpan(0, batch));
        VectorMap.Unary<T, Log>(sums.AsSpan(0, batch), sums.AsSpan(0, batch));
        for (int row = 0; row < batch; row++)
        {
            Span<T> values = y.Slice(row * classes, classes);
            VectorMap.Binary<T, Sub>(values, [sums[row]], values);
        }
        ArrayPool<T>.Shared.Return(sums);
    }

    /// <summary>
    /// loss[batch] = -sum of labels ln softmax(logits); backprop[batch, classes] = softmax(logits) - labels.
    /// </summary>
    public static void CrossEntropy<T>(
        ReadOnlySpan<T> logits,
        ReadOnlySpan<T> labels,
        int classes,
        Span<T> loss,
        Span<T> backprop
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        int batch = loss.Length;
        T[] rented = ArrayPool<T>.Shared.Rent(2 * batch + classes);
        Span<T> sums = rented.AsSpan(0, batch);
        Span<T> logs = rented.AsSpan(batch, batch);
        Span<T> row = rented.AsSpan(2 * batch, classes);
        Shift(logits, classes, backprop);
        SumExp(backprop, classes, sums);
        VectorMap.Unary<T, Log>(sums, logs);
        for (int i = 0; i < batch; i++)
        {
            VectorMap.Binary<T, Sub>([logs[i]], backprop.Slice(i * classes, classes), row);
            VectorMap.Binary<T, Mul>(labels.Slice(i * classes, classes), row, row);
            loss[i] = Reduce.Row<T, SumReducer>(row);
        }
        VectorMap.Unary<T, Exp>(backprop, backprop);
        for (int i = 0; i < batch; i++)
        {
            Span<T> values = backprop.Slice(i * classes, classes);
            VectorMap.Binary<T, RealDiv>(values, [sums[i]], values);
            VectorMap.Binary<T, Sub>(values, labels.Slice(i * classes, classes), values);
        }
        ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>The same with one class number a row; a number out of range gives NaN, and false.</summary>
    public static bool SparseCrossEntropy<T>(
        ReadOnlySpan<T> logits,
        ReadOnlySpan<int> labels,
        int classes,
        Span<T> loss,
        Span<T> backprop
    )
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T[] sums = ArrayPool<T>.Shared.Rent(labels.Length);
        Shift(logits, classes, backprop);
        SumExp(backprop, classes, sums.AsSpan(0, labels.Length));
        bool valid = true;
        Span<T> log = [T.Zero];
        for (int i = 0; i < labels.Length; i++)
        {
            // One by one, as libm takes it.
            VectorMap.Unary<T, Log>(sums.AsSpan(i, 1), log);
            bool inside = (uint)labels[i] < (uint)classes;
            valid &= inside;
            loss[i] = inside ? log[0] - backprop[i * classes + labels[i]] : T.Zero / T.Zero;
        }
        VectorMap.Unary<T, Exp>(backprop, backprop);
        for (int i = 0; i < labels.Length; i++)
        {
            Span<T> values = backprop.Slice(i * classes, classes);
            VectorMap.Binary<T, RealDiv>(values, [sums[i]], values);
            if ((uint)labels[i] < (uint)classes)
                values[labels[i]] -= T.One;
            else
                values.Fill(T.Zero / T.Zero);
        }
        ArrayPool<T>.Shared.Return(sums);
        return valid;
    }

    private static void Shift<T>(ReadOnlySpan<T> logits, int classes, Span<T> y)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        for (int at = 0; at < y.Length; at += classes)
        {
            ReadOnlySpan<T> row = logits.Slice(at, classes);
            VectorMap.Binary<T, Sub>(row, [Reduce.Row<T, MaxReducer>(row)], y.Slice(at, classes));
        }
    }

    // Each row ends with values that do not fill a packet: they take libm's exponential.
    private static void SumExp<T>(ReadOnlySpan<T> shifted, int classes, Span<T> sums)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(classes);
        Span<T> row = rented.AsSpan(0, classes);
        for (int i = 0; i < sums.Length; i++)
        {
            VectorMap.Unary<T, Exp>(shifted.Slice(i * classes, classes), row);
            sums[i] = Reduce.Row<T, SumReducer>(row);
        }
        ArrayPool<T>.Shared.Return(rented);
    }
}

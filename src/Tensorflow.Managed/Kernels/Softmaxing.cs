using System.Buffers;

namespace Tensorflow.Kernels;

/// <summary>Softmax, its logarithm, and the cross entropies, row by row of [batch, classes].</summary>
internal static class Softmaxing
{
    /// <summary>y = e^(x - max) / the row's sum of these.</summary>
    public static void Softmax(ReadOnlySpan<float> logits, int classes, Span<float> y)
    {
        Shift(logits, classes, y);
        VectorMap.Unary<float, Exp>(y, y);
        for (int at = 0; at < y.Length; at += classes)
        {
            Span<float> row = y.Slice(at, classes);
            VectorMap.Binary<float, Mul>(row, [1.0f / FloatReduction.Row<SumReducer>(row)], row);
        }
    }

    /// <summary>y = x - max - ln of the row's sum of e^(x - max).</summary>
    public static void LogSoftmax(ReadOnlySpan<float> logits, int classes, Span<float> y)
    {
        int batch = classes == 0 ? 0 : logits.Length / classes;
        float[] sums = ArrayPool<float>.Shared.Rent(batch);
        Shift(logits, classes, y);
        SumExp(y, classes, sums.AsSpan(0, batch));
        VectorMap.Unary<float, Log>(sums.AsSpan(0, batch), sums.AsSpan(0, batch));
        for (int row = 0; row < batch; row++)
        {
            Span<float> values = y.Slice(row * classes, classes);
            VectorMap.Binary<float, Sub>(values, [sums[row]], values);
        }
        ArrayPool<float>.Shared.Return(sums);
    }

    /// <summary>
    /// loss[batch] = -sum of labels ln softmax(logits); backprop[batch, classes] = softmax(logits) - labels.
    /// </summary>
    public static void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<float> labels,
        int classes,
        Span<float> loss,
        Span<float> backprop
    )
    {
        int batch = loss.Length;
        float[] rented = ArrayPool<float>.Shared.Rent(2 * batch + classes);
        Span<float> sums = rented.AsSpan(0, batch);
        Span<float> logs = rented.AsSpan(batch, batch);
        Span<float> row = rented.AsSpan(2 * batch, classes);
        Shift(logits, classes, backprop);
        SumExp(backprop, classes, sums);
        VectorMap.Unary<float, Log>(sums, logs);
        for (int i = 0; i < batch; i++)
        {
            VectorMap.Binary<float, Sub>([logs[i]], backprop.Slice(i * classes, classes), row);
            VectorMap.Binary<float, Mul>(labels.Slice(i * classes, classes), row, row);
            loss[i] = FloatReduction.Row<SumReducer>(row);
        }
        VectorMap.Unary<float, Exp>(backprop, backprop);
        for (int i = 0; i < batch; i++)
        {
            Span<float> values = backprop.Slice(i * classes, classes);
            VectorMap.Binary<float, RealDiv>(values, [sums[i]], values);
            VectorMap.Binary<float, Sub>(values, labels.Slice(i * classes, classes), values);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The same with one class number a row; a number out of range gives NaN, and false.</summary>
    public static bool SparseCrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<int> labels,
        int classes,
        Span<float> loss,
        Span<float> backprop
    )
    {
        float[] sums = ArrayPool<float>.Shared.Rent(labels.Length);
        Shift(logits, classes, backprop);
        SumExp(backprop, classes, sums.AsSpan(0, labels.Length));
        bool valid = true;
        for (int i = 0; i < labels.Length; i++)
        {
            bool inside = (uint)labels[i] < (uint)classes;
            valid &= inside;
            loss[i] = inside ? SingleMath.Log(sums[i]) - backprop[i * classes + labels[i]] : float.NaN;
        }
        VectorMap.Unary<float, Exp>(backprop, backprop);
        for (int i = 0; i < labels.Length; i++)
        {
            Span<float> values = backprop.Slice(i * classes, classes);
            VectorMap.Binary<float, RealDiv>(values, [sums[i]], values);
            if ((uint)labels[i] < (uint)classes)
                values[labels[i]] -= 1;
            else
                values.Fill(float.NaN);
        }
        ArrayPool<float>.Shared.Return(sums);
        return valid;
    }

    private static void Shift(ReadOnlySpan<float> logits, int classes, Span<float> y)
    {
        for (int at = 0; at < y.Length; at += classes)
        {
            ReadOnlySpan<float> row = logits.Slice(at, classes);
            VectorMap.Binary<float, Sub>(row, [FloatReduction.Row<MaxReducer>(row)], y.Slice(at, classes));
        }
    }

    // Each row ends with values that do not fill a packet: they take libm's exponential.
    private static void SumExp(ReadOnlySpan<float> shifted, int classes, Span<float> sums)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(classes);
        Span<float> row = rented.AsSpan(0, classes);
        for (int i = 0; i < sums.Length; i++)
        {
            VectorMap.Unary<float, Exp>(shifted.Slice(i * classes, classes), row);
            sums[i] = FloatReduction.Row<SumReducer>(row);
        }
        ArrayPool<float>.Shared.Return(rented);
    }
}

using System.Numerics;
using NumSharp;

namespace TfNetLstm.Data;

/// <summary>Images and labels in the order in which the tutorials' <c>input_data</c> hands them out.</summary>
/// <remarks>
/// The examples stay bytes where they were read; a shuffle moves their indices only. Python takes
/// <c>x = x[order]</c> of a freshly shuffled <c>order</c> each epoch, which is the same as shuffling the
/// indices of the epoch before, in place: the swaps depend on the random numbers alone, not on what is swapped.
/// Labels are float32 as the placeholder is (input_data's are float64), so that no engine has to convert them.
/// </remarks>
internal sealed class DataSet
{
    /// <summary>Pixels of an image, 28 rows of 28.</summary>
    public const int Pixels = 28 * 28;

    /// <summary>Classes of a one-hot label.</summary>
    public const int Classes = 10;

    private const float PixelScale = (float)(1.0 / 255.0);

    private readonly ReadOnlyMemory<byte> _images;
    private readonly ReadOnlyMemory<byte> _labels;
    private readonly NumPyRandom _random;
    private int[]? _order;
    private int _index;

    /// <summary>A data set over <paramref name="images"/> [count, 784] and <paramref name="labels"/> [count].</summary>
    public DataSet(ReadOnlyMemory<byte> images, ReadOnlyMemory<byte> labels, NumPyRandom random)
    {
        if (images.Length != (long)labels.Length * Pixels)
        {
            throw new ArgumentException($"{images.Length} pixels do not make {labels.Length} images.", nameof(images));
        }
        if (labels.Span.ContainsAnyExceptInRange((byte)0, (byte)(Classes - 1)))
        {
            throw new ArgumentException("A label is not a digit.", nameof(labels));
        }
        (_images, _labels, _random) = (images, labels, random);
    }

    /// <summary>How many examples there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The digits, in the order of the file.</summary>
    public ReadOnlySpan<byte> Labels => _labels.Span;

    /// <summary>Where the set stands; the array is a copy.</summary>
    public DataSetState State => new(_order?.ToArray(), _index);

    /// <summary>Goes to where a set of the same size stood.</summary>
    public void Restore(DataSetState state)
    {
        var order = state.Order?.ToArray();
        var isOrder = order is null || order.Order().SequenceEqual(Enumerable.Range(0, Count));
        if (!isOrder || state.Index < 0 || state.Index > Count)
            throw new ArgumentException("That is no place in this data set.", nameof(state));
        (_order, _index) = (order, state.Index);
    }

    /// <summary>The next examples; past the end, the rest of this epoch and the head of the next.</summary>
    public Batch NextBatch(int size) => Gather(Next(size));

    /// <summary>The digits of the next batch alone.</summary>
    public void NextLabels(Span<byte> labels)
    {
        var picked = Next(labels.Length);
        for (var i = 0; i < picked.Length; i++)
            labels[i] = _labels.Span[picked[i]];
    }

    private int[] Next(int size)
    {
        CheckSize(size);
        var order = _order ??= Shuffle([.. Enumerable.Range(0, Count)]);
        var picked = new int[size];
        var rest = Math.Min(size, Count - _index);
        order.AsSpan(_index, rest).CopyTo(picked);
        _index += rest;
        if (rest < size)
        {
            Shuffle(order);
            _index = size - rest;
            order.AsSpan(0, _index).CopyTo(picked.AsSpan(rest));
        }
        return picked;
    }

    /// <summary>The first examples, in the order of the file.</summary>
    public Batch Head(int size)
    {
        CheckSize(size);
        return Gather([.. Enumerable.Range(0, size)]);
    }

    /// <summary>Examples in the order of the file, from <paramref name="start"/> on.</summary>
    public Batch Range(int start, int size)
    {
        if (start < 0 || size < 1 || size > Count - start)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, $"There are {Count} examples.");
        }
        return Gather([.. Enumerable.Range(start, size)]);
    }

    private void CheckSize(int size)
    {
        if (size < 1 || size > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A batch holds from 1 to {Count} examples.");
        }
    }

    private int[] Shuffle(int[] order)
    {
        using var shuffled = new NDArray(NPTypeCode.Int32, new Shape(order.Length), fillZeros: false);
        order.CopyTo(Span<int>(shuffled));
        _random.shuffle(shuffled);
        Span<int>(shuffled).CopyTo(order);
        return order;
    }

    private Batch Gather(ReadOnlySpan<int> picked)
    {
        var images = new NDArray(NPTypeCode.Single, new Shape(picked.Length, Pixels), fillZeros: false);
        var labels = new NDArray(NPTypeCode.Single, new Shape(picked.Length, Classes), fillZeros: true);
        var pixels = Span<float>(images);
        var ones = Span<float>(labels);
        for (var i = 0; i < picked.Length; i++)
        {
            Scale(_images.Span.Slice(picked[i] * Pixels, Pixels), pixels.Slice(i * Pixels, Pixels));
            ones[i * Classes + _labels.Span[picked[i]]] = 1;
        }
        return new Batch(images, labels);
    }

    private static unsafe Span<T> Span<T>(NDArray array)
        where T : unmanaged => new(array.Unsafe.Address, (int)array.size);

    // bytes * float32(1/255), rounded once, as NumPy does
    private static void Scale(ReadOnlySpan<byte> bytes, Span<float> pixels)
    {
        var (i, width) = (0, Vector<float>.Count);
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Vector.Widen(low, out var a, out var b);
            Vector.Widen(high, out var c, out var d);
            (Vector.ConvertToSingle(a) * PixelScale).CopyTo(pixels[i..]);
            (Vector.ConvertToSingle(b) * PixelScale).CopyTo(pixels[(i + width)..]);
            (Vector.ConvertToSingle(c) * PixelScale).CopyTo(pixels[(i + 2 * width)..]);
            (Vector.ConvertToSingle(d) * PixelScale).CopyTo(pixels[(i + 3 * width)..]);
        }
        for (; i < bytes.Length; i++)
        {
            pixels[i] = bytes[i] * PixelScale;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Values;

/// <summary>
/// A tensor at run time: element type, dimensions, and memory. The object is reused from run to run; what changes is
/// its shape and the buffer it points at. Strings live in an array of their own.
/// </summary>
internal sealed unsafe class Value
{
    private long[] _dims = [];
    private int[] _sizes = [];
    private TensorBuffer? _buffer;
    private int _start;

    public TF_DataType DType { get; private set; }

    public int Rank { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<long> Dims => _dims.AsSpan(0, Rank);

    /// <summary>The dimensions as kernels take them.</summary>
    public ReadOnlySpan<int> Sizes => _sizes.AsSpan(0, Rank);

    /// <summary>The elements of a string tensor.</summary>
    public byte[][]? Strings { get; private set; }

    /// <summary>What the value is a handle of, where it is one.</summary>
    public SharedResource? Resource { get; private set; }

    /// <summary>Whether a kernel, a feed or an assignment has filled the value.</summary>
    public bool IsSet => _buffer is not null || Strings is not null || Resource is not null;

    /// <summary>Whether no other value shares the memory.</summary>
    public bool IsExclusive => _buffer?.IsExclusive ?? false;

    public static Value Of<T>(T scalar)
        where T : unmanaged => Of([scalar], []);

    public static Value Of<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> dims)
        where T : unmanaged
    {
        var value = Create(DataTypes.Of(typeof(T)), dims);
        elements.CopyTo(value.Span<T>());
        return value;
    }

    public static Value OfStrings(byte[][] elements, ReadOnlySpan<long> dims)
    {
        var value = new Value();
        value.SetShape(TF_DataType.TF_STRING, dims);
        value.Strings = elements;
        return value;
    }

    /// <summary>A value with memory of its own, outside any pool; its elements are not set (strings are empty).</summary>
    public static Value Create(TF_DataType type, ReadOnlySpan<long> dims)
    {
        var value = new Value();
        value.SetShape(type, dims);
        if (type == TF_DataType.TF_STRING)
            value.Strings = NewStrings(value.Count);
        else
            value._buffer = TensorBuffer.Allocate(Math.Max(1, checked(value.Count * type.Size())));
        return value;
    }

    /// <summary>Gives the value this type and shape and fresh memory from the pool.</summary>
    public void Allocate(BufferPool pool, TF_DataType type, ReadOnlySpan<long> dims)
    {
        Release();
        SetShape(type, dims);
        if (type == TF_DataType.TF_STRING)
            Strings = NewStrings(Count);
        else
            (_buffer, _start) = (pool.Rent(Math.Max(1, (long)Count * type.Size())), 0);
    }

    /// <summary>
    /// Gives the value memory outside any pool that no other value sees; it keeps what it has where that fits.
    /// </summary>
    public void Own(TF_DataType type, ReadOnlySpan<long> dims)
    {
        if (IsExclusive && DType == type && Dims.SequenceEqual(dims))
            return;
        Release();
        SetShape(type, dims);
        if (type == TF_DataType.TF_STRING)
            Strings = NewStrings(Count);
        else
            (_buffer, _start) = (TensorBuffer.Allocate(Math.Max(1, checked(Count * type.Size()))), 0);
    }

    /// <summary>Shares the other value's memory under these dimensions.</summary>
    public void Share(Value other, ReadOnlySpan<long> dims)
    {
        if (ReferenceEquals(this, other))
            return;
        other._buffer?.Retain();
        other.Resource?.Retain();
        var (buffer, start, strings, resource) = (other._buffer, other._start, other.Strings, other.Resource);
        Release();
        SetShape(other.DType, dims);
        (_buffer, _start, Strings, Resource) = (buffer, start, strings, resource);
    }

    /// <summary>Shares a part of the other value's memory: so many elements of these dimensions, from one on.</summary>
    public void SharePart(Value other, int first, ReadOnlySpan<long> dims)
    {
        var start = other._start + first * other.DType.Size();
        if (first < 0 || first + (long)CountOf(dims) > other.Count)
            throw new ArgumentOutOfRangeException(nameof(first));
        Share(other, dims);
        _start = start;
    }

    /// <summary>Shares the other value's memory and shape.</summary>
    public void Share(Value other) => Share(other, other.Dims);

    /// <summary>Makes the value a handle.</summary>
    public void Hold(SharedResource resource)
    {
        resource.Retain();
        Release();
        SetShape(TF_DataType.TF_RESOURCE, []);
        Resource = resource;
    }

    /// <summary>Lets go of the memory.</summary>
    public void Release()
    {
        _buffer?.Release();
        _buffer = null;
        Strings = null;
        Resource?.Release();
        Resource = null;
    }

    /// <summary>The elements, as <typeparamref name="T"/>, which must have the type's size.</summary>
    public Span<T> Span<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    /// <summary>
    /// The elements as <typeparamref name="T"/>: a string tensor's where that is an array of bytes, else a type of the
    /// elements' size.
    /// </summary>
    public Span<T> Elements<T>() =>
        typeof(T) == typeof(byte[])
            ? MemoryMarshal.CreateSpan(
                ref Unsafe.As<byte[], T>(ref MemoryMarshal.GetArrayDataReference(Strings!)),
                Strings!.Length
            )
            : MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(Bytes)), Count);

    /// <summary>The first element's address; memory is pinned.</summary>
    public T* Pointer<T>()
        where T : unmanaged => (T*)(_buffer!.Pointer + _start);

    public Span<byte> Bytes => _buffer!.Bytes.Slice(_start, Count * DType.Size());

    /// <summary>The elements' bytes; of no use once the value has let go of them.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer!.Memory.Slice(_start, Count * DType.Size());

    /// <summary>The single element, or the first of several.</summary>
    public T Scalar<T>()
        where T : unmanaged => Span<T>()[0];

    /// <summary>The shape as a static shape.</summary>
    public Shape ToShape() => new(Dims.ToArray());

    /// <summary>The elements of an integer tensor (int32 or int64) as 64-bit numbers.</summary>
    public long[] ToInt64Array() =>
        DType == TF_DataType.TF_INT64 ? Span<long>().ToArray() : Array.ConvertAll(Span<int>().ToArray(), i => (long)i);

    /// <summary>One element of an integer tensor (int32 or int64).</summary>
    /// <exception cref="ValueError">The tensor has fewer elements.</exception>
    public long Integer(int index) =>
        index >= Count ? throw new ValueError($"Element {index} of a tensor of shape {ToShape()} is needed.")
        : DType == TF_DataType.TF_INT64 ? Span<long>()[index]
        : Span<int>()[index];

    /// <summary>Sets one element of an integer tensor (int32 or int64).</summary>
    public void SetInteger(int index, long number)
    {
        if (DType == TF_DataType.TF_INT64)
            Span<long>()[index] = number;
        else
            Span<int>()[index] = (int)number;
    }

    /// <summary>A copy with memory of its own.</summary>
    public Value Clone()
    {
        var copy = Create(DType, Dims);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Copies the elements into a value of the same type and count.</summary>
    public void CopyTo(Value other)
    {
        if (Strings is not null)
            Strings.CopyTo(other.Strings!, 0);
        else
            Bytes.CopyTo(other.Bytes);
    }

    private void SetShape(TF_DataType type, ReadOnlySpan<long> dims)
    {
        var count = CountOf(dims);
        if (_dims.Length < dims.Length)
            (_dims, _sizes) = (new long[dims.Length], new int[dims.Length]);
        dims.CopyTo(_dims);
        for (var i = 0; i < dims.Length; i++)
            _sizes[i] = (int)dims[i];
        Rank = dims.Length;
        Count = count;
        DType = type;
    }

    private static int CountOf(ReadOnlySpan<long> dims)
    {
        var empty = dims.Contains(0);
        var count = 1L;
        foreach (var dim in dims)
        {
            if (dim < 0)
                throw new InvalidArgumentError($"Dimension {dim} must be >= 0");
            count = empty ? dim : count * dim;
            if (count > int.MaxValue || dim > int.MaxValue)
                throw new OutOfRangeError($"A tensor of shape {new Shape(dims.ToArray())} is too large.");
        }
        return empty ? 0 : (int)count;
    }

    private static byte[][] NewStrings(int count)
    {
        var strings = new byte[count][];
        Array.Fill(strings, []);
        return strings;
    }
}

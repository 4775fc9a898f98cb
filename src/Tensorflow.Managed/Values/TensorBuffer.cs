using System.Runtime.CompilerServices;

namespace Tensorflow.Values;

/// <summary>
/// Memory for the elements of one or more values: pinned, so that kernels may take pointers, aligned to 64 bytes, and
/// counted by its users, so that it goes back to its pool when the last one lets go.
/// </summary>
internal sealed unsafe class TensorBuffer
{
    private const int Alignment = 64;

    private readonly byte[] _array;
    private readonly int _offset;
    private BufferPool? _pool;
    private int _users = 1;

    private TensorBuffer(byte[] array, int offset, int length, BufferPool? pool)
    {
        _array = array;
        _offset = offset;
        Length = length;
        _pool = pool;
    }

    /// <summary>Bytes that can be used.</summary>
    public int Length { get; }

    /// <summary>Whether exactly one value uses this memory, which may then be overwritten in place.</summary>
    public bool IsExclusive => Volatile.Read(ref _users) == 1;

    public byte* Pointer => (byte*)Unsafe.AsPointer(ref _array[_offset]);

    public Memory<byte> Memory => _array.AsMemory(_offset, Length);

    public Span<byte> Bytes => _array.AsSpan(_offset, Length);

    public static TensorBuffer Allocate(int length, BufferPool? pool = null)
    {
        var array = GC.AllocateUninitializedArray<byte>(length + Alignment, pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref array[0]);
        return new(array, (int)((Alignment - start % Alignment) % Alignment), length, pool);
    }

    public void Retain() => Interlocked.Increment(ref _users);

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            _pool?.Return(this);
    }

    /// <summary>Marks a pooled buffer as in use again, by one user.</summary>
    public void Reuse() => _users = 1;

    /// <summary>Takes the buffer out of its pool: it outlives the run that made it.</summary>
    public void Detach() => _pool = null;
}

using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>Floats outside the garbage-collected heap, aligned to a cache line; grows, never shrinks.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 64;
    private float* _data;
    private nuint _capacity;

    ~AlignedBuffer() => Free();

    /// <summary>The buffer with room for <paramref name="count"/> floats; what it held is lost when it grows.</summary>
    public float* Reserve(nuint count)
    {
        if (count > _capacity)
        {
            Free();
            _data = (float*)NativeMemory.AlignedAlloc(checked(count * sizeof(float)), Alignment);
            _capacity = count;
        }
        return _data;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
        _capacity = 0;
    }
}

using System.Numerics;

namespace Tensorflow.Values;

/// <summary>Free buffers by size class, four classes to a power of two, so that a steady loop allocates nothing.</summary>
internal sealed class BufferPool
{
    private const int MinimumBits = 8;
    private const int ClassesPerPower = 4;

    private readonly Stack<TensorBuffer>?[] _free = new Stack<TensorBuffer>?[(32 - MinimumBits) * ClassesPerPower];

    public TensorBuffer Rent(long bytes)
    {
        if (bytes > int.MaxValue - 128)
            throw new OutOfRangeError(
                $"A tensor of {bytes} bytes is too large; one holds at most {int.MaxValue - 128}."
            );
        var (index, size) = ClassOf((int)bytes);
        lock (_free)
        {
            if (_free[index] is { Count: > 0 } stack)
            {
                var buffer = stack.Pop();
                buffer.Reuse();
                return buffer;
            }
        }
        return TensorBuffer.Allocate(size, this);
    }

    public void Return(TensorBuffer buffer)
    {
        var (index, _) = ClassOf(buffer.Length);
        lock (_free)
            (_free[index] ??= new()).Push(buffer);
    }

    /// <summary>The class of a size, and that class's own size: at most a quarter more than asked for.</summary>
    private static (int Index, int Size) ClassOf(int bytes)
    {
        if (bytes <= 1 << MinimumBits)
            return (0, 1 << MinimumBits);
        var power = BitOperations.Log2((uint)(bytes - 1));
        var quarter = (1 << power) / ClassesPerPower;
        var step = (bytes - (1 << power) + quarter - 1) / quarter;
        var size = Math.Min((long)(1 << power) + (long)step * quarter, int.MaxValue - 128);
        return ((power - MinimumBits) * ClassesPerPower + step, (int)size);
    }
}

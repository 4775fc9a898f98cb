using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>Biases on the last axis.</summary>
internal static class Biasing
{
    private const int ParallelLength = 32 * 1024;

    // Columns whose sums are held in registers at once.
    private const int Strip = 32;

    /// <summary>y[n, c] = x[n, c] + bias[c].</summary>
    public static void BiasAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> bias, Span<T> y, WorkerPool? pool = null)
        where T : unmanaged, INumber<T>
    {
        if (y.IsEmpty)
            return;
        Span<int> dims = [y.Length / bias.Length, bias.Length];
        VectorMap.Binary<T, Add>(x, dims, bias, dims[1..], y, pool);
    }

    /// <summary>bias[c] = the sum of x[n, c] over n, row after row.</summary>
    public static unsafe void BiasAddGrad<T>(ReadOnlySpan<T> x, Span<T> bias, WorkerPool? pool = null)
        where T : unmanaged, INumber<T>
    {
        if (bias.IsEmpty)
            return;
        int rows = x.Length / bias.Length;
        if (typeof(T) != typeof(float))
        {
            bias.Clear();
            for (int row = 0; row < rows; row++)
                VectorMap.Binary<T, Add>(bias, x.Slice(row * bias.Length, bias.Length), bias);
            return;
        }
        fixed (
            T* xPointer = x,
                biasPointer = bias
        )
        {
            var body = new ColumnBody((float*)xPointer, (float*)biasPointer, rows, bias.Length);
            int strips = (bias.Length + Strip - 1) / Strip;
            if (pool is null || x.Length < ParallelLength)
                body.Invoke(0, strips);
            else
                pool.For(strips, 1, ref body);
        }
    }

    private readonly unsafe struct ColumnBody(float* x, float* bias, int rows, int columns) : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            int column = start * Strip;
            int limit = Math.Min(end * Strip, columns);
            for (; column + Strip <= limit; column += Strip)
                Four(column);
            for (; column + 8 <= limit; column += 8)
                One<Packet8>(column);
            for (; column < limit; column++)
                One<Packet1>(column);
        }

        private void Four(int column)
        {
            Packet8 sum0 = Packet8.Of(0);
            Packet8 sum1 = sum0;
            Packet8 sum2 = sum0;
            Packet8 sum3 = sum0;
            for (int row = 0; row < rows; row++)
            {
                ref float at = ref *(x + (nint)row * columns + column);
                sum0 += Packet8.Load(ref at, 0);
                sum1 += Packet8.Load(ref at, 8);
                sum2 += Packet8.Load(ref at, 16);
                sum3 += Packet8.Load(ref at, 24);
            }
            ref float to = ref *(bias + column);
            Packet8.Store(sum0, ref to, 0);
            Packet8.Store(sum1, ref to, 8);
            Packet8.Store(sum2, ref to, 16);
            Packet8.Store(sum3, ref to, 24);
        }

        private void One<TPacket>(int column)
            where TPacket : struct, IFloatPacket<TPacket>
        {
            TPacket sum = TPacket.Of(0);
            for (int row = 0; row < rows; row++)
                sum += TPacket.Load(ref *(x + (nint)row * columns + column), 0);
            TPacket.Store(sum, ref *(bias + column), 0);
        }
    }
}

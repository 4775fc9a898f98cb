using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>
/// y[n] = the sum over g of the column sums of x_g[rows, n], bit for bit what <see cref="AddN"/> makes of the single ones
/// that <see cref="Biasing"/> gives: each is summed row after row, then the first group of them, then groups of eight.
/// </summary>
internal unsafe struct ColumnSums : IRangeBody
{
    /// <summary>Columns of a thread's piece: whole cache lines of each row.</summary>
    private const int Strip = 128;

    /// <summary>Elements that are worth another thread.</summary>
    private const long ThreadWork = 32 * 1024;

    /// <summary>The addresses of the x_g, in the order in which AddN takes its inputs.</summary>
    public required nint* X { get; init; }
    public required int Count { get; init; }
    public required int Rows { get; init; }
    public required int Columns { get; init; }
    public required float* Y { get; init; }

    public void Run(WorkerPool pool)
    {
        var strips = (Columns + Strip - 1) / Strip;
        if ((long)Count * Rows * Columns < ThreadWork)
            Invoke(0, strips);
        else
            pool.For(strips, 1, ref this);
    }

    public readonly void Invoke(int start, int end)
    {
        var column = start * Strip;
        var limit = Math.Min(end * Strip, Columns);
        for (; column + 64 <= limit; column += 64)
            Wide(column);
        for (; column + 8 <= limit; column += 8)
            Narrow<Packet8>(column);
        for (; column < limit; column++)
            Narrow<Packet1>(column);
    }

    /// <summary>Four packets of sixteen columns, each with its own sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Wide(int column)
    {
        var zero = Packet16.Of(0);
        var (y0, y1, y2, y3) = (zero, zero, zero, zero);
        for (int first = 0, last = AddN.FirstGroup(Count); first < Count; first = last, last += AddN.Group)
        {
            var (g0, g1, g2, g3) = (zero, zero, zero, zero);
            for (var g = first; g < last; g++)
            {
                var (s0, s1, s2, s3) = (zero, zero, zero, zero);
                var x = (float*)X[g] + column;
                for (var row = 0; row < Rows; row++, x += Columns)
                {
                    s0 += Packet16.Load(ref *x, 0);
                    s1 += Packet16.Load(ref *x, 16);
                    s2 += Packet16.Load(ref *x, 32);
                    s3 += Packet16.Load(ref *x, 48);
                }
                (g0, g1, g2, g3) = g == first ? (s0, s1, s2, s3) : (g0 + s0, g1 + s1, g2 + s2, g3 + s3);
            }
            (y0, y1, y2, y3) = first == 0 ? (g0, g1, g2, g3) : (y0 + g0, y1 + g1, y2 + g2, y3 + g3);
        }
        ref var to = ref *(Y + column);
        Packet16.Store(y0, ref to, 0);
        Packet16.Store(y1, ref to, 16);
        Packet16.Store(y2, ref to, 32);
        Packet16.Store(y3, ref to, 48);
    }

    private readonly void Narrow<TPacket>(int column)
        where TPacket : struct, IFloatPacket<TPacket>
    {
        var y = TPacket.Of(0);
        for (int first = 0, last = AddN.FirstGroup(Count); first < Count; first = last, last += AddN.Group)
        {
            var group = TPacket.Of(0);
            for (var g = first; g < last; g++)
            {
                var sum = TPacket.Of(0);
                for (var row = 0; row < Rows; row++)
                    sum += TPacket.Load(ref *((float*)X[g] + (nint)row * Columns + column), 0);
                group = g == first ? sum : group + sum;
            }
            y = first == 0 ? group : y + group;
        }
        TPacket.Store(y, ref *(Y + column), 0);
    }
}

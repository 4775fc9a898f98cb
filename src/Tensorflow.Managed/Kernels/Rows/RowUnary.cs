using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>y = f(x)</summary>
internal sealed unsafe class RowUnary<TOp>(RowPlace x, RowPlace y) : RowStep
    where TOp : struct, IUnaryOperator<TOp>
{
    public override int Width => y.Columns;

    public override void Run(RowAddresses at, int start, int end, int rows)
    {
        var columns = y.Columns;
        var tail = TailStart(rows, columns);
        if (x.IsDense && y.IsDense)
        {
            Row(at.Of(x, start), at.Of(y, start), (long)start * columns, (end - start) * columns, tail);
            return;
        }
        for (var row = start; row < end; row++)
            Row(at.Of(x, row), at.Of(y, row), (long)row * columns, columns, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(float* x, float* y, long first, int count, long tail)
    {
        var vector = BeforeTail(tail, first, count);
        ref var from = ref *x;
        ref var to = ref *y;
        nuint i = 0;
        var whole = (nuint)vector;
        if (Vector512.IsHardwareAccelerated)
            for (; whole - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref from, i)), ref to, i);
        for (; whole - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref from, i)), ref to, i);
        for (; i < whole; i++)
            y[i] = TOp.Invoke(new Packet1(x[i])).Value;
        for (; i < (nuint)count; i++)
            y[i] = TOp.Tail(x[i]);
    }
}

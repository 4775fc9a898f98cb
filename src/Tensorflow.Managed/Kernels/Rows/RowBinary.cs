using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>y = f(a, b), where a or b may be a single value in each row, or the same row each time.</summary>
internal sealed unsafe class RowBinary<TOp>(RowPlace a, RowPlace b, RowPlace y) : RowStep
    where TOp : struct, IBinaryOperator<TOp>
{
    public override int Width => y.Columns;

    public override void Run(RowAddresses at, int start, int end, int rows)
    {
        var columns = y.Columns;
        var tail = TailStart(rows, columns);
        if ((a.IsDense || a.IsScalar) && (b.IsDense || b.IsScalar) && y.IsDense)
        {
            var count = (end - start) * columns;
            Row(at.Of(a, start), at.Of(b, start), at.Of(y, start), (long)start * columns, count, tail);
            return;
        }
        for (var row = start; row < end; row++)
            Row(at.Of(a, row), at.Of(b, row), at.Of(y, row), (long)row * columns, columns, tail);
    }

    private void Row(float* x, float* z, float* y, long first, int count, long tail)
    {
        var vector = BeforeTail(tail, first, count);
        if (a.IsSingle)
            Left(*x, z, y, (nuint)vector, (nuint)count);
        else if (b.IsSingle)
            Right(x, *z, y, (nuint)vector, (nuint)count);
        else
            Pair(x, z, y, (nuint)vector, (nuint)count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pair(float* a, float* b, float* y, nuint whole, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; whole - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref *a, i), Packet16.Load(ref *b, i)), ref *y, i);
        for (; whole - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref *a, i), Packet8.Load(ref *b, i)), ref *y, i);
        for (; i < whole; i++)
            y[i] = TOp.Invoke(new Packet1(a[i]), new Packet1(b[i])).Value;
        for (; i < count; i++)
            y[i] = TOp.Tail(a[i], b[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Left(float a, float* b, float* y, nuint whole, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; whole - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Of(a), Packet16.Load(ref *b, i)), ref *y, i);
        for (; whole - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Of(a), Packet8.Load(ref *b, i)), ref *y, i);
        for (; i < whole; i++)
            y[i] = TOp.Invoke(new Packet1(a), new Packet1(b[i])).Value;
        for (; i < count; i++)
            y[i] = TOp.Tail(a, b[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Right(float* a, float b, float* y, nuint whole, nuint count)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; whole - i >= 16; i += 16)
                Packet16.Store(TOp.Invoke(Packet16.Load(ref *a, i), Packet16.Of(b)), ref *y, i);
        for (; whole - i >= 8; i += 8)
            Packet8.Store(TOp.Invoke(Packet8.Load(ref *a, i), Packet8.Of(b)), ref *y, i);
        for (; i < whole; i++)
            y[i] = TOp.Invoke(new Packet1(a[i]), new Packet1(b)).Value;
        for (; i < count; i++)
            y[i] = TOp.Tail(a[i], b);
    }
}

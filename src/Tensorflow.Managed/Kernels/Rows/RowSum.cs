using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>y = the sum of the inputs, in the order of <see cref="AddN"/>.</summary>
internal sealed unsafe class RowSum(RowPlace[] inputs, RowPlace y) : RowStep
{
    private readonly bool _isDense = y.IsDense && Array.TrueForAll(inputs, x => x.IsDense);

    public override int Width => y.Columns;

    public override void Run(RowAddresses at, int start, int end, int rows)
    {
        var from = stackalloc float*[inputs.Length];
        if (_isDense)
        {
            for (var i = 0; i < inputs.Length; i++)
                from[i] = at.Of(inputs[i], start);
            Row(from, inputs.Length, at.Of(y, start), (end - start) * y.Columns);
            return;
        }
        for (var row = start; row < end; row++)
        {
            for (var i = 0; i < inputs.Length; i++)
                from[i] = at.Of(inputs[i], row);
            Row(from, inputs.Length, at.Of(y, row), y.Columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(float** from, int count, float* y, int columns)
    {
        nuint i = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; (nuint)columns - i >= 16; i += 16)
                Packet16.Store(Sum<Packet16>(from, count, i), ref *y, i);
        for (; (nuint)columns - i >= 8; i += 8)
            Packet8.Store(Sum<Packet8>(from, count, i), ref *y, i);
        for (; i < (nuint)columns; i++)
            Packet1.Store(Sum<Packet1>(from, count, i), ref *y, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(float** from, int count, nuint i)
        where T : struct, IFloatPacket<T>
    {
        var done = AddN.FirstGroup(count);
        var sum = Group<T>(from, 0, done, i);
        for (; done < count; done += AddN.Group)
            sum += Group<T>(from, done, done + AddN.Group, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Group<T>(float** from, int first, int last, nuint i)
        where T : struct, IFloatPacket<T>
    {
        var sum = T.Load(ref *from[first], i);
        for (var input = first + 1; input < last; input++)
            sum += T.Load(ref *from[input], i);
        return sum;
    }
}

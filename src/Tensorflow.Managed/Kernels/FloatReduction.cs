using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>
/// Reductions of floats in the order in which Eigen adds with packets of eight, on every processor: rounding depends
/// on the order, and a sum must not depend on the machine.
/// </summary>
internal static partial class FloatReduction
{
    private const int Lanes = 8;

    // Longer rows of a sum are split in two.
    private const int Leaf = 1024 * Lanes;

    /// <summary>All values of a contiguous row.</summary>
    public static float Row<TReducer>(ReadOnlySpan<float> x)
        where TReducer : struct, IReducer => Row<TReducer>(x, 0);

    /// <summary>y[middle] from x[outer, middle, inner]: for each inner place all outer ones.</summary>
    public static void Outside<TReducer>(ReadOnlySpan<float> x, int outer, int middle, int inner, Span<float> y)
        where TReducer : struct, IReducer
    {
        for (int m = 0; m < middle; m++)
        {
            Packet1 sum = new(TReducer.Initial<float>());
            for (int i = 0; i < inner; i++)
            for (int o = 0; o < outer; o++)
                sum = TReducer.Join(sum, new Packet1(x[(o * middle + m) * inner + i]));
            y[m] = sum.Value;
        }
    }

    // The split point is a multiple of the lanes counted from the whole row's start.
    private static float Row<TReducer>(ReadOnlySpan<float> x, int first)
        where TReducer : struct, IReducer
    {
        if (!TReducer.Splits || x.Length <= Leaf)
            return Leaves<TReducer>(x);
        int split = Lanes * ((first + (x.Length + 1) / 2 + Lanes - 1) / Lanes);
        int left = Math.Min(split - first, x.Length);
        Packet1 sum = new(TReducer.Initial<float>());
        sum = TReducer.Join(sum, new Packet1(Row<TReducer>(x[..left], first)));
        if (left < x.Length)
            sum = TReducer.Join(sum, new Packet1(Row<TReducer>(x[left..], split)));
        return sum.Value;
    }

    private static float Leaves<TReducer>(ReadOnlySpan<float> x)
        where TReducer : struct, IReducer
    {
        ref float start = ref MemoryMarshal.GetReference(x);
        nuint count = (nuint)x.Length;
        nuint i = 0;
        Packet8 initial = Packet8.Of(TReducer.Initial<float>());
        Packet8 sum = initial;
        if (count >= 4 * Lanes)
        {
            Packet8 sum1 = initial;
            Packet8 sum2 = initial;
            Packet8 sum3 = initial;
            for (; count - i >= 4 * Lanes; i += 4 * Lanes)
            {
                sum = TReducer.Join(sum, Packet8.Load(ref start, i));
                sum1 = TReducer.Join(sum1, Packet8.Load(ref start, i + Lanes));
                sum2 = TReducer.Join(sum2, Packet8.Load(ref start, i + 2 * Lanes));
                sum3 = TReducer.Join(sum3, Packet8.Load(ref start, i + 3 * Lanes));
            }
            sum = TReducer.Join(TReducer.Join(TReducer.Join(sum, sum1), sum2), sum3);
        }
        for (; count - i >= Lanes; i += Lanes)
            sum = TReducer.Join(sum, Packet8.Load(ref start, i));
        Packet1 rest = new(TReducer.Initial<float>());
        for (; i < count; i++)
            rest = TReducer.Join(rest, Packet1.Load(ref start, i));
        return TReducer.Join(rest, Across<TReducer>(sum)).Value;
    }

    // Lane i with lane i + 4, then with i + 2, then with i + 1.
    private static Packet1 Across<TReducer>(Packet8 packet)
        where TReducer : struct, IReducer
    {
        Span<float> lanes = stackalloc float[Lanes];
        Packet8.Store(packet, ref lanes[0], 0);
        for (int half = Lanes / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            lanes[i] = TReducer.Join(new Packet1(lanes[i]), new Packet1(lanes[i + half])).Value;
        return new Packet1(lanes[0]);
    }

    // Sixteen rows or more run in four strands.
    private static T Column<TReducer, T>(ref float first, int rows, int stride)
        where TReducer : struct, IReducer
        where T : struct, IFloatPacket<T>
    {
        T initial = T.Of(TReducer.Initial<float>());
        T sum = initial;
        int row = 0;
        if (rows >= 16)
        {
            T sum1 = initial;
            T sum2 = initial;
            T sum3 = initial;
            for (; row + 4 <= rows; row += 4)
            {
                ref float at = ref Unsafe.Add(ref first, (nint)row * stride);
                sum = TReducer.Join(sum, T.Load(ref at, 0));
                sum1 = TReducer.Join(sum1, T.Load(ref at, (nuint)stride));
                sum2 = TReducer.Join(sum2, T.Load(ref at, 2 * (nuint)stride));
                sum3 = TReducer.Join(sum3, T.Load(ref at, 3 * (nuint)stride));
            }
            sum = TReducer.Join(TReducer.Join(TReducer.Join(sum, sum1), sum2), sum3);
        }
        for (; row < rows; row++)
            sum = TReducer.Join(sum, T.Load(ref Unsafe.Add(ref first, (nint)row * stride), 0));
        return sum;
    }

    private static float Single<TReducer>(ref float first, int rows, int stride)
        where TReducer : struct, IReducer
    {
        Packet1 sum = new(TReducer.Initial<float>());
        for (int row = 0; row < rows; row++)
            sum = TReducer.Join(sum, new Packet1(Unsafe.Add(ref first, (nint)row * stride)));
        return sum.Value;
    }
}

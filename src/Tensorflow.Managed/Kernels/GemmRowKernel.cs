using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>
/// The innermost product for single rows: 1 x 8 vectors of C in registers, so that as many sums are under way at once as
/// the multipliers need; a register tile of one row and two vectors would wait for each sum.
/// </summary>
internal static unsafe class GemmRowKernel<TVector, TSimd>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
{
    /// <summary>
    /// C[1, 8·Lanes] from A[1, k] at a[p·aStep] and B[k, 8·Lanes], which lies in four panels of two vectors: at
    /// b[panel·bPanel + p·bStep + j]. Each element is one chain of fused multiply-adds over p.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int k, float* a, nint aStep, float* b, nint bPanel, nint bStep, float* c, CUse use)
    {
        TVector c0 = default,
            c1 = default,
            c2 = default,
            c3 = default,
            c4 = default,
            c5 = default,
            c6 = default,
            c7 = default;
        if (use == CUse.Continue)
        {
            (c0, c1) = (TSimd.Load(c), TSimd.Load(c + TSimd.Lanes));
            (c2, c3) = (TSimd.Load(c + 2 * TSimd.Lanes), TSimd.Load(c + 3 * TSimd.Lanes));
            (c4, c5) = (TSimd.Load(c + 4 * TSimd.Lanes), TSimd.Load(c + 5 * TSimd.Lanes));
            (c6, c7) = (TSimd.Load(c + 6 * TSimd.Lanes), TSimd.Load(c + 7 * TSimd.Lanes));
        }
        var (b1, b2) = ((nint)(b + bPanel), (nint)(b + 2 * bPanel));
        var b3 = (nint)(b + 3 * bPanel);
        for (; k > 0; k--)
        {
            var x = TSimd.Broadcast(a);
            c0 = TSimd.MultiplyAdd(x, TSimd.Load(b), c0);
            c1 = TSimd.MultiplyAdd(x, TSimd.Load(b + TSimd.Lanes), c1);
            c2 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b1), c2);
            c3 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b1 + TSimd.Lanes), c3);
            c4 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b2), c4);
            c5 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b2 + TSimd.Lanes), c5);
            c6 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b3), c6);
            c7 = TSimd.MultiplyAdd(x, TSimd.Load((float*)b3 + TSimd.Lanes), c7);
            a += aStep;
            b += bStep;
            b1 += bStep * sizeof(float);
            b2 += bStep * sizeof(float);
            b3 += bStep * sizeof(float);
        }
        var add = use == CUse.Add;
        Store(c, c0, c1, add);
        Store(c + 2 * TSimd.Lanes, c2, c3, add);
        Store(c + 4 * TSimd.Lanes, c4, c5, add);
        Store(c + 6 * TSimd.Lanes, c6, c7, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, TVector c0, TVector c1, bool add)
    {
        TSimd.Store(add ? TSimd.Add(TSimd.Load(c), c0) : c0, c);
        TSimd.Store(add ? TSimd.Add(TSimd.Load(c + TSimd.Lanes), c1) : c1, c + TSimd.Lanes);
    }
}

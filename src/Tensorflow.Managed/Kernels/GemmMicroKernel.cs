using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>How a block of products meets the matrix C.</summary>
internal enum CUse
{
    /// <summary>C = sum, starting at 0.</summary>
    Store,

    /// <summary>The sum starts at C's value, and goes on: C = (((C + a0·b0) + a1·b1) + ...).</summary>
    Continue,

    /// <summary>The sum starts at 0, and is added when complete: C = C + sum.</summary>
    Add,
}

/// <summary>A number of rows the JIT knows, so that one kernel source is compiled once for each.</summary>
internal interface IRows
{
    static abstract int Count { get; }
}

/// <summary>The innermost product: Rows x 2 vectors of C, held in registers over all k.</summary>
internal static unsafe class GemmMicroKernel<TVector, TSimd, TRows>
    where TVector : unmanaged
    where TSimd : struct, ISimd<TVector>
    where TRows : struct, IRows
{
    public const int MaxRows = 12;

    /// <summary>
    /// C[Rows, 2·Lanes] from A[Rows, k] at a[i·aRow + p·aStep] and B[k, 2·Lanes] at b[p·bStep + j]. Each element is one
    /// chain of fused multiply-adds over p = 0, 1, ...: the rounding is the same for every width and every Rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int k, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, CUse use)
    {
        TVector c00 = default,
            c01 = default,
            c10 = default,
            c11 = default,
            c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        TVector c40 = default,
            c41 = default,
            c50 = default,
            c51 = default,
            c60 = default,
            c61 = default,
            c70 = default,
            c71 = default;
        TVector c80 = default,
            c81 = default,
            c90 = default,
            c91 = default,
            ca0 = default,
            ca1 = default,
            cb0 = default,
            cb1 = default;
        if (use == CUse.Continue)
        {
            Load(0, c, cRow, ref c00, ref c01);
            Load(1, c, cRow, ref c10, ref c11);
            Load(2, c, cRow, ref c20, ref c21);
            Load(3, c, cRow, ref c30, ref c31);
            Load(4, c, cRow, ref c40, ref c41);
            Load(5, c, cRow, ref c50, ref c51);
            Load(6, c, cRow, ref c60, ref c61);
            Load(7, c, cRow, ref c70, ref c71);
            Load(8, c, cRow, ref c80, ref c81);
            Load(9, c, cRow, ref c90, ref c91);
            Load(10, c, cRow, ref ca0, ref ca1);
            Load(11, c, cRow, ref cb0, ref cb1);
        }
        var aRow2 = 2 * aRow;
        var a3 = a + 3 * aRow;
        var a6 = a + 6 * aRow;
        var a9 = a + 9 * aRow;
        for (; k > 0; k--)
        {
            var (b0, b1) = (TSimd.Load(b), TSimd.Load(b + TSimd.Lanes));
            Step(0, a, b0, b1, ref c00, ref c01);
            Step(1, a + aRow, b0, b1, ref c10, ref c11);
            Step(2, a + aRow2, b0, b1, ref c20, ref c21);
            Step(3, a3, b0, b1, ref c30, ref c31);
            Step(4, a3 + aRow, b0, b1, ref c40, ref c41);
            Step(5, a3 + aRow2, b0, b1, ref c50, ref c51);
            Step(6, a6, b0, b1, ref c60, ref c61);
            Step(7, a6 + aRow, b0, b1, ref c70, ref c71);
            Step(8, a6 + aRow2, b0, b1, ref c80, ref c81);
            Step(9, a9, b0, b1, ref c90, ref c91);
            Step(10, a9 + aRow, b0, b1, ref ca0, ref ca1);
            Step(11, a9 + aRow2, b0, b1, ref cb0, ref cb1);
            b += bStep;
            a += aStep;
            a3 += aStep;
            a6 += aStep;
            a9 += aStep;
        }
        var add = use == CUse.Add;
        Store(0, c, cRow, c00, c01, add);
        Store(1, c, cRow, c10, c11, add);
        Store(2, c, cRow, c20, c21, add);
        Store(3, c, cRow, c30, c31, add);
        Store(4, c, cRow, c40, c41, add);
        Store(5, c, cRow, c50, c51, add);
        Store(6, c, cRow, c60, c61, add);
        Store(7, c, cRow, c70, c71, add);
        Store(8, c, cRow, c80, c81, add);
        Store(9, c, cRow, c90, c91, add);
        Store(10, c, cRow, ca0, ca1, add);
        Store(11, c, cRow, cb0, cb1, add);
    }

    // Row i of C. The test is constant after inlining: a row that TRows does not have costs neither code nor registers.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(int i, float* c, nint cRow, ref TVector c0, ref TVector c1)
    {
        if (i < TRows.Count)
        {
            c0 = TSimd.Load(c + i * cRow);
            c1 = TSimd.Load(c + i * cRow + TSimd.Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(int i, float* a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
    {
        if (i < TRows.Count)
        {
            var x = TSimd.Broadcast(a);
            c0 = TSimd.MultiplyAdd(x, b0, c0);
            c1 = TSimd.MultiplyAdd(x, b1, c1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(int i, float* c, nint cRow, TVector c0, TVector c1, bool add)
    {
        if (i < TRows.Count)
        {
            c += i * cRow;
            TSimd.Store(add ? TSimd.Add(TSimd.Load(c), c0) : c0, c);
            TSimd.Store(add ? TSimd.Add(TSimd.Load(c + TSimd.Lanes), c1) : c1, c + TSimd.Lanes);
        }
    }
}

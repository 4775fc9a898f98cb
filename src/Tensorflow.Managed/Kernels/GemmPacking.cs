using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tensorflow.Kernels;

/// <summary>Copies panels of B into the order in which the micro-kernel reads them.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>
    /// target[k, width] = source[k, count] with row stride ld, count &lt;= width. Columns from count on become 0.
    /// A panel of B as it lies.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyPanel(float* source, nint ld, int k, int count, float* target, int width)
    {
        for (var p = 0; p < k; p++, source += ld, target += width)
        {
            var j = 0;
            for (; j + 16 <= count; j += 16)
                Vector512.Load(source + j).Store(target + j);
            for (; j + 4 <= count; j += 4)
                Vector128.Load(source + j).Store(target + j);
            for (; j < width; j++)
                target[j] = j < count ? source[j] : 0;
        }
    }

    /// <summary>
    /// target[k, width] = transpose of source[count, k] with row stride ld, count &lt;= width. Columns from count on
    /// become 0. A panel of a transposed B.
    /// </summary>
    public static void TransposePanel(float* source, nint ld, int k, int count, float* target, int width)
    {
        var j = 0;
        if (Avx.IsSupported)
        {
            for (; j + 8 <= count; j += 8)
                TransposeColumns8(source + j * ld, ld, k, target + j, width);
        }
        for (; j < width; j++)
        {
            for (var p = 0; p < k; p++)
                target[(nint)p * width + j] = j < count ? source[j * ld + p] : 0;
        }
    }

    /// <summary>target[p, 0..8] = source[0..8, p] for all p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeColumns8(float* source, nint ld, int k, float* target, nint width)
    {
        var p = 0;
        for (; p + 8 <= k; p += 8)
            Transpose8x8(source + p, ld, target + p * width, width);
        for (; p < k; p++)
        {
            for (var j = 0; j < 8; j++)
                target[p * width + j] = source[j * ld + p];
        }
    }

    /// <summary>Eight rows of eight: first pairs, then fours, then the halves change sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8x8(float* source, nint ld, float* target, nint width)
    {
        Transpose4x8(source, ld, out var a0, out var a1, out var a2, out var a3);
        Transpose4x8(source + 4 * ld, ld, out var b0, out var b1, out var b2, out var b3);
        Avx.Permute2x128(a0, b0, 0x20).Store(target);
        Avx.Permute2x128(a1, b1, 0x20).Store(target + width);
        Avx.Permute2x128(a2, b2, 0x20).Store(target + 2 * width);
        Avx.Permute2x128(a3, b3, 0x20).Store(target + 3 * width);
        Avx.Permute2x128(a0, b0, 0x31).Store(target + 4 * width);
        Avx.Permute2x128(a1, b1, 0x31).Store(target + 5 * width);
        Avx.Permute2x128(a2, b2, 0x31).Store(target + 6 * width);
        Avx.Permute2x128(a3, b3, 0x31).Store(target + 7 * width);
    }

    /// <summary>Four rows of eight: vector i gets column i in its lower half, column i + 4 in its upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x8(
        float* source,
        nint ld,
        out Vector256<float> c0,
        out Vector256<float> c1,
        out Vector256<float> c2,
        out Vector256<float> c3
    )
    {
        var (r0, r1) = (Vector256.Load(source), Vector256.Load(source + ld));
        var (r2, r3) = (Vector256.Load(source + 2 * ld), Vector256.Load(source + 3 * ld));
        var (low01, high01) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (low23, high23) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        c0 = Avx.Shuffle(low01, low23, 0x44);
        c1 = Avx.Shuffle(low01, low23, 0xEE);
        c2 = Avx.Shuffle(high01, high23, 0x44);
        c3 = Avx.Shuffle(high01, high23, 0xEE);
    }
}

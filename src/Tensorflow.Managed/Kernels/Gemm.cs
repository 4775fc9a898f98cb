using System.Globalization;

namespace Tensorflow.Kernels;

/// <summary>
/// Products of row-major float32 matrices: C[m, n] = op(A)[m, k] · op(B)[k, n], op being nothing or the transpose, a
/// row's start lying ld values after the one before.
/// </summary>
/// <remarks>
/// <para>
/// Every element of C is one chain of fused multiply-adds in float32 over k = 0, 1, 2, ...: the bits are the same for
/// every kernel, tile size and number of threads. The chain starts at 0, or with accumulate at C's old value.
/// </para>
/// <para>
/// With summation = s &gt; 0 the products of each s successive k are a chain of their own that starts at 0 and is added
/// to C when complete: C = ((C + sum of block 0) + sum of block 1) + ... So s &gt;= k and accumulate is C + A·B as two
/// operations would give it. <see cref="GemmSummation.TensorFlow"/> stands for the blocks TensorFlow itself adds up.
/// A bias, n values, is added to each row when its sums are complete.
/// </para>
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>C = op(A)·op(B), or C's old value and that.</summary>
    public static void Multiply(
        WorkerPool pool,
        ReadOnlySpan<float> a,
        int lda,
        bool transposeA,
        ReadOnlySpan<float> b,
        int ldb,
        bool transposeB,
        Span<float> c,
        int ldc,
        int m,
        int n,
        int k,
        bool accumulate = false,
        int summation = GemmSummation.Sequential,
        GemmKernel? kernel = null,
        ReadOnlySpan<float> bias = default
    )
    {
        CheckOperand(a.Length, lda, transposeA ? k : m, transposeA ? m : k, nameof(a));
        CheckOperand(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, nameof(b));
        CheckOperand(c.Length, ldc, m, n, nameof(c));
        CheckBias(bias.Length, n);
        fixed (
            float* pa = a,
                pb = b,
                pc = c,
                pBias = bias
        )
        {
            new GemmProduct
            {
                Kernel = kernel ?? GemmKernel.Selected,
                A = pa,
                RowStrideA = lda,
                TransposeA = transposeA,
                B = pb,
                RowStrideB = ldb,
                TransposeB = transposeB,
                C = pc,
                RowStrideC = ldc,
                M = m,
                N = n,
                K = k,
                Accumulate = accumulate,
                Summation = summation,
                Bias = pBias,
            }.Run(pool);
        }
    }

    /// <summary>C = op(A)·B for a B that is packed already, with the kernel it is packed for.</summary>
    public static void Multiply(
        WorkerPool pool,
        ReadOnlySpan<float> a,
        int lda,
        bool transposeA,
        PackedMatrix b,
        Span<float> c,
        int ldc,
        int m,
        bool accumulate = false,
        int summation = GemmSummation.Sequential,
        ReadOnlySpan<float> bias = default
    )
    {
        var (k, n) = (b.Rows, b.Columns);
        CheckOperand(a.Length, lda, transposeA ? k : m, transposeA ? m : k, nameof(a));
        CheckOperand(c.Length, ldc, m, n, nameof(c));
        CheckBias(bias.Length, n);
        fixed (
            float* pa = a,
                pc = c,
                pBias = bias
        )
        {
            new GemmProduct
            {
                Kernel = b.Kernel,
                A = pa,
                RowStrideA = lda,
                TransposeA = transposeA,
                C = pc,
                RowStrideC = ldc,
                M = m,
                N = n,
                K = k,
                Accumulate = accumulate,
                Summation = summation,
                Bias = pBias,
            }
                .With(b)
                .Run(pool);
        }
    }

    /// <summary>Refuses an operand whose dimensions reach beyond its memory.</summary>
    internal static void CheckOperand(int length, int ld, int rows, int columns, string name)
    {
        if (rows < 0 || columns < 0 || ld < columns)
            throw Invalid("is no matrix.");
        if (rows > 0 && columns > 0 && (rows - 1L) * ld + columns > length)
            throw Invalid("reaches beyond its memory.");

        ArgumentException Invalid(string what) =>
            new(string.Create(CultureInfo.InvariantCulture, $"[{rows}, {columns}] with row stride {ld} {what}"), name);
    }

    private static void CheckBias(int length, int n)
    {
        if (length != 0 && length < n)
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{length} values are too few for {n} columns."),
                "bias"
            );
    }
}

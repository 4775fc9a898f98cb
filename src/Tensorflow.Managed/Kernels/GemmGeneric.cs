using System.Numerics;

namespace Tensorflow.Kernels;

/// <summary>
/// The product of <see cref="Gemm"/> for other element types: C[m, n] = op(A)[m, k] · op(B)[k, n], each element one
/// chain of a multiplication and an addition over k = 0, 1, 2, ..., cut by rows of C. Integers wrap around.
/// </summary>
internal static unsafe class GemmGeneric<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Multiplications below which rows are not worth a thread.</summary>
    private const long PieceWork = 1 << 15;

    /// <summary>C = op(A)·op(B), or C's old value and that.</summary>
    public static void Multiply(
        WorkerPool pool,
        ReadOnlySpan<T> a,
        int lda,
        bool transposeA,
        ReadOnlySpan<T> b,
        int ldb,
        bool transposeB,
        Span<T> c,
        int ldc,
        int m,
        int n,
        int k,
        bool accumulate = false
    )
    {
        Gemm.CheckOperand(a.Length, lda, transposeA ? k : m, transposeA ? m : k, nameof(a));
        Gemm.CheckOperand(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, nameof(b));
        Gemm.CheckOperand(c.Length, ldc, m, n, nameof(c));
        if (m == 0 || n == 0)
            return;
        fixed (
            T* pa = a,
                pb = b,
                pc = c
        )
        {
            var rows = new Rows
            {
                A = pa,
                StrideA = transposeA ? (1, lda) : (lda, 1),
                B = pb,
                RowStrideB = ldb,
                TransposeB = transposeB,
                C = pc,
                RowStrideC = ldc,
                N = n,
                K = k,
                Accumulate = accumulate,
            };
            pool.For(m, (int)Math.Clamp(PieceWork / Math.Max(1, (long)n * k), 1, m), ref rows);
        }
    }

    private struct Rows : IRangeBody
    {
        public T* A;
        public (nint Row, nint Step) StrideA;
        public T* B;
        public nint RowStrideB;
        public bool TransposeB;
        public T* C;
        public nint RowStrideC;
        public int N;
        public int K;
        public bool Accumulate;

        public readonly void Invoke(int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var a = A + i * StrideA.Row;
                var c = new Span<T>(C + i * RowStrideC, N);
                if (!Accumulate)
                    c.Clear();
                if (TransposeB)
                    AddDots(a, c);
                else
                    AddRowsOfB(a, c);
            }
        }

        /// <summary>c[n] = c + a[p]·B[p, n] for each p in turn.</summary>
        private readonly void AddRowsOfB(T* a, Span<T> c)
        {
            for (var p = 0; p < K; p++)
            {
                var x = a[p * StrideA.Step];
                var b = new ReadOnlySpan<T>(B + p * RowStrideB, N);
                var j = 0;
                for (; j <= N - Vector<T>.Count; j += Vector<T>.Count)
                    (new Vector<T>(c[j..]) + new Vector<T>(b[j..]) * x).CopyTo(c[j..]);
                for (; j < N; j++)
                    c[j] += b[j] * x;
            }
        }

        /// <summary>c[n] = c + sum over p of a[p]·B[n, p].</summary>
        private readonly void AddDots(T* a, Span<T> c)
        {
            for (var j = 0; j < N; j++)
            {
                var b = B + j * RowStrideB;
                var sum = c[j];
                for (var p = 0; p < K; p++)
                    sum += a[p * StrideA.Step] * b[p];
                c[j] = sum;
            }
        }
    }
}

using System.Runtime.InteropServices;
using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

/// <summary>Parts of products - some k, some rows, some columns of a wider matrix - against the product as a whole.</summary>
public unsafe class GemmSplitTests
{
    private static readonly bool[] Both = [false, true];

    public static TheoryData<string, int> KernelsAndThreads =>
        [.. from kernel in GemmKernel.All from threads in new[] { 1, 2, 3 } select (kernel.Name, threads)];

    /// <summary>k as a whole, and where the second part begins; TensorFlow's blocks of 540 are 272 and 268.</summary>
    public static TheoryData<int, int, int> Splits =>
        [
            (GemmSummation.Sequential, 256, 128),
            (GemmSummation.Sequential, 700, 1),
            (GemmSummation.TensorFlow, 256, 128),
            (GemmSummation.TensorFlow, 256, 37),
            (GemmSummation.TensorFlow, 512, 256),
            (GemmSummation.TensorFlow, 540, 28),
            (GemmSummation.TensorFlow, 3584, 400),
            (100, 350, 60),
            (100, 350, 300),
        ];

    [Theory]
    [MemberData(nameof(Splits))]
    public void TwoPartsEqualTheWhole(int summation, int k, int at)
    {
        const int M = 29;
        const int N = 70;
        using var pool = new WorkerPool(2);
        var (a, b) = (Values(M * k, 1), Values(k * N, 2));
        var (bias, whole, parts) = (Values(N, 3), Pinned(M * N), Pinned(M * N));
        Gemm.Multiply(pool, a, k, false, b, N, false, whole, N, M, N, k, summation: summation, bias: bias);
        foreach (var packed in Both)
        foreach (var byRows in Both)
        {
            Array.Fill(parts, float.NaN);
            using var matrix = new PackedMatrix();
            matrix.Pack(pool, b, N, false, k, N);
            Part(0, at, matrix, packed, byRows);
            Part(at, k, matrix, packed, byRows);
            Assert.Equal(Bits(whole), Bits(parts));
        }

        void Part(int start, int end, PackedMatrix matrix, bool packed, bool byRows)
        {
            var product = new GemmProduct
            {
                A = Address(a) + start,
                RowStrideA = k,
                B = Address(b) + start * N,
                RowStrideB = N,
                C = Address(parts),
                RowStrideC = N,
                M = M,
                N = N,
                K = end - start,
                Summation = summation,
                Accumulate = start > 0,
                KOrigin = start,
                KTotal = k,
                Bias = end == k ? Address(bias) : null,
            };
            product = packed ? product.With(matrix, start) : product;
            if (!byRows)
                product.Run(pool);
            for (var row = 0; byRows && row < M; row += 11)
                product.RunRows(row, Math.Min(row + 11, M));
        }
    }

    [Theory]
    [InlineData(GemmSummation.TensorFlow, 1024, 512)]
    [InlineData(100, 350, 250)]
    [InlineData(GemmSummation.Sequential, 8, 9)]
    public void RefusesToContinueWhereCCannotTellHowFarABlockIs(int summation, int k, int at)
    {
        Assert.False(GemmSummation.CanSplit(summation, k, at));
        Assert.Throws<InvalidOperationException>(() =>
            new GemmProduct
            {
                A = null,
                RowStrideA = k,
                C = null,
                RowStrideC = 1,
                M = 1,
                N = 1,
                K = 1,
                Accumulate = true,
                Summation = summation,
                KOrigin = at,
                KTotal = k,
            }.RunRows(0, 1)
        );
    }

    [Fact]
    public void RefusesAPackedMatrixOfAnotherSize()
    {
        using var pool = new WorkerPool(1);
        using var matrix = new PackedMatrix();
        matrix.Pack(pool, new float[12], 4, false, 3, 4);
        Assert.Throws<ArgumentException>(() => Product(n: 5, k: 3).With(matrix));
        Assert.Throws<ArgumentException>(() => Product(n: 4, k: 4).With(matrix));
        Assert.Throws<ArgumentException>(() => Product(n: 4, k: 3).With(matrix, 1));
        Assert.Throws<ArgumentException>(() => Product(n: 4, k: 3).With(matrix, -1));
        Assert.Equal(3, Product(n: 4, k: 2).With(matrix, 1).PackedRows);

        static GemmProduct Product(int n, int k) =>
            new()
            {
                A = null,
                RowStrideA = k,
                C = null,
                RowStrideC = n,
                M = 1,
                N = n,
                K = k,
            };
    }

    [Theory]
    [MemberData(nameof(KernelsAndThreads))]
    public void ASumOfProductsEqualsTheProductsAddedByAddN(string name, int threads)
    {
        using var pool = new WorkerPool(threads);
        var kernel = GemmKernel.Select(name);
        foreach (var count in new[] { 0, 1, 2, 8, 9, 10, 28 })
        foreach (var (m, n, k) in new[] { (12, 64, 20), (37, 90, 33), (5, 3, 0), (300, 33, 7), (128, 300, 16) })
            CheckSum(pool, kernel, count, m, n, k, GemmSummation.TensorFlow, count % 2 == 0, count % 3 == 0);
        CheckSum(pool, kernel, 10, 30, 70, 500, GemmSummation.TensorFlow, transposeA: true, transposeB: false);
        CheckSum(pool, kernel, 3, 30, 70, 55, 20, transposeA: false, transposeB: true);
    }

    /// <summary>A of two matrices side by side, against A as one matrix.</summary>
    [Theory]
    [InlineData(1, 13, 24)]
    [InlineData(2, 128, 128)]
    [InlineData(3, 5, 300)]
    public unsafe void PartsOfASideBySideEqualTheWhole(int threads, int left, int right)
    {
        const int Count = 11;
        const int N = 90;
        const int K = 21;
        using var pool = new WorkerPool(threads);
        var m = left + right;
        var whole = Enumerable.Range(0, Count).Select(g => Values(K * m, g)).ToArray();
        var b = Enumerable.Range(0, Count).Select(g => Values(K * N, g + 50)).ToArray();
        var parts = new float[2 * Count][];
        for (var g = 0; g < Count; g++)
        {
            (parts[g], parts[Count + g]) = (Pinned(K * left), Pinned(K * right));
            for (var row = 0; row < K; row++)
            {
                whole[g].AsSpan(row * m, left).CopyTo(parts[g].AsSpan(row * left));
                whole[g].AsSpan(row * m + left, right).CopyTo(parts[Count + g].AsSpan(row * right));
            }
        }
        var (expected, actual) = (Pinned(m * N), Pinned(m * N));
        Sum(whole, null, expected);
        Sum(parts, [left, right], actual);
        Assert.Equal(Bits(expected), Bits(actual));

        void Sum(float[][] a, int[]? widths, float[] c)
        {
            fixed (
                nint* pa = Array.ConvertAll(a, x => (nint)Address(x)),
                    pb = Array.ConvertAll(b, x => (nint)Address(x))
            )
            fixed (int* pWidths = widths)
                new GemmSum
                {
                    A = pa,
                    RowStrideA = m,
                    TransposeA = true,
                    Widths = pWidths,
                    B = pb,
                    RowStrideB = N,
                    Count = Count,
                    C = Address(c),
                    RowStrideC = N,
                    M = m,
                    N = N,
                    K = K,
                    Summation = GemmSummation.TensorFlow,
                }.Run(pool);
        }
    }

    /// <summary>The operands are columns of wider matrices, and C is as well, whose other columns must stay.</summary>
    private static void CheckSum(
        WorkerPool pool,
        GemmKernel kernel,
        int count,
        int m,
        int n,
        int k,
        int summation,
        bool transposeA,
        bool transposeB
    )
    {
        const int Padding = 5;
        var (lda, ldb, ldc) = ((transposeA ? m : k) + Padding, (transposeB ? k : n) + Padding, n + Padding);
        var a = Enumerable.Range(0, count).Select(g => Values((transposeA ? k : m) * lda + 1, g)).ToArray();
        var b = Enumerable.Range(0, count).Select(g => Values((transposeB ? n : k) * ldb + 1, g + 100)).ToArray();
        var products = a.Select(_ => Pinned(m * n)).ToArray();
        for (var g = 0; g < count; g++)
            Gemm.Multiply(
                pool,
                a[g],
                lda,
                transposeA,
                b[g],
                ldb,
                transposeB,
                products[g],
                n,
                m,
                n,
                k,
                summation: summation
            );
        var expected = new float[m * n];
        if (count > 0)
            AddN.Run<float>(Array.ConvertAll(products, p => (nint)Address(p)), expected);
        var c = Pinned(m * ldc);
        Array.Fill(c, 77);
        fixed (
            nint* pa = Array.ConvertAll(a, x => (nint)Address(x)),
                pb = Array.ConvertAll(b, x => (nint)Address(x))
        )
        {
            var sum = new GemmSum
            {
                Kernel = kernel,
                A = pa,
                RowStrideA = lda,
                TransposeA = transposeA,
                B = pb,
                RowStrideB = ldb,
                TransposeB = transposeB,
                Count = count,
                C = Address(c),
                RowStrideC = ldc,
                M = m,
                N = n,
                K = k,
                Summation = summation,
            };
            sum.Run(pool);
        }
        for (var i = 0; i < m; i++)
        {
            Assert.Equal(Bits(expected.AsSpan(i * n, n)), Bits(c.AsSpan(i * ldc, n)));
            Assert.All(c[(i * ldc + n)..((i + 1) * ldc)], value => Assert.Equal(77, value));
        }
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        var values = Pinned(count);
        for (var i = 0; i < count; i++)
            values[i] = (random.NextSingle() - 0.5f) * (1 << random.Next(12));
        return values;
    }

    private static float[] Pinned(int count) => GC.AllocateArray<float>(count, pinned: true);

    private static float* Address(float[] pinned) => (float*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}

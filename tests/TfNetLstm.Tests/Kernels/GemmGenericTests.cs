using System.Numerics;
using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class GemmGenericTests
{
    private const int Padding = 2;

    public static TheoryData<int> ThreadCounts => [1, 2, 3];

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void DoublesEqualThePlainLoop(int threads) => CheckAll(threads, random => random.NextDouble() - 0.5);

    [Theory]
    [MemberData(nameof(ThreadCounts))]
    public void IntegersEqualThePlainLoopAndWrapAround(int threads) =>
        CheckAll(threads, random => random.Next(int.MinValue, int.MaxValue));

    private static void CheckAll<T>(int threads, Func<Random, T> value)
        where T : unmanaged, INumber<T>
    {
        using var pool = new WorkerPool(threads);
        int[] sizes = [0, 1, 2, 5, 8, 19, 70];
        foreach (var (m, n, k) in from m in sizes from n in sizes from k in sizes select (m, n, k))
        {
            for (var flags = 0; flags < 8; flags++)
                Check(pool, value, (m, n, k), (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
        }
    }

    private static void Check<T>(
        WorkerPool pool,
        Func<Random, T> value,
        (int M, int N, int K) size,
        bool transposeA,
        bool transposeB,
        bool accumulate
    )
        where T : unmanaged, INumber<T>
    {
        var (m, n, k) = size;
        var random = new Random(m + 100 * n + 10_000 * k);
        var (lda, ldb, ldc) = ((transposeA ? m : k) + Padding, (transposeB ? k : n) + Padding, n + Padding);
        var a = Values((transposeA ? k : m) * lda);
        var b = Values((transposeB ? n : k) * ldb);
        var c = Values(m * ldc);
        var expected = (T[])c.Clone();
        for (var i = 0; i < m; i++)
        for (var j = 0; j < n; j++)
        {
            var sum = accumulate ? expected[i * ldc + j] : T.Zero;
            for (var p = 0; p < k; p++)
                sum += a[transposeA ? p * lda + i : i * lda + p] * b[transposeB ? j * ldb + p : p * ldb + j];
            expected[i * ldc + j] = sum;
        }
        GemmGeneric<T>.Multiply(pool, a, lda, transposeA, b, ldb, transposeB, c, ldc, m, n, k, accumulate);
        Assert.Equal(expected, c);

        T[] Values(int count) => Enumerable.Range(0, count).Select(_ => value(random)).ToArray();
    }
}

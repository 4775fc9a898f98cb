using Tensorflow.Kernels;

namespace TfNetLstm.Tests.Kernels;

public class GemmTests
{
    private static readonly bool[] Both = [false, true];

    /// <summary>Nothing, one, and each side of the edges of the register tiles and their parts.</summary>
    private static readonly int[] Edges = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 31, 32, 33];

    private static readonly int[] Depths = [0, 1, 2, 3, 7, 8, 16, 33];

    /// <summary>Large enough for several threads, row blocks, depth blocks; with odd remainders.</summary>
    private static readonly (int M, int N, int K)[] Large =
    [
        (128, 512, 256),
        (97, 131, 300),
        (300, 33, 259),
        (1, 900, 777),
        (3, 256, 300),
        (4, 517, 65),
        (13, 300, 513),
        (28, 128, 700),
        (600, 10, 128),
        (513, 67, 40),
    ];

    private static readonly (int Summation, int K, int[] Blocks)[] Summations =
    [
        (1, 5, [1, 1, 1, 1, 1]),
        (128, 300, [128, 128, 44]),
        (300, 300, [300]),
        (int.MaxValue, 777, [777]),
        (GemmSummation.TensorFlow, 28, [28]),
        (GemmSummation.TensorFlow, 384, [384]),
        (GemmSummation.TensorFlow, 512, [256, 256]),
        (GemmSummation.TensorFlow, 608, [304, 304]),
        (GemmSummation.TensorFlow, 609, [304, 304, 1]),
        (GemmSummation.TensorFlow, 3584, [.. Enumerable.Repeat(200, 16), 384]),
    ];

    public static TheoryData<string> Kernels => [.. GemmKernel.All.Select(kernel => kernel.Name)];

    public static TheoryData<string, int> KernelsAndThreads =>
        [.. from kernel in GemmKernel.All from threads in new[] { 1, 2, 3 } select (kernel.Name, threads)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SmallProductsEqualThePlainLoop(string name)
    {
        using var pool = new WorkerPool(1);
        foreach (var m in Edges)
        foreach (var n in Edges)
        foreach (var k in Depths)
            CheckAll(pool, GemmKernel.Select(name), m, n, k);
    }

    [Theory]
    [MemberData(nameof(KernelsAndThreads))]
    public void LargeProductsEqualThePlainLoop(string name, int threads)
    {
        using var pool = new WorkerPool(threads);
        foreach (var (m, n, k) in Large)
            CheckAll(pool, GemmKernel.Select(name), m, n, k);
    }

    [Theory]
    [MemberData(nameof(KernelsAndThreads))]
    public void SummationBlocksAreAddedOneByOne(string name, int threads)
    {
        using var pool = new WorkerPool(threads);
        foreach (var (summation, k, blocks) in Summations)
        foreach (var accumulate in Both)
        {
            var product = new GemmCase(37, 90, k, TransposeA: accumulate, TransposeB: !accumulate, accumulate);
            (product with { Summation = summation, Blocks = blocks }).Check(
                pool,
                GemmKernel.Select(name),
                packed: accumulate
            );
        }
    }

    [Fact]
    public void ASteadyLoopAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var (a, b, c) = (new float[128 * 256], new float[256 * 512], new float[128 * 512]);
        Multiply();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Multiply();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Multiply() => Gemm.Multiply(pool, a, 256, false, b, 512, false, c, 512, 128, 512, 256);
    }

    [Theory]
    [InlineData(5, 5, 4)]
    [InlineData(4, 6, 4)]
    [InlineData(4, 5, 5)]
    [InlineData(4, 5, -1)]
    public void RefusesOperandsBeyondTheirMemory(int m, int n, int k)
    {
        using var pool = new WorkerPool(1);
        var (a, b, c) = (new float[4 * 4], new float[4 * 5], new float[4 * 5]);
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(pool, a, 4, false, b, 5, false, c, 5, m, n, k));
    }

    [Fact]
    public void TheKernelCanBeNamed()
    {
        Assert.All(GemmKernel.All, kernel => Assert.Same(kernel, GemmKernel.Select(kernel.Name)));
        Assert.True(GemmKernel.Select(null).IsSupported);
        Assert.Same(GemmKernel.Select(null), GemmKernel.Select(""));
        var error = Assert.Throws<ArgumentException>(() => GemmKernel.Select("1024"));
        Assert.Equal("TFNETLSTM_SIMD is '1024'; it can be 512, 256, 128, scalar.", error.Message);
    }

    private static void CheckAll(WorkerPool pool, GemmKernel kernel, int m, int n, int k)
    {
        foreach (var transposeA in Both)
        foreach (var transposeB in Both)
        foreach (var accumulate in Both)
            new GemmCase(m, n, k, transposeA, transposeB, accumulate).Check(
                pool,
                kernel,
                packed: transposeA == accumulate
            );
    }
}

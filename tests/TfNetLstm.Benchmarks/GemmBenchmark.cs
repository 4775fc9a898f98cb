using System.Globalization;
using System.Runtime.InteropServices;
using Tensorflow.Kernels;
using TfNetLstm.Bench;

namespace TfNetLstm.Benchmarks;

/// <summary>The rate of the matrix product over the shapes of a training step and some others.</summary>
internal static class GemmBenchmark
{
    private sealed record Shape(string Name, int M, int N, int K, bool TransposeA = false, bool TransposeB = false)
    {
        public double Flop => 2.0 * M * N * K;

        /// <summary>As <c>blas_rate.py</c> takes it.</summary>
        public string Word =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{M}x{N}x{K}{(TransposeA ? "a" : "")}{(TransposeB ? "b" : "")}"
            );
    }

    /// <summary>For each shape: about as long as ours is measured.</summary>
    private const double SecondsOfBlas = 0.2;

    private static readonly Shape[] Shapes =
    [
        new("1024 cube", 1024, 1024, 1024),
        new("512 cube", 512, 512, 512),
        new("256 cube", 256, 256, 256),
        new("gates: [128x256] [256x512]", 128, 512, 256),
        new("gates dX: [128x512] [256x512]T", 128, 256, 512, TransposeB: true),
        new("gates dW: [128x256]T [128x512]", 256, 512, 128, TransposeA: true),
        new("gates dW, 28 steps at once", 256, 512, 3584, TransposeA: true),
        new("input: [3584x28] [28x128]", 3584, 128, 28),
        new("input dW: [3584x28]T [3584x128]", 28, 128, 3584, TransposeA: true),
        new("x of all steps: [3584x128] [128x512]", 3584, 512, 128),
        new("output: [128x128] [128x10]", 128, 10, 128),
        new("output dX: [128x10] [128x10]T", 128, 128, 10, TransposeB: true),
        new("output dW: [128x128]T [128x10]", 128, 10, 128, TransposeA: true),
        new("tall: [10000x64] [64x64]", 10000, 64, 64),
        new("both transposed: [256x256]T [256x256]T", 256, 256, 256, TransposeA: true, TransposeB: true),
        new("wide strides: [2048x1024]T [2048x512]", 1024, 512, 2048, TransposeA: true),
        new("few rows: [8x1024] [1024x1024]", 8, 1024, 1024),
        new("one row: [1x1024] [1024x1024]", 1, 1024, 1024),
        new("one row: [1x1024] [1024x1024]T", 1, 1024, 1024, TransposeB: true),
        new("odd: [127x129] [129x131]", 127, 131, 129),
    ];

    public static int Run(TextWriter output, string filter)
    {
        Line(
            output,
            $"kernel {GemmKernel.Selected.Name}; GFLOP/s at the minimum (median) time; ratio: ours to BLAS's, at the minimum"
        );
        Line(output, $"micro-kernel alone, 1 thread: {MicroKernelRate() / 1e9:F1}");
        Shape[] shapes = [.. Shapes.Where(shape => shape.Name.Contains(filter, StringComparison.Ordinal))];
        using var one = new WorkerPool(1);
        using var two = new WorkerPool(2);
        foreach (var pool in new[] { one, two })
            Table(output, pool, shapes);
        SumRates(output, one, two);
        return 0;
    }

    /// <summary>Our rates beside those of NumPy's BLAS, on as many threads.</summary>
    private static void Table(TextWriter output, WorkerPool pool, Shape[] shapes)
    {
        var blas = shapes is []
            ? []
            : BlasScript.Run(null, pool.Threads, SecondsOfBlas, Array.ConvertAll(shapes, shape => shape.Word));
        var libraries = blas is null
            ? "no BLAS beside ours: no Python with NumPy was found"
            : $"BLAS: {string.Join(", ", blas.Select(rate => rate.Library).Distinct())}";
        Line(output, $"threads: {pool.Threads}; {libraries}");
        Line(output, $"{"product", -40} {"ours", 16} {"BLAS", 16} {"ratio", 6} {"ours, packed B", 16}");
        for (var i = 0; i < shapes.Length; i++)
        {
            var shape = shapes[i];
            var (time, packed) = (Time(pool, shape, packed: false), Rates(shape, Time(pool, shape, packed: true)));
            var (theirs, ratio) = blas is null ? ("-", "-") : Beside(shape.Flop / time.Minimum / 1e9, blas[i]);
            Line(output, $"{shape.Name, -40} {Rates(shape, time), 16} {theirs, 16} {ratio, 6} {packed, 16}");
        }

        static (string Rates, string Ratio) Beside(double ours, BlasRate theirs) =>
            (
                string.Create(CultureInfo.InvariantCulture, $"{theirs.Best:F1} ({theirs.Median:F1})"),
                string.Create(CultureInfo.InvariantCulture, $"{ours / theirs.Best:F2}")
            );
    }

    /// <summary>FLOP/s of the register tile over operands in the first-level cache: no product can be faster.</summary>
    private static unsafe double MicroKernelRate()
    {
        const int depth = 128;
        const int repeats = 100;
        var kernel = GemmKernel.Selected;
        var (mr, nr) = (kernel.Mr, kernel.Nr);
        using var buffer = new AlignedBuffer();
        var count = (nuint)(depth * (mr + nr) + mr * nr);
        var operands = buffer.Reserve(count);
        new Span<float>(operands, (int)count).Clear();
        // A lambda cannot capture pointers.
        var (a, b, c) = ((nint)operands, (nint)(operands + depth * mr), (nint)(operands + depth * (mr + nr)));
        var time = Measure.Run(() =>
        {
            for (var i = 0; i < repeats; i++)
                kernel.Multiply(mr, depth, (float*)a, 1, mr, (float*)b, nr, (float*)c, nr, CUse.Store);
        });
        return 2.0 * mr * nr * depth * repeats / time.Minimum;
    }

    /// <summary>The gradient of the gates' weights: 28 products added up in one pass, and one by one.</summary>
    private static unsafe void SumRates(TextWriter output, WorkerPool one, WorkerPool two)
    {
        const int Count = 28;
        var shape = new Shape("gates dW: sum of 28 [128x256]T [128x512]", 256, 512, 128 * Count, TransposeA: true);
        var (a, b) = (Pinned(Count, 128 * 256), Pinned(Count, 128 * 512));
        var products = Pinned(Count, 256 * 512);
        var c = Pinned(1, 256 * 512)[0];
        var (addressesA, addressesB) = (Addresses(a), Addresses(b));
        var addresses = Addresses(products);
        foreach (var pool in new[] { one, two })
        {
            var inOnePass = Measure.Run(() =>
            {
                fixed (
                    nint* pa = addressesA,
                        pb = addressesB
                )
                fixed (float* pc = c)
                    new GemmSum
                    {
                        A = pa,
                        RowStrideA = 256,
                        TransposeA = true,
                        B = pb,
                        RowStrideB = 512,
                        Count = Count,
                        C = pc,
                        RowStrideC = 512,
                        M = 256,
                        N = 512,
                        K = 128,
                    }.Run(pool);
            });
            var oneByOne = Measure.Run(() =>
            {
                for (var g = 0; g < Count; g++)
                    Gemm.Multiply(pool, a[g], 256, true, b[g], 512, false, products[g], 512, 256, 512, 128);
                AddN.Run<float>(addresses, c, pool);
            });
            Line(
                output,
                $"{shape.Name}, {pool.Threads} threads: {Rates(shape, inOnePass)}; one by one and AddN: {Rates(shape, oneByOne)}"
            );
        }

        static float[][] Pinned(int count, int length) =>
            [.. Enumerable.Range(0, count).Select(_ => GC.AllocateArray<float>(length, pinned: true))];

        static nint[] Addresses(float[][] pinned) =>
            Array.ConvertAll(pinned, values => Marshal.UnsafeAddrOfPinnedArrayElement(values, 0));
    }

    private static string Rates(Shape shape, Timing time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{shape.Flop / time.Minimum / 1e9:F1} ({shape.Flop / time.Median / 1e9:F1})"
        );

    private static Timing Time(WorkerPool pool, Shape shape, bool packed)
    {
        var (m, n, k) = (shape.M, shape.N, shape.K);
        var (a, b, c) = (Values(m * k), Values(k * n), new float[m * n]);
        var (lda, ldb) = (shape.TransposeA ? m : k, shape.TransposeB ? k : n);
        if (!packed)
            return Measure.Run(() =>
                Gemm.Multiply(pool, a, lda, shape.TransposeA, b, ldb, shape.TransposeB, c, n, m, n, k)
            );
        using var matrix = new PackedMatrix();
        matrix.Pack(pool, b, ldb, shape.TransposeB, k, n);
        return Measure.Run(() => Gemm.Multiply(pool, a, lda, shape.TransposeA, matrix, c, n, m));
    }

    private static float[] Values(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = random.NextSingle() - 0.5f;
        return values;
    }

    private static void Line(TextWriter output, FormattableString line) =>
        output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

namespace Tensorflow.Kernels;

/// <summary>A right-hand matrix B[k, n] packed once for many products: panels of NR columns, each [k, NR].</summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly AlignedBuffer _panels = new();

    /// <summary>A matrix to be filled by <see cref="Pack"/>, in the layout of <paramref name="kernel"/>.</summary>
    public PackedMatrix(GemmKernel? kernel = null) => Kernel = kernel ?? GemmKernel.Selected;

    public GemmKernel Kernel { get; }

    /// <summary>k</summary>
    public int Rows { get; private set; }

    /// <summary>n</summary>
    public int Columns { get; private set; }

    internal float* Panels => _panels.Reserve(0);

    /// <summary>Takes op(B)[k, n] from <paramref name="b"/>; reuses the memory of the matrix held before.</summary>
    public void Pack(WorkerPool pool, ReadOnlySpan<float> b, int ldb, bool transposeB, int k, int n)
    {
        Gemm.CheckOperand(b.Length, ldb, transposeB ? n : k, transposeB ? k : n, nameof(b));
        var panels = (n + Kernel.Nr - 1) / Kernel.Nr;
        (Rows, Columns) = (k, n);
        fixed (float* source = b)
        {
            var body = new PackBody
            {
                Source = source,
                Ld = ldb,
                Transpose = transposeB,
                K = k,
                N = n,
                Nr = Kernel.Nr,
                Target = _panels.Reserve((nuint)panels * (nuint)k * (nuint)Kernel.Nr),
            };
            // Below some 16 K values a second thread costs more than it takes over.
            pool.For(panels, Math.Max(1, (1 << 14) / Math.Max(1, k * Kernel.Nr)), ref body);
        }
    }

    public void Dispose() => _panels.Dispose();

    private struct PackBody : IRangeBody
    {
        public float* Source;
        public nint Ld;
        public bool Transpose;
        public int K;
        public int N;
        public int Nr;
        public float* Target;

        public readonly void Invoke(int start, int end)
        {
            for (var panel = start; panel < end; panel++)
            {
                var j = panel * Nr;
                var target = Target + (nint)j * K;
                if (Transpose)
                    GemmPacking.TransposePanel(Source + j * Ld, Ld, K, Math.Min(Nr, N - j), target, Nr);
                else
                    GemmPacking.CopyPanel(Source + j, Ld, K, Math.Min(Nr, N - j), target, Nr);
            }
        }
    }
}

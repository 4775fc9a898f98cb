namespace Tensorflow.Kernels;

/// <summary>
/// C[m, n] = op(A)[m, k] · op(B)[k, n], cut into tiles of C. A tile is computed by one thread from beginning to end, so
/// threads share nothing but what they read. The five loops: jc and ic are the tile (NC columns, MC rows), pc walks k
/// in blocks of KC, jr walks the tile's columns by NR, ir its rows by MR.
/// </summary>
/// <remarks>
/// A panel of B (KC x NR) is packed just before its use and stays in the first-level cache over all ir. A is read where
/// it lies, transposed or not: the micro-kernel takes one value of a row at a time, so that a packed A was measured to
/// be no faster for any shape or stride, and its copy is saved.
/// </remarks>
internal unsafe struct GemmTiles : IRangeBody
{
    /// <summary>KC: a panel of B of this depth fills two thirds of a first-level cache.</summary>
    private const int KC = 256;

    /// <summary>MC: a block of A of this height fills half of a second-level cache.</summary>
    private const int MC = 512;

    /// <summary>KC for so few rows of C that the product is a walk through B: short, to read whole rows of B.</summary>
    private const int RowKC = 32;
    private const int RowM = 4;

    /// <summary>Multiplications below which a tile is not worth a thread.</summary>
    private const long TileWork = 1 << 18;

    private bool _directB;
    private int _kc;
    private int _rowBlock;
    private int _columnBlock;
    private int _columnBlocks;

    public required GemmKernel Kernel { get; init; }
    public required float* A { get; init; }
    public required nint RowStrideA { get; init; }
    public required bool TransposeA { get; init; }

    /// <summary>B as it lies; not used when <see cref="PackedB"/> is there.</summary>
    public float* B { get; init; }
    public nint RowStrideB { get; init; }
    public bool TransposeB { get; init; }

    /// <summary>All of B in panels of NR columns, each [k, NR]; or null.</summary>
    public float* PackedB { get; init; }
    public required float* C { get; init; }
    public required nint RowStrideC { get; init; }
    public required int M { get; init; }
    public required int N { get; init; }
    public required int K { get; init; }
    public required bool Accumulate { get; init; }

    /// <summary>How many k are summed apart before they are added to C; see <see cref="GemmSummation"/>.</summary>
    public required int Summation { get; init; }

    /// <summary>Computes C, cut for the threads of <paramref name="pool"/>.</summary>
    public void Run(WorkerPool pool)
    {
        // Up to two uses of a panel do not pay for packing it.
        _directB = !TransposeB && PackedB == null && M <= 2 * Kernel.Mr;
        var kc = _directB && M <= RowM ? RowKC : KC;
        _kc = CeilDiv(K, CeilDiv(K, kc));
        var rowBlocks = Cut(pool.Threads);
        pool.For(rowBlocks * _columnBlocks, 1, ref this);
    }

    /// <summary>The tiles [start, end), numbered row block by row block.</summary>
    public readonly void Invoke(int start, int end)
    {
        var scratch = GemmScratch.OfThisThread;
        for (var tile = start; tile < end; tile++)
        {
            var (ic, jc) = (tile / _columnBlocks * _rowBlock, tile % _columnBlocks * _columnBlock);
            var (rows, columns) = (Math.Min(_rowBlock, M - ic), Math.Min(_columnBlock, N - jc));
            for (int pc = 0, kc; pc < K; pc += kc)
            {
                kc = Depth(pc);
                MultiplyBlock(scratch, ic, rows, jc, columns, pc, kc);
            }
        }
    }

    /// <summary>KC at pc. A chain may be cut anywhere, C holds it meanwhile; a block is summed in one go.</summary>
    private readonly int Depth(int pc) =>
        Summation == GemmSummation.Sequential ? Math.Min(_kc, K - pc) : GemmSummation.BlockLength(Summation, K, pc);

    /// <summary>Chooses the tile size, for a few tiles per thread; returns the number of row blocks.</summary>
    private int Cut(int threads)
    {
        var tiles = (int)Math.Min(threads * 4L, (long)M * N * K / TileWork);
        var panels = CeilDiv(N, Kernel.Nr);
        var rowBlocks = CeilDiv(M, MC);
        _columnBlock = CeilDiv(panels, Math.Clamp(CeilDiv(tiles, rowBlocks), 1, panels)) * Kernel.Nr;
        _columnBlocks = CeilDiv(N, _columnBlock);
        rowBlocks = Math.Max(rowBlocks, CeilDiv(Math.Min(tiles, threads), _columnBlocks));
        _rowBlock = CeilDiv(CeilDiv(M, rowBlocks), Kernel.Mr) * Kernel.Mr;
        return CeilDiv(M, _rowBlock);
    }

    private static int CeilDiv(int a, int b) => (int)(((long)a + b - 1) / b);

    /// <summary>C[ic.., jc..] gets the products of k = pc .. pc + kc.</summary>
    private readonly void MultiplyBlock(GemmScratch scratch, int ic, int rows, int jc, int columns, int pc, int kc)
    {
        var use =
            pc == 0 && !Accumulate ? CUse.Store
            : Summation == GemmSummation.Sequential ? CUse.Continue
            : CUse.Add;
        var (mr, nr) = (Kernel.Mr, Kernel.Nr);
        var aRow = TransposeA ? 1 : RowStrideA;
        var aStep = TransposeA ? RowStrideA : 1;
        var a = A + ic * aRow + pc * aStep;
        for (var jr = jc; jr < jc + columns; jr += nr)
        {
            var width = Math.Min(nr, N - jr);
            var b = PanelOfB(scratch, jr, width, pc, kc, out var bStep);
            var c = C + ic * RowStrideC + jr;
            var aRows = a;
            for (var ir = 0; ir < rows; ir += mr, aRows += mr * aRow, c += mr * RowStrideC)
            {
                var height = Math.Min(mr, rows - ir);
                if (width == nr)
                    Kernel.Multiply(height, kc, aRows, aRow, aStep, b, bStep, c, RowStrideC, use);
                else
                    MultiplyEdge(scratch, height, kc, aRows, aRow, aStep, b, bStep, c, width, use);
            }
        }
    }

    /// <summary>A tile narrower than NR is computed beside C, and its columns that exist are copied.</summary>
    private readonly void MultiplyEdge(
        GemmScratch scratch,
        int height,
        int kc,
        float* a,
        nint aRow,
        nint aStep,
        float* b,
        nint bStep,
        float* c,
        int width,
        CUse use
    )
    {
        var nr = Kernel.Nr;
        var edge = scratch.Edge.Reserve((nuint)(Kernel.Mr * nr));
        if (use != CUse.Store)
            CopyColumns(c, RowStrideC, edge, nr, height, width);
        Kernel.Multiply(height, kc, a, aRow, aStep, b, bStep, edge, nr, use);
        CopyColumns(edge, nr, c, RowStrideC, height, width);
    }

    private static void CopyColumns(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        for (var i = 0; i < rows; i++, source += sourceRow, target += targetRow)
            new ReadOnlySpan<float>(source, columns).CopyTo(new Span<float>(target, columns));
    }

    /// <summary>B[pc.., jr..] as [kc, NR]: a packed panel, or B where it lies.</summary>
    private readonly float* PanelOfB(GemmScratch scratch, int jr, int width, int pc, int kc, out nint bStep)
    {
        var nr = Kernel.Nr;
        bStep = nr;
        if (PackedB != null)
            return PackedB + (nint)jr * K + (nint)pc * nr;
        if (_directB && width == nr)
        {
            bStep = RowStrideB;
            return B + pc * RowStrideB + jr;
        }
        var panel = scratch.PanelOfB.Reserve((nuint)kc * (nuint)nr);
        if (TransposeB)
            GemmPacking.TransposePanel(B + jr * RowStrideB + pc, RowStrideB, kc, width, panel, nr);
        else
            GemmPacking.CopyPanel(B + pc * RowStrideB + jr, RowStrideB, kc, width, panel, nr);
        return panel;
    }
}

/// <summary>The packing buffers of one thread.</summary>
internal sealed class GemmScratch
{
    [ThreadStatic]
    private static GemmScratch? _ofThisThread;

    public static GemmScratch OfThisThread => _ofThisThread ??= new GemmScratch();

    public AlignedBuffer PanelOfB { get; } = new();
    public AlignedBuffer Edge { get; } = new();
}

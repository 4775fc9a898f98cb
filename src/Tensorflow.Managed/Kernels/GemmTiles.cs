namespace Tensorflow.Kernels;

/// <summary>
/// C[m, n] = op(A)[m, k] · op(B)[k, n], cut into tiles of C. A tile is computed by one thread from beginning to end, so
/// threads share nothing but what they read. The five loops: jc and ic are the tile (NC columns, MC rows), pc walks k
/// in blocks of KC, jr walks the tile's columns by NR, ir its rows by MR.
/// </summary>
/// <remarks>
/// A panel of B (KC x NR) is packed just before its use and stays in the first-level cache over all ir, a block of A
/// (MC x KC) in the second. A that is not transposed is read where it lies: the micro-kernel takes one value of a row at
/// a time, and each row is contiguous.
/// </remarks>
internal unsafe struct GemmTiles : IRangeBody
{
    /// <summary>KC: a panel of B of this depth fills two thirds of a first-level cache.</summary>
    private const int KC = 256;

    /// <summary>MC: a block of A of this height fills a fraction of a second-level cache.</summary>
    private const int MC = 256;

    /// <summary>Multiplications below which a tile is not worth a thread.</summary>
    private const long TileWork = 1 << 18;

    private static long _lastCall;
    private int _kc;
    private int _rowBlock;
    private int _columnBlock;
    private int _columnBlocks;
    private long _call;

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

    /// <summary>Number of k summed apart before they are added to C, or 0 for one chain over all k.</summary>
    public required int SummationBlock { get; init; }

    /// <summary>Computes C, cut for the threads of <paramref name="pool"/>.</summary>
    public void Run(WorkerPool pool)
    {
        var blocks = (K + KC - 1) / KC;
        _kc = SummationBlock > 0 ? Math.Min(SummationBlock, K) : (K + blocks - 1) / blocks;
        if (TransposeA)
            _call = Interlocked.Increment(ref _lastCall);
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
            for (var pc = 0; pc < K; pc += _kc)
                MultiplyBlock(scratch, ic, rows, jc, columns, pc, Math.Min(_kc, K - pc));
        }
    }

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
            : SummationBlock > 0 ? CUse.Add
            : CUse.Continue;
        var (mr, nr) = (Kernel.Mr, Kernel.Nr);
        var a = TransposeA ? PackA(scratch, ic, rows, pc, kc) : A + ic * RowStrideA + pc;
        var (aRow, aStep) = TransposeA ? (1, mr) : (RowStrideA, 1);
        var aPanel = TransposeA ? (nint)kc * mr : mr * RowStrideA;
        for (var jr = jc; jr < jc + columns; jr += nr)
        {
            var width = Math.Min(nr, N - jr);
            var b = PanelOfB(scratch, jr, width, rows, pc, kc, out var bStep);
            var c = C + ic * RowStrideC + jr;
            var aRows = a;
            for (var ir = 0; ir < rows; ir += mr, aRows += aPanel, c += mr * RowStrideC)
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

    /// <summary>B[pc.., jr..] as [kc, NR]: a packed panel, or B itself where too few rows would use a copy.</summary>
    private readonly float* PanelOfB(GemmScratch scratch, int jr, int width, int rows, int pc, int kc, out nint bStep)
    {
        var nr = Kernel.Nr;
        bStep = nr;
        if (PackedB != null)
            return PackedB + (nint)jr * K + (nint)pc * nr;
        if (!TransposeB && width == nr && rows <= 2 * Kernel.Mr)
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

    /// <summary>The block [rows, kc] of a transposed A in panels of MR rows, each [kc, MR]; kept for this thread's next tile.</summary>
    private readonly float* PackA(GemmScratch scratch, int ic, int rows, int pc, int kc)
    {
        var mr = Kernel.Mr;
        var block = scratch.BlockOfA.Reserve((nuint)CeilDiv(rows, mr) * (nuint)mr * (nuint)kc);
        if (scratch.BlockOfAHolds == (_call, ic, pc))
            return block;
        scratch.BlockOfAHolds = (_call, ic, pc);
        for (var ir = 0; ir < rows; ir += mr)
        {
            var source = A + pc * RowStrideA + ic + ir;
            GemmPacking.CopyPanel(source, RowStrideA, kc, Math.Min(mr, rows - ir), block + (nint)ir * kc, mr);
        }
        return block;
    }
}

/// <summary>The packing buffers of one thread.</summary>
internal sealed class GemmScratch
{
    [ThreadStatic]
    private static GemmScratch? _ofThisThread;

    public static GemmScratch OfThisThread => _ofThisThread ??= new GemmScratch();

    public AlignedBuffer BlockOfA { get; } = new();
    public AlignedBuffer PanelOfB { get; } = new();
    public AlignedBuffer Edge { get; } = new();

    /// <summary>Which block of A is packed: number of the product, first row, first k.</summary>
    public (long Call, int Row, int Depth) BlockOfAHolds { get; set; }
}

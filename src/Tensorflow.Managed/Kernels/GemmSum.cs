using System.Runtime.Intrinsics;

namespace Tensorflow.Kernels;

/// <summary>
/// C[m, n] = the sum over g of op(A_g)[m, k] · op(B_g)[k, n], bit for bit what <see cref="AddN"/> makes of the single
/// products: first a group of up to nine of them, then groups of eight, each summed before it is added to C.
/// </summary>
/// <remarks>
/// No product lies in memory whole: its register tile goes into the tile of its group, and that one into C's. A tile of C
/// is one thread's from beginning to end. All A_g have one row stride, and so have all B_g.
/// </remarks>
internal unsafe struct GemmSum : IRangeBody
{
    /// <summary>Rows and columns of a tile: the group's sums and A_g's part stay in a second-level cache.</summary>
    private const int MaxRows = 264;
    private const int MaxColumns = 256;

    /// <summary>Multiplications below which a tile is not worth a thread.</summary>
    private const long TileWork = 1 << 18;

    private int _rowBlock;
    private int _columnBlock;
    private int _columnBlocks;

    public GemmSum() { }

    public GemmKernel Kernel { get; init; } = GemmKernel.Selected;

    /// <summary>The addresses of the A_g, in the order in which AddN takes its inputs.</summary>
    public required nint* A { get; init; }
    public required nint RowStrideA { get; init; }
    public bool TransposeA { get; init; }

    /// <summary>
    /// Where a transposed A_g is several matrices side by side, whose rows of C lie one below the other: how wide each is,
    /// which is its row stride too, with the addresses of all first ones, then of all second ones, ... in <see cref="A"/>.
    /// </summary>
    public int* Widths { get; init; }

    /// <summary>The addresses of the B_g.</summary>
    public required nint* B { get; init; }
    public required nint RowStrideB { get; init; }
    public bool TransposeB { get; init; }

    /// <summary>How many products are summed.</summary>
    public required int Count { get; init; }
    public required float* C { get; init; }
    public required nint RowStrideC { get; init; }
    public required int M { get; init; }
    public required int N { get; init; }
    public required int K { get; init; }

    /// <summary>In which blocks each product is summed; see <see cref="GemmSummation"/>.</summary>
    public int Summation { get; init; }

    /// <summary>Computes C, cut for the threads of <paramref name="pool"/>.</summary>
    public void Run(WorkerPool pool)
    {
        if (M <= 0 || N <= 0)
            return;
        if (K <= 0 || Count <= 0)
        {
            for (var i = 0; i < M; i++)
                new Span<float>(C + i * RowStrideC, N).Clear();
            return;
        }
        pool.For(Cut(pool.Threads), 1, ref this);
    }

    /// <summary>The tiles [start, end), numbered row block by row block.</summary>
    public readonly void Invoke(int start, int end)
    {
        var scratch = GemmScratch.OfThisThread;
        for (var tile = start; tile < end; tile++)
        {
            var (ic, jc) = (tile / _columnBlocks * _rowBlock, tile % _columnBlocks * _columnBlock);
            SumTile(scratch, ic, Math.Min(_rowBlock, M - ic), jc, Math.Min(_columnBlock, N - jc));
        }
    }

    /// <summary>Chooses the tile size; returns the number of tiles.</summary>
    private int Cut(int threads)
    {
        var wanted = (int)Math.Clamp((long)M * N * K * Count / TileWork, 1, threads == 1 ? 1 : threads * 2L);
        var rowBlocks = CeilDiv(M, MaxRows);
        _rowBlock = CeilDiv(CeilDiv(M, rowBlocks), Kernel.Mr) * Kernel.Mr;
        rowBlocks = CeilDiv(M, _rowBlock);
        var panels = CeilDiv(N, Kernel.Nr);
        var columnBlocks = Math.Max(CeilDiv(N, MaxColumns), CeilDiv(wanted, rowBlocks));
        _columnBlock = CeilDiv(panels, Math.Min(columnBlocks, panels)) * Kernel.Nr;
        _columnBlocks = CeilDiv(N, _columnBlock);
        return rowBlocks * _columnBlocks;
    }

    private readonly void SumTile(GemmScratch scratch, int ic, int rows, int jc, int columns)
    {
        var c = C + ic * RowStrideC + jc;
        // The group's tile is whole panels wide, so that only C has edges.
        var group = scratch.Group.Reserve((nuint)(_rowBlock * _columnBlock));
        for (int start = 0, end = AddN.FirstGroup(Count); start < Count; start = end, end += AddN.Group)
        {
            for (var g = start; g < end; g++)
            for (var j = 0; j < columns; j += Kernel.Nr)
                AddProduct(scratch, g, g == start, ic, rows, jc + j, Math.Min(Kernel.Nr, columns - j), group + j);
            Add(group, _columnBlock, c, RowStrideC, rows, columns, replace: start == 0);
        }
    }

    /// <summary>Adds (or stores, where it is the group's first) one panel of product g: target[rows, NR].</summary>
    private readonly void AddProduct(
        GemmScratch scratch,
        int g,
        bool first,
        int ic,
        int rows,
        int jr,
        int width,
        float* target
    )
    {
        var nr = Kernel.Nr;
        var length = GemmSummation.BlockLength(Summation, K, 0);
        if (first || length >= K)
        {
            for (int pc = 0, kc; pc < K; pc += kc)
            {
                kc = GemmSummation.BlockLength(Summation, K, pc);
                AddBlock(scratch, g, ic, rows, jr, width, pc, kc, target, _columnBlock, first && pc == 0);
            }
            return;
        }
        // The product's own blocks are added up before it joins the group.
        var whole = scratch.Edge.Reserve((nuint)(_rowBlock * nr));
        for (int pc = 0, kc; pc < K; pc += kc)
        {
            kc = GemmSummation.BlockLength(Summation, K, pc);
            AddBlock(scratch, g, ic, rows, jr, width, pc, kc, whole, nr, pc == 0);
        }
        Add(whole, nr, target, _columnBlock, rows, nr, replace: false);
    }

    /// <summary>Adds (or stores) the sums over k = pc .. pc + kc.</summary>
    private readonly void AddBlock(
        GemmScratch scratch,
        int g,
        int ic,
        int rows,
        int jr,
        int width,
        int pc,
        int kc,
        float* target,
        nint targetRow,
        bool store
    )
    {
        var nr = Kernel.Nr;
        var b = (float*)B[g];
        var panel = scratch.PanelOfB.Reserve((nuint)kc * (nuint)nr);
        if (TransposeB)
            GemmPacking.TransposePanel(b + jr * RowStrideB + pc, RowStrideB, kc, width, panel, nr);
        else
            GemmPacking.CopyPanel(b + pc * RowStrideB + jr, RowStrideB, kc, width, panel, nr);
        var use = store ? CUse.Store : CUse.Add;
        if (Widths == null)
        {
            var aRow = TransposeA ? 1 : RowStrideA;
            var aStep = TransposeA ? RowStrideA : 1;
            var a = (float*)A[g] + ic * aRow + pc * aStep;
            MultiplyRows(rows, kc, a, aRow, aStep, panel, target, targetRow, use);
            return;
        }
        for (int part = 0, first = 0; first < ic + rows; first += Widths[part++])
        {
            var (from, to) = (Math.Max(ic, first), Math.Min(ic + rows, first + Widths[part]));
            if (from >= to)
                continue;
            nint ld = Widths[part];
            var a = (float*)A[part * Count + g] + (from - first) + pc * ld;
            MultiplyRows(to - from, kc, a, 1, ld, panel, target + (from - ic) * targetRow, targetRow, use);
        }
    }

    private readonly void MultiplyRows(
        int rows,
        int kc,
        float* a,
        nint aRow,
        nint aStep,
        float* panel,
        float* target,
        nint targetRow,
        CUse use
    )
    {
        var (mr, nr) = (Kernel.Mr, Kernel.Nr);
        for (var ir = 0; ir < rows; ir += mr, a += mr * aRow, target += mr * targetRow)
            Kernel.Multiply(Math.Min(mr, rows - ir), kc, a, aRow, aStep, panel, nr, target, targetRow, use);
    }

    /// <summary>target = source, or target + source.</summary>
    private static void Add(
        float* source,
        nint sourceRow,
        float* target,
        nint targetRow,
        int rows,
        int columns,
        bool replace
    )
    {
        for (var i = 0; i < rows; i++, source += sourceRow, target += targetRow)
        {
            if (replace)
            {
                new ReadOnlySpan<float>(source, columns).CopyTo(new Span<float>(target, columns));
                continue;
            }
            var j = 0;
            for (; j + 8 <= columns; j += 8)
                (Vector256.Load(target + j) + Vector256.Load(source + j)).Store(target + j);
            for (; j < columns; j++)
                target[j] += source[j];
        }
    }

    private static int CeilDiv(int a, int b) => (a + b - 1) / b;
}

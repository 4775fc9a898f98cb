using System.Runtime.Intrinsics;

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
internal unsafe struct GemmTiles(in GemmProduct product) : IRangeBody
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

    private readonly GemmProduct _product = product;
    private bool _directB;
    private int _kc;
    private int _rowBlock;
    private int _columnBlock;
    private int _columnBlocks;

    /// <summary>Computes C, cut for the threads of <paramref name="pool"/>.</summary>
    public void Run(WorkerPool pool) => pool.For(Cut(pool.Threads), 1, ref this);

    /// <summary>Computes C on the calling thread.</summary>
    public void RunHere() => Invoke(0, Cut(1));

    /// <summary>The tiles [start, end), numbered row block by row block.</summary>
    public readonly void Invoke(int start, int end)
    {
        var scratch = GemmScratch.OfThisThread;
        for (var tile = start; tile < end; tile++)
        {
            var (ic, jc) = (tile / _columnBlocks * _rowBlock, tile % _columnBlocks * _columnBlock);
            var (rows, columns) = (Math.Min(_rowBlock, _product.M - ic), Math.Min(_columnBlock, _product.N - jc));
            for (int pc = 0, kc; pc < _product.K; pc += kc)
            {
                kc = Depth(pc);
                MultiplyBlock(scratch, ic, rows, jc, columns, pc, kc);
            }
        }
    }

    /// <summary>KC at pc. A chain may be cut anywhere, C holds it meanwhile; a block is summed in one go.</summary>
    private readonly int Depth(int pc)
    {
        var (summation, rest) = (_product.Summation, _product.K - pc);
        if (summation == GemmSummation.Sequential)
            return Math.Min(_kc, rest);
        if (_product.KTotal == 0)
            return GemmSummation.BlockLength(summation, _product.K, pc);
        var start = _product.KOrigin + pc;
        var first = GemmSummation.BlockLength(summation, _product.KTotal, 0);
        var length = start < first ? first - start : GemmSummation.BlockLength(summation, _product.KTotal, start);
        return Math.Min(length, rest);
    }

    /// <summary>How the products from pc on meet C.</summary>
    private readonly CUse UseOfC(int pc)
    {
        var start = _product.KOrigin + pc;
        if (start == 0 && !_product.Accumulate)
            return CUse.Store;
        var summation = _product.Summation;
        if (summation == GemmSummation.Sequential)
            return CUse.Continue;
        return start > 0 && start < GemmSummation.BlockLength(summation, Math.Max(_product.KTotal, _product.K), 0)
            ? CUse.Continue
            : CUse.Add;
    }

    /// <summary>Chooses the tile size, for a few tiles per thread; returns the number of tiles.</summary>
    private int Cut(int threads)
    {
        var (m, n, k, kernel) = (_product.M, _product.N, _product.K, _product.Kernel);
        // Up to two uses of a panel do not pay for packing it.
        _directB = !_product.TransposeB && _product.PackedB == null && m <= 2 * kernel.Mr;
        var kc = _directB && m <= RowM ? RowKC : KC;
        _kc = CeilDiv(k, CeilDiv(k, kc));
        var tiles = (int)Math.Min(threads * 4L, (long)m * n * k / TileWork);
        var panels = CeilDiv(n, kernel.Nr);
        var rowBlocks = CeilDiv(m, MC);
        _columnBlock = CeilDiv(panels, Math.Clamp(CeilDiv(tiles, rowBlocks), 1, panels)) * kernel.Nr;
        _columnBlocks = CeilDiv(n, _columnBlock);
        rowBlocks = Math.Max(rowBlocks, CeilDiv(Math.Min(tiles, threads), _columnBlocks));
        _rowBlock = CeilDiv(CeilDiv(m, rowBlocks), kernel.Mr) * kernel.Mr;
        return CeilDiv(m, _rowBlock) * _columnBlocks;
    }

    private static int CeilDiv(int a, int b) => (int)(((long)a + b - 1) / b);

    /// <summary>C[ic.., jc..] gets the products of k = pc .. pc + kc.</summary>
    private readonly void MultiplyBlock(GemmScratch scratch, int ic, int rows, int jc, int columns, int pc, int kc)
    {
        var use = UseOfC(pc);
        var bias = pc + kc == _product.K ? _product.Bias : null;
        var kernel = _product.Kernel;
        var (mr, nr, cRow) = (kernel.Mr, kernel.Nr, _product.RowStrideC);
        var aRow = _product.TransposeA ? 1 : _product.RowStrideA;
        var aStep = _product.TransposeA ? _product.RowStrideA : 1;
        var a = _product.A + ic * aRow + pc * aStep;
        var first =
            _product.M <= RowM && (_directB || _product.PackedB != null)
                ? MultiplyRows(a, aRow, aStep, ic, rows, jc, columns, pc, kc, use, bias)
                : jc;
        for (var jr = first; jr < jc + columns; jr += nr)
        {
            var width = Math.Min(nr, _product.N - jr);
            var b = PanelOfB(scratch, jr, width, pc, kc, out var bStep);
            var c = _product.C + ic * cRow + jr;
            var aRows = a;
            for (var ir = 0; ir < rows; ir += mr, aRows += mr * aRow, c += mr * cRow)
            {
                var height = Math.Min(mr, rows - ir);
                if (width == nr)
                    kernel.Multiply(height, kc, aRows, aRow, aStep, b, bStep, c, cRow, use);
                else
                    MultiplyEdge(scratch, height, kc, aRows, aRow, aStep, b, bStep, c, width, use);
                if (bias != null)
                    AddBias(c, cRow, bias + jr, height, width);
            }
        }
    }

    /// <summary>
    /// The same row by row, four panels of B at a time; returns the first column of those panels that are left.
    /// </summary>
    private readonly int MultiplyRows(
        float* a,
        nint aRow,
        nint aStep,
        int ic,
        int rows,
        int jc,
        int columns,
        int pc,
        int kc,
        CUse use,
        float* bias
    )
    {
        var (nr, cRow) = (_product.Kernel.Nr, _product.RowStrideC);
        var packed = _product.PackedB != null;
        var bPanel = packed ? nr * (nint)_product.PackedRows : nr;
        var bStep = packed ? nr : _product.RowStrideB;
        var jr = jc;
        for (var end = Math.Min(jc + columns, _product.N); jr + 4 * nr <= end; jr += 4 * nr)
        {
            var b = packed
                ? _product.PackedB + (nint)jr * _product.PackedRows + (nint)pc * nr
                : _product.B + pc * bStep + jr;
            for (var i = 0; i < rows; i++)
            {
                var c = _product.C + (ic + i) * cRow + jr;
                _product.Kernel.MultiplyRow(kc, a + i * aRow, aStep, b, bPanel, bStep, c, use);
                if (bias != null)
                    AddBias(c, cRow, bias + jr, 1, 4 * nr);
            }
        }
        return jr;
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
        var (kernel, cRow) = (_product.Kernel, _product.RowStrideC);
        var nr = kernel.Nr;
        var edge = scratch.Edge.Reserve((nuint)(kernel.Mr * nr));
        if (use != CUse.Store)
            CopyColumns(c, cRow, edge, nr, height, width);
        kernel.Multiply(height, kc, a, aRow, aStep, b, bStep, edge, nr, use);
        CopyColumns(edge, nr, c, cRow, height, width);
    }

    private static void CopyColumns(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        for (var i = 0; i < rows; i++, source += sourceRow, target += targetRow)
            new ReadOnlySpan<float>(source, columns).CopyTo(new Span<float>(target, columns));
    }

    private static void AddBias(float* c, nint cRow, float* bias, int rows, int columns)
    {
        for (var i = 0; i < rows; i++, c += cRow)
        {
            var j = 0;
            for (; j + 8 <= columns; j += 8)
                (Vector256.Load(c + j) + Vector256.Load(bias + j)).Store(c + j);
            for (; j < columns; j++)
                c[j] += bias[j];
        }
    }

    /// <summary>B[pc.., jr..] as [kc, NR]: a packed panel, or B where it lies.</summary>
    private readonly float* PanelOfB(GemmScratch scratch, int jr, int width, int pc, int kc, out nint bStep)
    {
        var nr = _product.Kernel.Nr;
        bStep = nr;
        if (_product.PackedB != null)
            return _product.PackedB + (nint)jr * _product.PackedRows + (nint)pc * nr;
        var source = _product.B;
        var ld = _product.RowStrideB;
        if (_directB && width == nr)
        {
            bStep = ld;
            return source + pc * ld + jr;
        }
        var panel = scratch.PanelOfB.Reserve((nuint)kc * (nuint)nr);
        if (_product.TransposeB)
            GemmPacking.TransposePanel(source + jr * ld + pc, ld, kc, width, panel, nr);
        else
            GemmPacking.CopyPanel(source + pc * ld + jr, ld, kc, width, panel, nr);
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

    /// <summary>The sum of one group of products; see <see cref="GemmSum"/>.</summary>
    public AlignedBuffer Group { get; } = new();
}

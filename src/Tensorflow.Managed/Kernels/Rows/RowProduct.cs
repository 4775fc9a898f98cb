using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>
/// C[rows, n] = A[rows, k] · B[k, n] for a B that is packed in panels of NR columns, or lies in rows. A and C may each be
/// several matrices side by side; columns of C that no part takes are not computed.
/// </summary>
/// <remarks>
/// Each element is summed as in <see cref="Gemm"/> with <see cref="GemmSummation.TensorFlow"/>; where A's parts meet, a
/// chain goes on from what C holds, which keeps its bits.
/// </remarks>
internal sealed unsafe class RowProduct : RowStep
{
    private readonly RowPlace[] _a;
    private readonly RowPlace _b;
    private readonly bool _packed;
    private readonly (int First, RowPlace Place)[] _c;
    private readonly int _k;
    private readonly int _n;
    private readonly GemmKernel _kernel = GemmKernel.Selected;

    /// <param name="a">A's parts, from left to right.</param>
    /// <param name="b">B's panels, or its rows.</param>
    /// <param name="packed">Whether B is packed.</param>
    /// <param name="c">C's parts, with the column of the product at which each begins.</param>
    /// <param name="n">The columns of B.</param>
    public RowProduct(RowPlace[] a, RowPlace b, bool packed, (int First, RowPlace Place)[] c, int n)
    {
        (_a, _b, _packed, _c, _n) = (a, b, packed, c, n);
        _k = a.Sum(part => part.Columns);
    }

    public override bool IsElementwise => false;

    public override int Width => _n;

    public override long FlopsPerRow => 2L * _k * _n;

    /// <summary>Floats that a packed B takes.</summary>
    public static long PackedLength(int k, int n) =>
        ((long)n + GemmKernel.Selected.Nr - 1) / GemmKernel.Selected.Nr * GemmKernel.Selected.Nr * k;

    public override void Run(RowAddresses at, int start, int end, int rows)
    {
        var nr = _kernel.Nr;
        for (int pc = 0, kc; pc < _k; pc += kc)
        {
            kc = GemmSummation.BlockLength(GemmSummation.TensorFlow, _k, pc);
            foreach (var (first, place) in _c)
                for (var j = 0; j < place.Columns; )
                {
                    // A panel's columns from here to its end, or to the end of C's part.
                    var within = (first + j) % nr;
                    var width = Math.Min(nr - within, place.Columns - j);
                    Panel(at, start, end, pc, kc, first + j - within, within, width, place.Part(j, width));
                    j += width;
                }
        }
    }

    /// <summary>Columns [within, within + width) of the panel at column jr, for k = pc .. pc + kc.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Panel(
        RowAddresses at,
        int start,
        int end,
        int pc,
        int kc,
        int jr,
        int within,
        int width,
        in RowPlace c
    )
    {
        var nr = _kernel.Nr;
        var bAt = at.Of(_b, 0);
        float* b;
        nint bStep;
        var scratch = GemmScratch.OfThisThread;
        if (_packed)
        {
            b = bAt + (nint)jr * _k + (nint)pc * nr;
            bStep = nr;
        }
        else if (jr + nr <= _n)
        {
            b = bAt + (nint)pc * _b.Stride + jr;
            bStep = _b.Stride;
        }
        else
        {
            b = scratch.PanelOfB.Reserve((nuint)(kc * nr));
            bStep = nr;
            GemmPacking.CopyPanel(bAt + (nint)pc * _b.Stride + jr, _b.Stride, kc, _n - jr, b, nr);
        }
        var whole = width == nr;
        var edge = scratch.Edge.Reserve((nuint)(_kernel.Mr * nr));
        for (var row = start; row < end; )
        {
            var height = Height(end - row);
            var target = at.Of(c, row);
            var parts = PartsIn(pc, kc);
            var beside = !whole || (parts > 1 && pc > 0);
            if (beside)
            {
                Chain(at, row, height, pc, kc, b, bStep, edge, nr, CUse.Store);
                Put(edge, nr, within, width, target, c.Stride, height, add: pc > 0);
            }
            else
                Chain(at, row, height, pc, kc, b, bStep, target, c.Stride, pc > 0 ? CUse.Add : CUse.Store);
            row += height;
        }
    }

    /// <summary>One tile: the sums over k = pc .. pc + kc, part of A by part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Chain(
        RowAddresses at,
        int row,
        int height,
        int pc,
        int kc,
        float* b,
        nint bStep,
        float* c,
        nint cRow,
        CUse use
    )
    {
        var partStart = 0;
        foreach (var part in _a)
        {
            var (from, to) = (Math.Max(pc, partStart), Math.Min(pc + kc, partStart + part.Columns));
            if (from < to)
            {
                var a = at.Of(part, row) + from - partStart;
                _kernel.Multiply(height, to - from, a, part.Stride, 1, b + (from - pc) * bStep, bStep, c, cRow, use);
                use = CUse.Continue;
            }
            partStart += part.Columns;
        }
    }

    /// <summary>How many parts of A take part in k = pc .. pc + kc.</summary>
    private int PartsIn(int pc, int kc)
    {
        var (count, partStart) = (0, 0);
        foreach (var part in _a)
        {
            if (Math.Max(pc, partStart) < Math.Min(pc + kc, partStart + part.Columns))
                count++;
            partStart += part.Columns;
        }
        return count;
    }

    /// <summary>The height of the next tile: MR, but where that would leave a flat one, two of eight.</summary>
    private int Height(int rest) =>
        rest <= _kernel.Mr ? rest
        : rest == 16 && _kernel.Mr == 12 ? 8
        : _kernel.Mr;

    private static void Put(
        float* edge,
        nint edgeRow,
        int within,
        int width,
        float* target,
        nint targetRow,
        int rows,
        bool add
    )
    {
        for (var i = 0; i < rows; i++, edge += edgeRow, target += targetRow)
        for (var j = 0; j < width; j++)
            target[j] = add ? target[j] + edge[within + j] : edge[within + j];
    }
}

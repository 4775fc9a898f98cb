namespace Tensorflow.Kernels;

/// <summary>A buffer that lives within a block of rows only: so many columns, from this offset on for each row.</summary>
internal readonly record struct RowLocal(int Buffer, int Columns, int OffsetPerRow);

/// <summary>
/// Steps that a thread makes for a block of rows from the first to the last, before it takes the next block: no thread
/// waits for another one between steps, and what lives within the block stays in its caches.
/// </summary>
internal sealed unsafe class RowProgram
{
    /// <summary>Rows of a block: several register tiles for each panel of B, few enough for a second-level cache.</summary>
    private const int MaxBlockRows = 128;

    /// <summary>Addresses that a thread's stack takes.</summary>
    private const int OnStack = 8192;

    /// <summary>Elements of an array on which neighbouring elementwise steps work in turn.</summary>
    private const int ElementsAtOnce = 1024;

    /// <summary>Work, in elements or multiplications / 16, that is worth another thread.</summary>
    private const long ThreadWork = 1 << 15;

    private readonly RowStep[] _steps;
    private readonly RowLocal[] _locals;
    private readonly int _buffers;
    private readonly int _rows;
    private readonly long _rowWork;
    private readonly int _scratchPerRow;

    /// <summary>Where runs of elementwise steps, or single other steps, end; and how many rows they take at once.</summary>
    private readonly (int End, int Rows)[] _runs;

    /// <param name="steps">The steps in order.</param>
    /// <param name="buffers">How many buffers they use, the local ones last.</param>
    /// <param name="locals">The buffers that live within a block.</param>
    /// <param name="rows">The rows of all matrices.</param>
    /// <param name="rowWork">Elements, or multiplications / 16, of a row.</param>
    public RowProgram(RowStep[] steps, int buffers, RowLocal[] locals, int rows, long rowWork)
    {
        (_steps, _buffers, _locals, _rows, _rowWork) = (steps, buffers, locals, rows, rowWork);
        foreach (var local in locals)
            _scratchPerRow = Math.Max(_scratchPerRow, local.OffsetPerRow + local.Columns);
        var runs = new List<(int, int)>();
        for (int first = 0, last; first < steps.Length; first = last)
        {
            last = first + 1;
            while (steps[first].IsElementwise && last < steps.Length && steps[last].IsElementwise)
                last++;
            var width = steps[first].IsElementwise ? Average(first, last) : 0;
            runs.Add((last, width == 0 ? int.MaxValue : Math.Max(1, ElementsAtOnce / width)));
        }
        _runs = [.. runs];
        Flops = rows * steps.Sum(step => step.FlopsPerRow);

        int Average(int first, int last) => (int)_steps[first..last].Average(step => Math.Max(1, step.Width));
    }

    public int Rows => _rows;

    /// <summary>Multiplications and additions of its products.</summary>
    public long Flops { get; }

    /// <summary>Runs all steps; addresses are those of the buffers that are not local.</summary>
    public void Run(WorkerPool pool, nint* addresses)
    {
        var pieces = (int)Math.Clamp(_rows * _rowWork / ThreadWork, 1, pool.Threads);
        var blocks = (_rows + MaxBlockRows - 1) / MaxBlockRows;
        blocks = Math.Min(_rows, (blocks + pieces - 1) / pieces * pieces);
        var body = new Body
        {
            Program = this,
            Addresses = addresses,
            BlockRows = (_rows + blocks - 1) / blocks,
        };
        if (pieces == 1)
            body.Invoke(0, blocks);
        else
            pool.For(blocks, 1, ref body);
    }

    private void RunBlock(nint* addresses, int start, int end, int blockRows)
    {
        Span<nint> places = _buffers <= OnStack ? stackalloc nint[_buffers] : new nint[_buffers];
        new ReadOnlySpan<nint>(addresses, _buffers - _locals.Length).CopyTo(places);
        fixed (nint* pointer = places)
            RunBlock((float**)pointer, start, end, blockRows);
    }

    private void RunBlock(float** buffers, int start, int end, int blockRows)
    {
        var scratch = RowScratch.OfThisThread.Reserve((nuint)_scratchPerRow * (nuint)blockRows);
        foreach (var local in _locals)
            buffers[local.Buffer] = scratch + (nint)local.OffsetPerRow * blockRows - (nint)start * local.Columns;
        var at = new RowAddresses(buffers);
        var first = 0;
        foreach (var (last, atOnce) in _runs)
        {
            if (atOnce >= end - start)
                for (var step = first; step < last; step++)
                    _steps[step].Run(at, start, end, _rows);
            else
                for (var row = start; row < end; row += atOnce)
                for (var step = first; step < last; step++)
                    _steps[step].Run(at, row, Math.Min(row + atOnce, end), _rows);
            first = last;
        }
    }

    private struct Body : IRangeBody
    {
        public required RowProgram Program { get; init; }
        public required nint* Addresses { get; init; }
        public required int BlockRows { get; init; }

        public readonly void Invoke(int start, int end)
        {
            for (var block = start; block < end; block++)
            {
                var row = block * BlockRows;
                if (row < Program._rows)
                    Program.RunBlock(Addresses, row, Math.Min(row + BlockRows, Program._rows), BlockRows);
            }
        }
    }
}

/// <summary>The memory of one thread for what lives within a block.</summary>
internal static class RowScratch
{
    [ThreadStatic]
    private static AlignedBuffer? _ofThisThread;

    public static AlignedBuffer OfThisThread => _ofThisThread ??= new();
}

namespace TfNetLstm.Tracing;

/// <summary>One kernel of one run, or a piece of it on another thread.</summary>
/// <param name="Name">The node.</param>
/// <param name="Kind">Its op, or what a rewrite made of several.</param>
/// <param name="Worker">0 for the thread that runs the graph, else the number of the one that helps.</param>
/// <param name="Start">In ticks of the stopwatch.</param>
/// <param name="End">In ticks of the stopwatch.</param>
internal readonly record struct KernelEvent(string Name, string Kind, int Worker, long Start, long End);

/// <summary>What all kernels of one kind have cost.</summary>
internal sealed class KernelTotal(string kind)
{
    /// <summary>The op.</summary>
    public string Kind { get; } = kind;

    /// <summary>How often it ran.</summary>
    public long Calls { get; set; }

    /// <summary>In ticks of the stopwatch.</summary>
    public long Ticks { get; set; }

    /// <summary>Of its matrix products.</summary>
    public long Flops { get; set; }

    /// <summary>Of inputs and outputs.</summary>
    public long Bytes { get; set; }
}

/// <summary>Notes the kernels of a session's runs: sums by kind, and single events where those are wanted.</summary>
internal sealed class KernelLog(bool keepEvents)
{
    /// <summary>More do not open in a browser.</summary>
    public const int MaxEvents = 400_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, KernelTotal> _totals = new(StringComparer.Ordinal);
    private readonly List<KernelEvent> _events = [];
    private readonly List<(int Worker, long Start, long End)> _pieces = [];

    /// <summary>In the order in which they ended.</summary>
    public IReadOnlyList<KernelEvent> Events => _events;

    /// <summary>The kinds, the most expensive first.</summary>
    public IReadOnlyList<KernelTotal> Totals => [.. _totals.Values.OrderByDescending(t => t.Ticks)];

    /// <summary>Events that came when there were too many.</summary>
    public long Dropped { get; private set; }

    /// <summary>A kernel has ended.</summary>
    public void Add(string name, string kind, long start, long end, long flops, long bytes)
    {
        lock (_gate)
        {
            if (!_totals.TryGetValue(kind, out var total))
                _totals.Add(kind, total = new(kind));
            total.Calls++;
            total.Ticks += end - start;
            total.Flops += flops;
            total.Bytes += bytes;
            foreach (var (worker, from, to) in _pieces)
                Keep(new(name, kind, worker, from, to));
            _pieces.Clear();
            Keep(new(name, kind, 0, start, end));
        }
    }

    /// <summary>Another thread has done a piece of the kernel that is running.</summary>
    public void AddPiece(int worker, long start, long end)
    {
        if (!keepEvents)
            return;
        lock (_gate)
            _pieces.Add((worker, start, end));
    }

    private void Keep(KernelEvent kernel)
    {
        if (!keepEvents)
            return;
        if (_events.Count < MaxEvents)
            _events.Add(kernel);
        else
            Dropped++;
    }
}

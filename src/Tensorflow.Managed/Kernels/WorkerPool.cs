using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>One piece of a parallel loop: handles the indices [start, end).</summary>
internal interface IRangeBody
{
    void Invoke(int start, int end);
}

/// <summary>
/// A fixed set of threads that split index ranges between them, the caller being one of them. What a body writes for
/// an index must not depend on how the range was cut; then no result depends on the number of threads.
/// </summary>
/// <remarks>
/// Pieces are claimed from one word, (job number, next piece), by compare-and-swap: a claim succeeds only if that very
/// job is still open, so a late worker can never touch the next job with the last one's body. The caller waits for
/// claimed pieces only; a worker that the machine gives no time to does not hold it up.
/// </remarks>
internal sealed unsafe partial class WorkerPool : IDisposable
{
    /// <summary>Pieces per thread: enough that others take over from a disturbed core, few enough to be free.</summary>
    private const int PiecesPerThread = 4;
    private const uint Closed = uint.MaxValue;

    /// <summary>How long a thread looks for work (or for the last piece) before it blocks.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency * 40 / 1_000_000;

    private static readonly Dictionary<int, WorkerPool> _shared = [];

    private Worker[] _workers = [];
    private volatile bool _disposed;
    private int _busy;
    private int _runs;
    private ExceptionDispatchInfo? _error;

    // The open job. Written only while the claim word is closed.
    private delegate* <void*, int, int, void> _invoke;
    private void* _body;
    private int _count;
    private int _pieceSize;
    private int _pieces;
    private int _helpers;
    private IWorkObserver? _observer;

    private PaddedLong _claim = new() { Value = Closed };
    private PaddedInt _done;

    public WorkerPool(int threads) => Threads = Math.Max(1, threads);

    public int Threads { get; }

    /// <summary>Who sees when other threads work for this one.</summary>
    [field: ThreadStatic]
    public static IWorkObserver? Observer { get; set; }

    /// <summary>
    /// The pool of that many threads which all sessions of the process have together; its threads are started once, by
    /// the first loop that is worth it, and never end.
    /// </summary>
    public static WorkerPool Shared(int threads)
    {
        lock (_shared)
        {
            if (!_shared.TryGetValue(threads, out var pool))
                _shared.Add(threads, pool = new(threads));
            return pool;
        }
    }

    /// <summary>
    /// Says that a run begins which will have many loops. As long as there are several, each leaves a thread to each of the
    /// others: they would only get in each other's way.
    /// </summary>
    public void EnterRun() => Interlocked.Increment(ref _runs);

    /// <summary>Says that a run is over.</summary>
    public void LeaveRun() => Interlocked.Decrement(ref _runs);

    /// <summary>
    /// Runs <paramref name="body"/> over [0, count), cut at multiples of <paramref name="grain"/>. Runs on the calling
    /// thread alone when the pool is in use already: from inside a body, or by another caller.
    /// </summary>
    public void For<TBody>(int count, int grain, ref TBody body)
        where TBody : struct, IRangeBody
    {
        if (count <= 0)
            return;
        grain = Math.Max(1, grain);
        var grains = (int)(((long)count + grain - 1) / grain);
        var helpers = Threads - Math.Max(1, Volatile.Read(ref _runs));
        if (helpers <= 0 || grains == 1 || _disposed || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            body.Invoke(0, count);
            return;
        }
        if (!_hasWaited)
            WaitOnce();
        // The workers reach the body by address, so it must lie on this stack and not in an object that may move.
        var local = body;
        try
        {
            _helpers = helpers;
            var pieces = Math.Min(grains, (helpers + 1) * PiecesPerThread);
            _pieceSize = (int)Math.Min(int.MaxValue, (long)((grains + pieces - 1) / pieces) * grain);
            Run(&Invoke<TBody>, Unsafe.AsPointer(ref local), count);
        }
        finally
        {
            body = local;
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Ends the threads; later loops run on their caller.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (var worker in _workers)
            worker.End();
    }

    private static void Invoke<TBody>(void* body, int start, int end)
        where TBody : struct, IRangeBody => Unsafe.AsRef<TBody>(body).Invoke(start, end);

    private void Run(delegate* <void*, int, int, void> invoke, void* body, int count)
    {
        if (_workers.Length == 0)
            StartWorkers();
        _invoke = invoke;
        _body = body;
        _count = count;
        _pieces = (int)(((long)count + _pieceSize - 1) / _pieceSize);
        _observer = Observer;
        _done.Value = 0;
        var job = (ulong)Volatile.Read(ref _claim.Value) >> 32;
        Interlocked.Exchange(ref _claim.Value, (long)((job + 1) << 32));
        for (var i = 0; i < _helpers; i++)
            _workers[i].Wake();
        WorkOnOpenJob();
        AwaitClaimedPieces();
        Interlocked.Or(ref _claim.Value, Closed);
        if (Interlocked.Exchange(ref _error, null) is { } error)
            error.Throw();
    }

    /// <summary>Claims and runs pieces of the open job until there are none; says whether there was one.</summary>
    private bool WorkOnOpenJob(Worker? worker = null)
    {
        var worked = false;
        while (true)
        {
            var claim = Volatile.Read(ref _claim.Value);
            var invoke = _invoke;
            var body = _body;
            var (count, size, pieces) = (_count, _pieceSize, _pieces);
            var observer = worker is null ? null : _observer;
            var piece = (uint)claim;
            if (piece == Closed || piece >= pieces || worker?.Number > _helpers)
                return worked;
            if (Interlocked.CompareExchange(ref _claim.Value, claim + 1, claim) != claim)
                continue;
            worked = true;
            var start = observer is null ? 0 : Stopwatch.GetTimestamp();
            RunPiece(invoke, body, (int)piece * size, (int)Math.Min(count, ((long)piece + 1) * size));
            observer?.Worked(worker!.Number, start, Stopwatch.GetTimestamp());
            if (Interlocked.Increment(ref _done.Value) == pieces)
                WakeCaller();
        }
    }

    private void RunPiece(delegate* <void*, int, int, void> invoke, void* body, int start, int end)
    {
        if (Volatile.Read(ref _error) is not null)
            return;
        try
        {
            invoke(body, start, end);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null);
        }
    }

    private static bool AllDone(WorkerPool pool) => Volatile.Read(ref pool._done.Value) == pool._pieces;

    private bool HasWork(int worker)
    {
        var piece = (uint)Volatile.Read(ref _claim.Value);
        return _disposed
            || (piece != Closed && piece < Volatile.Read(ref _pieces) && worker <= Volatile.Read(ref _helpers));
    }

    private void StartWorkers()
    {
        var workers = new Worker[Threads - 1];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = new Worker(this, i + 1);
        _workers = workers;
    }

    /// <summary>A word alone in its cache lines: its writers do not disturb the readers of other fields.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedLong
    {
        [FieldOffset(128)]
        public long Value;
    }

    /// <inheritdoc cref="PaddedLong" />
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedInt
    {
        [FieldOffset(128)]
        public int Value;
    }
}

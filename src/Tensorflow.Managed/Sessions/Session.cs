using NumSharp;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>
/// Runs a graph. Variables live in the session. <c>run</c> may be called from several threads; each call computes on all
/// threads of the session, and its results do not depend on their number.
/// </summary>
public partial class Session : IDisposable
{
    /// <summary>The tensors fed in this thread's last run: memory for those of its next one.</summary>
    [ThreadStatic]
    private static Tensor[]? _feedKeys;

    private readonly SessionState _state = new();
    private readonly BufferPool _buffers = new();
    private readonly WorkerPool _workers;
    private readonly IReadOnlyList<Sessions.Rewrites.Rewrite> _rewrites;
    private readonly List<Plan> _plans = [];
    private IRunObserver? _observer;
    private WorkObserver? _workObserver;
    private volatile bool _closed;

    /// <summary>A session for a graph, the default one where null.</summary>
    /// <exception cref="ValueError">The number of threads is negative.</exception>
    public Session(Graph? graph = null, ConfigProto? config = null)
    {
        this.graph = graph ?? Graph.Default;
        var threads = config?.IntraOpParallelismThreads ?? 0;
        if (threads < 0)
            throw new ValueError($"IntraOpParallelismThreads must be 0 or above, not {threads}.");
        _rewrites = config?.EnabledRewrites() ?? Sessions.Rewrites.Rewrite.All;
        _workers = WorkerPool.Shared(threads > 0 ? threads : Environment.ProcessorCount);
    }

    /// <summary>The graph that this session runs.</summary>
    public Graph graph { get; }

    /// <summary>The files that the session's nodes read and write.</summary>
    internal Formats.IFileLayer Files
    {
        get => _state.Files;
        set => _state.Files = value;
    }

    /// <summary>Who sees the kernels of all runs; null, and no time is taken, where nobody does.</summary>
    public IRunObserver? Observer
    {
        get => _observer;
        set
        {
            _observer = value;
            _workObserver = value is null ? null : new(value);
        }
    }

    /// <summary>Gives back threads and memory; the session cannot be used afterwards.</summary>
    public void close() => Dispose();

    /// <summary>Gives back threads and memory; the session cannot be used afterwards.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back threads and memory.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_closed)
            return;
        _closed = true;
    }

    /// <summary>
    /// Runs once: computes the fetched tensors and runs the targets, with these values fed. A steady loop allocates what it
    /// fetches and nothing else.
    /// </summary>
    private void Run(
        ReadOnlySpan<Tensor> fetches,
        ReadOnlySpan<Operation> targets,
        ReadOnlySpan<FeedItem> feeds,
        Span<NDArray> results,
        IRunObserver? tracer = null
    )
    {
        var keys = _feedKeys is { } used && used.Length >= feeds.Length ? used : new Tensor[feeds.Length];
        _feedKeys = null;
        for (var i = 0; i < feeds.Length; i++)
            keys[i] = FeedKey(feeds[i]);
        var fed = keys.AsSpan(0, feeds.Length);
        CheckDistinct(fed);
        var plan = PlanFor(fetches, targets, fed);
        var frame = plan.Rent(_workers, _buffers);
        var outer = WorkerPool.Observer;
        _workers.EnterRun();
        try
        {
            WorkerPool.Observer = _workObserver;
            for (var i = 0; i < feeds.Length; i++)
                Feeding.Feed(fed[i], feeds[i].Value, frame[plan.FeedSlots[i]], _buffers);
            frame.Run(BothObservers.Of(_observer, tracer));
            for (var i = 0; i < results.Length; i++)
                results[i] = HostArrays.ToNDArray(FetchedValue(frame, plan, i));
        }
        finally
        {
            _workers.LeaveRun();
            WorkerPool.Observer = outer;
            frame.Clear();
            plan.Return(frame);
            fed.Clear();
            _feedKeys = keys;
        }
    }

    private void CheckUsable()
    {
        if (_closed)
            throw new RuntimeError("Attempted to use a closed Session.");
        if (graph.get_operations().Count == 0)
            throw new RuntimeError("The Session graph is empty. Add operations to the graph before calling run().");
    }

    private static Value FetchedValue(Frame frame, Plan plan, int fetch) =>
        plan.IsDead(frame, fetch)
            ? throw new InvalidArgumentError(
                $"Retval[{fetch}] does not have value: '{plan.FetchName(fetch)}' lies in a branch that was not taken."
            )
        : frame[plan.FetchSlots[fetch]] is { IsSet: true } value ? value
        : throw new FailedPreconditionError($"Attempting to use uninitialized value {plan.FetchName(fetch)}");

    private Plan PlanFor(ReadOnlySpan<Tensor> fetches, ReadOnlySpan<Operation> targets, ReadOnlySpan<Tensor> feeds)
    {
        lock (_plans)
        {
            foreach (var known in _plans)
                if (known.Fits(fetches, targets, feeds))
                    return known;
            var plan = new Plan(fetches.ToArray(), targets.ToArray(), feeds.ToArray(), _state, _rewrites);
            _plans.Add(plan);
            return plan;
        }
    }

    private Tensor FeedKey(FeedItem feed)
    {
        if (feed is null)
            throw new TypeError("A feed must not be null.");
        var key = feed.Key switch
        {
            Tensor tensor => tensor,
            RefVariable variable => variable.Snapshot,
            string name => graph.get_tensor_by_name(name),
            null => throw new TypeError("Cannot interpret feed_dict key as Tensor: the key is null."),
            var other => throw new TypeError(
                $"Cannot interpret feed_dict key as Tensor: Can not convert a {other.GetType().Name} into a Tensor."
            ),
        };
        if (!ReferenceEquals(key.graph, graph))
            throw new TypeError(
                $"Cannot interpret feed_dict key as Tensor: Tensor {key} is not an element of this graph."
            );
        return key.op.IsFeedable && !ControlFlow.IsNextIteration(key.op)
            ? key
            : throw new ValueError($"Tensor {key.name} may not be fed.");
    }

    private static void CheckDistinct(ReadOnlySpan<Tensor> feeds)
    {
        for (var i = 1; i < feeds.Length; i++)
            if (feeds[..i].Contains(feeds[i]))
                throw new ValueError($"Tensor {feeds[i].name} is fed twice.");
    }

    /// <summary>The tensor that a fetch stands for, or null for an operation, which is only run.</summary>
    private Tensor? FetchOf(object fetch, out Operation? target)
    {
        target = null;
        var element = fetch switch
        {
            RefVariable variable => variable.Snapshot,
            Tensor { Slices: not null } rows => rows.Slices.Whole,
            ITensorOrOperation own => own,
            string name when name.Contains(':', StringComparison.Ordinal) => graph.get_tensor_by_name(name),
            string name => graph.get_operation_by_name(name),
            null => throw new TypeError("Fetch argument None has invalid type NoneType"),
            _ => throw new TypeError(
                $"Fetch argument {fetch} has invalid type {fetch.GetType().Name}, must be a string or Tensor."
            ),
        };
        if (!ReferenceEquals(element.graph, graph))
            throw new ValueError(
                $"Fetch argument {element} cannot be interpreted as a Tensor. ({element} is not an element of this graph.)"
            );
        if (!element.op.IsFetchable)
            throw new ValueError($"Operation '{element.op.name}' has been marked as not fetchable.");
        if (element is Tensor tensor)
            return tensor;
        target = element.op;
        return null;
    }

    private sealed class WorkObserver(IRunObserver observer) : IWorkObserver
    {
        public void Worked(int thread, long start, long end) => observer.WorkerRan(thread, start, end);
    }
}

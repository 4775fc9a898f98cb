using NumSharp;
using Tensorflow.Formats.Proto;
using Tensorflow.Kernels;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>A session in this process (C++'s <c>DirectSession</c>).</summary>
internal sealed class DirectSession : SessionBackend
{
    /// <summary>The name of the only device here.</summary>
    public const string Device = "/job:localhost/replica:0/task:0/device:CPU:0";

    /// <summary>What TensorFlow claims as the memory of a processor.</summary>
    private const long ClaimedMemory = 256 << 20;

    /// <summary>How many plans are kept; who asks for other things in each run loses those that were made first.</summary>
    private const int MaxPlans = 512;

    private static readonly ulong _incarnation = (ulong)Random.Shared.NextInt64(1, long.MaxValue);

    private readonly BufferPool _buffers = new();
    private readonly WorkerPool _workers;
    private readonly IReadOnlyList<Rewrites.Rewrite> _rewrites;
    private readonly List<Plan> _plans = [];
    private readonly long _timeout;
    private IRunObserver? _observer;
    private WorkObserver? _workObserver;

    /// <summary>A session whose variables are shared with others, where resources are given.</summary>
    /// <exception cref="ValueError">The number of threads is negative, or a rewrite that is to be disabled does not exist.</exception>
    public DirectSession(ConfigProto? config, ResourceManager? resources = null)
    {
        var threads = config?.IntraOpParallelismThreads ?? 0;
        if (threads < 0)
            throw new ValueError($"IntraOpParallelismThreads must be 0 or above, not {threads}.");
        _rewrites = config?.EnabledRewrites() ?? Rewrites.Rewrite.All;
        _workers = WorkerPool.Shared(threads > 0 ? threads : Environment.ProcessorCount);
        _timeout = config?.OperationTimeoutInMs ?? 0;
        State = new(resources);
    }

    /// <summary>What outlives a run.</summary>
    public SessionState State { get; }

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

    /// <summary>The one device that this engine has, under a name.</summary>
    public static DeviceAttributes Describe(string device) =>
        new()
        {
            Name = device,
            DeviceType = "CPU",
            MemoryLimit = ClaimedMemory,
            Locality = new(),
            Incarnation = _incarnation,
            XlaGlobalId = -1,
        };

    /// <inheritdoc/>
    public override DeviceAttributes[] ListDevices() => [Describe(Device)];

    /// <inheritdoc/>
    public override void Run(
        ReadOnlySpan<Tensor> fetches,
        ReadOnlySpan<Operation> targets,
        ReadOnlySpan<Tensor> fed,
        ReadOnlySpan<FeedItem> feeds,
        Span<NDArray> results,
        RunOptions? options,
        RunMetadata? metadata
    )
    {
        var plan = PlanFor(fetches, targets, fed);
        var values = new HostValues(feeds, results);
        var tracer = RunTracer.For(options, metadata);
        using var deadline = RunDeadline.Of(options, _timeout, default);
        try
        {
            Run(plan, ref values, tracer, deadline?.Token ?? default);
        }
        catch (CancelledError) when (deadline is { IsOver: true })
        {
            throw new DeadlineExceededError(deadline.Message);
        }
        if (metadata is not null)
            RunTracer.Fill(metadata, tracer);
    }

    /// <summary>
    /// Runs a plan once with what is fed. A steady loop allocates what it fetches and nothing else.
    /// </summary>
    /// <exception cref="CancelledError">The run was stopped on the way.</exception>
    public void Run<TValues>(Plan plan, ref TValues values, RunTracer? tracer, CancellationToken stop)
        where TValues : IRunValues, allows ref struct
    {
        var frame = plan.Rent(_workers, _buffers);
        var outer = WorkerPool.Observer;
        _workers.EnterRun();
        try
        {
            WorkerPool.Observer = _workObserver;
            for (var i = 0; i < plan.FeedSlots.Length; i++)
                values.Feed(i, plan.Feeds[i], frame[plan.FeedSlots[i]], _buffers);
            frame.Run(BothObservers.Of(_observer, tracer), stop);
            for (var i = 0; i < plan.FetchSlots.Length; i++)
                values.Fetched(i, FetchedValue(frame, plan, i));
        }
        finally
        {
            _workers.LeaveRun();
            WorkerPool.Observer = outer;
            frame.Clear();
            plan.Return(frame);
        }
    }

    /// <summary>How to compute the fetches from the feeds: made once and kept.</summary>
    public Plan PlanFor(ReadOnlySpan<Tensor> fetches, ReadOnlySpan<Operation> targets, ReadOnlySpan<Tensor> feeds)
    {
        lock (_plans)
        {
            foreach (var known in _plans)
                if (known.Fits(fetches, targets, feeds))
                    return known;
            var plan = new Plan(fetches.ToArray(), targets.ToArray(), feeds.ToArray(), State, _rewrites);
            if (_plans.Count == MaxPlans)
                _plans.RemoveAt(0);
            _plans.Add(plan);
            return plan;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() { }

    private static Value FetchedValue(Frame frame, Plan plan, int fetch) =>
        plan.IsDead(frame, fetch)
            ? throw new InvalidArgumentError(
                $"Retval[{fetch}] does not have value: '{plan.FetchName(fetch)}' lies in a branch that was not taken."
            )
        : frame[plan.FetchSlots[fetch]] is { IsSet: true } value ? value
        : throw new FailedPreconditionError($"Attempting to use uninitialized value {plan.FetchName(fetch)}");

    private sealed class WorkObserver(IRunObserver observer) : IWorkObserver
    {
        public void Worked(int thread, long start, long end) => observer.WorkerRan(thread, start, end);
    }
}

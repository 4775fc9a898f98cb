using NumSharp;
using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;

namespace Tensorflow;

/// <summary>
/// Runs a graph, in this process or at a server. Variables live in the session, or at the server. <c>run</c> may be called from several threads; each call computes on all
/// threads of the session, and its results do not depend on their number.
/// </summary>
public partial class Session : IDisposable
{
    /// <summary>The tensors fed in this thread's last run: memory for those of its next one.</summary>
    [ThreadStatic]
    private static Tensor[]? _feedKeys;

    private readonly SessionBackend _backend;
    private volatile bool _closed;

    /// <summary>A session for a graph in this process, the default graph where null.</summary>
    /// <exception cref="ValueError">The number of threads is negative.</exception>
    public Session(Graph? graph = null, ConfigProto? config = null)
        : this("", graph, config) { }

    /// <summary>A session for a graph, the default one where null.</summary>
    /// <param name="target">Where it runs: "" in this process, <c>grpc://host:port</c> at a TensorFlow server.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="config">Settings; those of a server's session go there.</param>
    /// <exception cref="ValueError">A setting cannot be.</exception>
    /// <exception cref="NotFoundError">Nothing here can reach such a target.</exception>
    public Session(string target, Graph? graph = null, ConfigProto? config = null)
    {
        this.graph = graph ?? Graph.Default;
        sess_str = target.Given();
        _backend = SessionFactories.For(target).Create(target, this.graph, config);
    }

    /// <summary>Forgets the variables in containers at a server, and closes all its sessions.</summary>
    /// <param name="target">The server, <c>grpc://host:port</c>.</param>
    /// <param name="containers">The containers' names; the default one where null or empty.</param>
    /// <param name="config">Settings: the operation timeout, and device filters that say which of a cluster's tasks.</param>
    /// <exception cref="UnimplementedError">The target is this process: its sessions share nothing.</exception>
    /// <exception cref="OpError">The server cannot be reached, or refuses.</exception>
    public static void reset(string target, IReadOnlyList<string>? containers = null, ConfigProto? config = null) =>
        SessionFactories.For(target.Given()).Reset(target, containers ?? [], config);

    /// <summary>The target: "" for this process.</summary>
    public string sess_str { get; }

    /// <summary>The graph that this session runs.</summary>
    public Graph graph { get; }

    /// <summary>The session in this process.</summary>
    /// <exception cref="UnimplementedError">It is at a server, which does not show what is asked for.</exception>
    internal DirectSession Direct =>
        _backend as DirectSession
        ?? throw new UnimplementedError(
            $"The session runs at {sess_str}: what happens inside cannot be seen from here."
        );

    /// <summary>The files that the session's nodes read and write; those of this process where it is at a server.</summary>
    internal Formats.IFileLayer Files
    {
        get => (_backend as DirectSession)?.State.Files ?? Formats.DiskFileLayer.Instance;
        set => Direct.State.Files = value;
    }

    /// <summary>Who sees the kernels of all runs; null, and no time is taken, where nobody does.</summary>
    /// <exception cref="UnimplementedError">The session is at a server; <c>RunMetadata</c> tells what that did.</exception>
    public IRunObserver? Observer
    {
        get => Direct.Observer;
        set => Direct.Observer = value;
    }

    /// <summary>The devices that nodes can be placed on; at a server, those of its whole cluster.</summary>
    /// <exception cref="OpError">The server cannot be reached.</exception>
    public Formats.Proto.DeviceAttributes[] list_devices()
    {
        CheckOpen();
        return _backend.ListDevices();
    }

    /// <summary>Gives back threads and memory, or ends the session at the server; it cannot be used afterwards.</summary>
    public void close() => Dispose();

    /// <summary>Gives back threads and memory, or ends the session at the server; it cannot be used afterwards.</summary>
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
        if (disposing)
            _backend.Dispose();
    }

    /// <summary>Runs once: computes the fetched tensors and runs the targets, with these values fed.</summary>
    private void Run(
        ReadOnlySpan<Tensor> fetches,
        ReadOnlySpan<Operation> targets,
        ReadOnlySpan<FeedItem> feeds,
        Span<NDArray> results,
        RunOptions? options = null,
        RunMetadata? metadata = null
    )
    {
        var keys = _feedKeys is { } used && used.Length >= feeds.Length ? used : new Tensor[feeds.Length];
        _feedKeys = null;
        for (var i = 0; i < feeds.Length; i++)
            keys[i] = FeedKey(feeds[i]);
        var fed = keys.AsSpan(0, feeds.Length);
        CheckDistinct(fed);
        _backend.Run(fetches, targets, fed, feeds, results, options, metadata);
        fed.Clear();
        _feedKeys = keys;
    }

    private void CheckUsable()
    {
        CheckOpen();
        if (graph.get_operations().Count == 0)
            throw new RuntimeError("The Session graph is empty. Add operations to the graph before calling run().");
    }

    private void CheckOpen()
    {
        if (_closed)
            throw new RuntimeError("Attempted to use a closed Session.");
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
            Tensor { Slices: not null } rows => rows.Whole,
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
}

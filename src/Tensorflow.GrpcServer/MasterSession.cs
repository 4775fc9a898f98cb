using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Sessions;

namespace Tensorflow.GrpcServer;

/// <summary>One client's session: its graph, which may grow, and what runs of it (C++'s <c>MasterSession</c>).</summary>
internal sealed class MasterSession : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly Graph _graph = new();
    private readonly DirectSession _session;
    private readonly SharedVariables _variables;
    private readonly StepPlaces _places;
    private readonly ServerDevices _devices;
    private readonly MasterServerOptions _options;
    private readonly long _timeout;
    private readonly bool _isSoft;

    // Steps are inside together; the graph grows while there is none.
    private readonly SharedGate _growing = new(int.MaxValue);
    private long _version;
    private long _lastUsed;
    private int _calls;

    public MasterSession(
        string handle,
        CreateSessionRequest request,
        SharedVariables variables,
        StepPlaces places,
        ServerDevices devices,
        MasterServerOptions options
    )
    {
        (Handle, _variables, _places, _devices, _options) = (handle, variables, places, devices, options);
        _timeout = request.Config?.OperationTimeoutInMs ?? 0;
        _isSoft = request.Config?.AllowSoftPlacement ?? false;
        _session = new(new() { IntraOpParallelismThreads = options.Threads }, variables.Resources);
        if (request.GraphDef is { } graph)
            Add(graph);
        Touch();
    }

    /// <summary>The name by which the client calls the session.</summary>
    public string Handle { get; }

    /// <summary>How many nodes the graph has.</summary>
    public int NodeCount => _graph.get_operations().Count;

    /// <summary>How often the graph has grown.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many calls are going on.</summary>
    public int CallCount => Volatile.Read(ref _calls);

    /// <summary>For how long nobody has called; not at all while somebody does.</summary>
    public TimeSpan Idle =>
        CallCount > 0
            ? TimeSpan.Zero
            : _options.Clock.GetElapsedTime(Volatile.Read(ref _lastUsed), _options.Clock.GetTimestamp());

    /// <summary>Adds nodes to the graph.</summary>
    /// <exception cref="AbortedError">The client thinks of another version of the graph.</exception>
    public async Task<ExtendSessionResponse> Extend(ExtendSessionRequest request, CancellationToken stop)
    {
        using var call = Begin();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _closed.Token);
        using var place = await _growing.Enter(alone: true, either.Token).ConfigureAwait(false);
        if (request.CurrentGraphVersion != _version)
            throw new AbortedError(
                FormattableString.Invariant(
                    $"Current version is {_version} but caller expected {request.CurrentGraphVersion}."
                )
            );
        Add(request.GraphDef ?? new());
        Volatile.Write(ref _version, _version + 1);
        return new() { NewGraphVersion = _version };
    }

    /// <summary>Runs once. What is fetched comes in the order asked for.</summary>
    public async Task<RunStepResponse> Run(RunStepRequest request, CancellationToken stop)
    {
        if (request.PartialRunHandle.Length > 0)
            throw new UnimplementedError("Partial runs are not supported: run all of it at once.");
        using var call = Begin();
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(stop, _closed.Token);
        using var deadline = RunDeadline.Of(request.Options, Timeout, closing.Token);
        try
        {
            return await RunInTime(request, deadline?.Token ?? closing.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or CancelledError)
        {
            throw deadline is { IsOver: true } ? new DeadlineExceededError(deadline.Message)
            : _closed.IsCancellationRequested ? new CancelledError("Session was closed.")
            : new CancelledError("Step was cancelled by an explicit call to `Session::Close()` or by its client.");
        }
    }

    /// <summary>Ends steps that run; none begins any more.</summary>
    public void Dispose()
    {
        _closed.Cancel();
        _session.Dispose();
    }

    private long Timeout =>
        _timeout > 0 && (_options.StepTimeout == TimeSpan.Zero || _timeout < _options.StepTimeout.TotalMilliseconds)
            ? _timeout
            : (long)_options.StepTimeout.TotalMilliseconds;

    private async Task<RunStepResponse> RunInTime(RunStepRequest request, CancellationToken stop)
    {
        using var still = await _growing.Enter(alone: false, stop).ConfigureAwait(false);
        var names = StepNames.Of(_graph, request);
        var plan = _session.PlanFor(names.Fetches, names.Targets, names.Fed);
        using var turn = await _variables.Gate.Enter(plan.WritesVariables, stop).ConfigureAwait(false);
        // Last of all: who has a place waits for nothing any more.
        using var place = await _places.Gate.Enter(alone: false, stop).ConfigureAwait(false);
        var response = new RunStepResponse { Metadata = new() };
        var tracer = RunTracer.For(request.Options, response.Metadata, _devices.Own);
        var results = new TensorProto[names.Fetches.Length];
        var values = new MessageValues([.. request.Feed.Select(f => f.Tensor ?? new())], results);
        _session.Run(plan, ref values, tracer, stop);
        response.Metadata.StepStats = tracer?.Stats();
        for (var i = 0; i < results.Length; i++)
            response.Tensor.Add(new NamedTensorProto { Name = request.Fetch[i], Tensor = results[i] });
        return response;
    }

    /// <summary>Nodes may read those that are there already.</summary>
    private void Add(GraphDef graph)
    {
        if (_graph.get_operations().Count + (long)graph.Node.Count > _options.MaxGraphNodes)
            throw new ResourceExhaustedError(
                FormattableString.Invariant($"The graph would have more than {_options.MaxGraphNodes} nodes.")
            );
        _devices.Check(graph, _isSoft);
        try
        {
            new GraphImporter(_graph, "", GraphExtension.Inputs(_graph, graph)).Import(graph);
        }
        catch (TensorflowException e) when (e is not OpError)
        {
            throw new InvalidArgumentError(e.Message);
        }
    }

    private Call Begin()
    {
        Interlocked.Increment(ref _calls);
        return new(this);
    }

    private void Touch() => Volatile.Write(ref _lastUsed, _options.Clock.GetTimestamp());

    private readonly struct Call(MasterSession session) : IDisposable
    {
        public void Dispose()
        {
            session.Touch();
            Interlocked.Decrement(ref session._calls);
        }
    }
}

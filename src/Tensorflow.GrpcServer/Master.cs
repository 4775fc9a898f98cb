using System.Collections.Concurrent;
using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow.GrpcServer;

/// <summary>The sessions of a server, and the variables they share (C++'s <c>Master</c>).</summary>
internal sealed class Master(MasterServerOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, MasterSession> _sessions = new(StringComparer.Ordinal);
    private readonly SharedVariables _shared = new();
    private readonly StepPlaces _places = new();
    private readonly MemoryGuard _memory = new(options.MemoryLimit);
    private readonly Lock _counting = new();
    private volatile bool _isStopping;

    /// <summary>The devices there are.</summary>
    public ServerDevices Devices { get; } = new(options);

    /// <summary>How many sessions there are.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>How many calls of sessions are going on.</summary>
    public int CallCount => _sessions.Values.Sum(s => s.CallCount);

    /// <summary>Opens a session.</summary>
    /// <exception cref="ResourceExhaustedError">There are too many already.</exception>
    public CreateSessionResponse Create(CreateSessionRequest request)
    {
        RefuseWhenStopping();
        _memory.Check();
        DropIdle();
        var handle = Random.Shared.NextInt64(long.MaxValue).ToString("x16", CultureInfo.InvariantCulture);
        var variables = request.Config?.IsolateSessionState == true ? new SharedVariables() : _shared;
        RefuseWhenFull();
        var session = new MasterSession(handle, request, variables, _places, Devices, options);
        lock (_counting)
        {
            RefuseWhenFull();
            _sessions[handle] = session;
        }
        options.Log?.Invoke($"session {handle} opened, {session.NodeCount} nodes");
        return new() { SessionHandle = handle, GraphVersion = session.Version };
    }

    /// <summary>Adds nodes to a session's graph.</summary>
    public Task<ExtendSessionResponse> Extend(ExtendSessionRequest request, CancellationToken stop)
    {
        _memory.Check();
        return Find(request.SessionHandle).Extend(request, stop);
    }

    /// <summary>Runs a session once.</summary>
    public Task<RunStepResponse> Run(RunStepRequest request, CancellationToken stop)
    {
        RefuseWhenStopping();
        _memory.Check();
        return Find(request.SessionHandle).Run(request, stop);
    }

    /// <summary>Ends a session.</summary>
    public CloseSessionResponse Close(CloseSessionRequest request)
    {
        Close(Find(request.SessionHandle), "closed");
        return new();
    }

    /// <summary>The devices: of a session, or of the server where none is named.</summary>
    public ListDevicesResponse List(ListDevicesRequest request)
    {
        if (request.SessionHandle.Length == 0)
            return Devices.List();
        return _sessions.ContainsKey(request.SessionHandle)
            ? Devices.ListForSession()
            : throw new InvalidArgumentError(
                $"Session {request.SessionHandle} is not found. Possibly, this master has restarted."
            );
    }

    /// <summary>Closes all sessions and forgets the variables in containers, in the default one where none is named.</summary>
    public ResetResponse Reset(ResetRequest request)
    {
        foreach (var session in _sessions.Values)
            Close(session, "closed by a reset");
        foreach (var container in request.Container.DefaultIfEmpty(""))
            _shared.Resources.Clear(container);
        return new();
    }

    /// <summary>Ends the sessions that nobody has called for too long.</summary>
    public void DropIdle()
    {
        if (options.IdleTimeout <= TimeSpan.Zero)
            return;
        foreach (var session in _sessions.Values)
            if (session.Idle > options.IdleTimeout)
                Close(session, "dropped: nobody called it any more");
    }

    /// <summary>From here on nothing begins.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Ends all sessions.</summary>
    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            Close(session, "closed: the server ends");
    }

    private MasterSession Find(string handle) =>
        _sessions.TryGetValue(handle, out var session)
            ? session
            : throw new AbortedError($"Session {handle} is not found.");

    private void Close(MasterSession session, string why)
    {
        if (!_sessions.TryRemove(session.Handle, out _))
            return;
        session.Dispose();
        options.Log?.Invoke($"session {session.Handle} {why}");
    }

    private void RefuseWhenFull()
    {
        if (_sessions.Count >= options.MaxSessions)
            throw new ResourceExhaustedError(
                FormattableString.Invariant($"The server has {options.MaxSessions} sessions and takes no more.")
            );
    }

    private void RefuseWhenStopping()
    {
        if (_isStopping)
            throw new UnavailableError("The server is being stopped.");
    }
}

using Grpc.Core;
using Grpc.Net.Client;
using Tensorflow.Formats.Proto;
using Stub = Tensorflow.Remote.Proto.MasterService.MasterServiceClient;

namespace Tensorflow.Remote;

/// <summary>
/// Calls a server's <c>MasterService</c>. A call is sent once: what becomes of it when the connection breaks is for the caller
/// to decide.
/// </summary>
internal sealed class MasterClient : IDisposable
{
    /// <summary>Tensors are sent in messages of megabytes, which should not wait for each other's receipts.</summary>
    private const int StreamWindow = 8 << 20;

    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(5);

    private readonly GrpcTarget _target;
    private readonly GrpcChannel _channel;
    private readonly Stub _stub;
    private readonly long _timeout;

    /// <summary>A client of the server at an address, which is not reached for before the first call.</summary>
    public MasterClient(GrpcTarget target, ConfigProto? config)
    {
        (_target, _timeout) = (target, config?.OperationTimeoutInMs ?? 0);
        // Over a client of its own the library connects when it is called, and not in the background, where a server that was
        // missing once would be waited for.
        var http = new HttpClient(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        _channel = GrpcChannel.ForAddress(
            target.Address,
            new()
            {
                HttpClient = http,
                DisposeHttpClient = true,
                MaxReceiveMessageSize = null,
                MaxSendMessageSize = null,
            }
        );
        _stub = new(_channel);
    }

    /// <summary>Opens a session.</summary>
    public CreateSessionResponse Create(CreateSessionRequest request) => Call(o => _stub.CreateSession(request, o));

    /// <summary>Adds nodes to a session's graph.</summary>
    public ExtendSessionResponse Extend(ExtendSessionRequest request) => Call(o => _stub.ExtendSession(request, o));

    /// <summary>The devices.</summary>
    public ListDevicesResponse List(ListDevicesRequest request) => Call(o => _stub.ListDevices(request, o));

    /// <summary>Forgets what is in containers.</summary>
    public ResetResponse Reset(ResetRequest request) => Call(o => _stub.Reset(request, o));

    /// <summary>Runs a session once. What the server says of the step may be an error in the answer.</summary>
    /// <param name="request">The step.</param>
    /// <param name="graph">The session's graph, of which errors name nodes.</param>
    public RunStepResponse Run(RunStepRequest request, Graph graph) =>
        Call(o => _stub.RunStep(request, o), request.Options?.TimeoutInMs ?? 0, graph);

    /// <summary>Ends a session, if the server is there.</summary>
    public void Close(CloseSessionRequest request)
    {
        try
        {
            _stub.CloseSession(request, new(deadline: DateTime.UtcNow + _closeTimeout));
        }
        catch (RpcException)
        {
            // A server that does not answer has no session to end, or will find out by itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler Handler() =>
        new()
        {
            ConnectTimeout = _connectTimeout,
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = StreamWindow,
            // A machine that is gone says nothing: only a ping shows it.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseProxy = false,
        };

    private T Call<T>(Func<CallOptions, T> call, long timeout = 0, Graph? graph = null)
    {
        var time = timeout > 0 ? timeout : _timeout;
        try
        {
            return call(time > 0 ? new(deadline: DateTime.UtcNow.AddMilliseconds(time)) : new());
        }
        catch (RpcException e)
        {
            throw RemoteErrors.Of(e, _target, time, graph);
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tensorflow.GrpcServer;

/// <summary>
/// Answers TensorFlow's gRPC <c>MasterService</c> with this engine: a <c>tf.Session("grpc://host:port")</c>, Python's or C#'s,
/// runs its graph here. TensorFlow's protocol asks nobody who they are, and has no encryption.
/// </summary>
public sealed class MasterServer : IAsyncDisposable, IDisposable
{
    private const int MaxFrame = 1 << 20;
    private const int StreamWindow = 8 << 20;
    private const int ConnectionWindow = 16 << 20;
    private static readonly TimeSpan _sweep = TimeSpan.FromSeconds(30);

    private readonly MasterServerOptions _options;
    private readonly Master _master;
    private readonly WebApplication _app;
    private ITimer? _sweeper;

    /// <summary>A server that does not listen yet.</summary>
    /// <exception cref="ValueError">The cluster lacks the task that the server is to be.</exception>
    public MasterServer(MasterServerOptions? options = null)
    {
        _options = options ?? new();
        _master = new(_options);
        _app = Build();
    }

    /// <summary>Where it listens, once it is started.</summary>
    public IPEndPoint? EndPoint { get; private set; }

    /// <summary>What a client's session names: <c>grpc://host:port</c>.</summary>
    public string Target => $"grpc://{EndPoint}";

    /// <summary>How many sessions there are.</summary>
    public int SessionCount => _master.SessionCount;

    internal Master Master => _master;

    /// <summary>Begins to listen.</summary>
    /// <exception cref="OSError">The address or the port cannot be had.</exception>
    public async Task StartAsync(CancellationToken stop = default)
    {
        StepPlaces.ReserveThreads();
        try
        {
            await _app.StartAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new OSError($"Cannot listen at {new IPEndPoint(_options.Address, _options.Port)}: {e.Message}", e);
        }
        var address = _app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        EndPoint = new(_options.Address, new Uri(address).Port);
        _sweeper = _options.Clock.CreateTimer(_ => _master.DropIdle(), null, _sweep, _sweep);
    }

    /// <summary>Takes no more calls, waits for those that run as long as the grace is, and ends.</summary>
    public async Task StopAsync()
    {
        _master.Stop();
        _sweeper?.Dispose();
        using var grace = new CancellationTokenSource(_options.Grace);
        await _app.StopAsync(grace.Token).ConfigureAwait(false);
        _master.Dispose();
    }

    /// <summary>Ends at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _master.Stop();
        _master.Dispose();
        _sweeper?.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends at once.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Listen);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = _options.MaxMessageBytes;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.AddSingleton(_master);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = _options.Grace);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGrpcService<MasterService>();
        return app;
    }

    private void Listen(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = _options.MaxConnections;
        // The message size is limited where messages are; a body has no other limit.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.Http2.MaxFrameSize = MaxFrame;
        kestrel.Limits.Http2.InitialStreamWindowSize = StreamWindow;
        kestrel.Limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        kestrel.Listen(_options.Address, _options.Port, listen => listen.Protocols = HttpProtocols.Http2);
    }
}

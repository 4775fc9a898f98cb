using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tensorflow.Formats.Proto;
using Tensorflow.Remote.Proto;

namespace TfNetLstm.Tests.Remote;

/// <summary>Plays a server: answers what a test says, and remembers what it was asked.</summary>
internal sealed class StubMaster : IAsyncDisposable
{
    private readonly WebApplication _app;

    public StubMaster(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2);
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(this);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGrpcService<Service>();
        _app.StartAsync().GetAwaiter().GetResult();
        Port = new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        ).Port;
    }

    public int Port { get; }

    public string Target => $"grpc://127.0.0.1:{Port}";

    /// <summary>What was asked, in order.</summary>
    public List<object> Asked { get; } = [];

    /// <summary>The answer to a request; by default one that is empty but for the handle.</summary>
    public Func<object, ServerCallContext, Task<object?>> Answer { get; set; } =
        (_, _) => Task.FromResult<object?>(null);

    public int Count<T>()
    {
        lock (Asked)
            return Asked.OfType<T>().Count();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<T> Play<T>(object request, ServerCallContext context, T usual)
        where T : class
    {
        lock (Asked)
            Asked.Add(request);
        return (T?)await Answer(request, context) ?? usual;
    }

    private sealed class Service(StubMaster stub) : MasterService.MasterServiceBase
    {
        public override Task<CreateSessionResponse> CreateSession(CreateSessionRequest r, ServerCallContext c) =>
            stub.Play(r, c, new CreateSessionResponse { SessionHandle = "h" });

        public override Task<ExtendSessionResponse> ExtendSession(ExtendSessionRequest r, ServerCallContext c) =>
            stub.Play(r, c, new ExtendSessionResponse { NewGraphVersion = r.CurrentGraphVersion + 1 });

        public override Task<RunStepResponse> RunStep(RunStepRequest r, ServerCallContext c) =>
            stub.Play(r, c, new RunStepResponse());

        public override Task<CloseSessionResponse> CloseSession(CloseSessionRequest r, ServerCallContext c) =>
            stub.Play(r, c, new CloseSessionResponse());

        public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest r, ServerCallContext c) =>
            stub.Play(r, c, new ListDevicesResponse());

        public override Task<ResetResponse> Reset(ResetRequest r, ServerCallContext c) =>
            stub.Play(r, c, new ResetResponse());
    }

    /// <summary>Breaks the connection under a call.</summary>
    public static void Break(ServerCallContext context) => context.GetHttpContext().Abort();
}

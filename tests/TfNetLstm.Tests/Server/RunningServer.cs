using Grpc.Net.Client;
using Tensorflow.Formats.Proto;
using Tensorflow.GrpcServer;
using MasterServiceClient = Tensorflow.Remote.Proto.MasterService.MasterServiceClient;

namespace TfNetLstm.Tests.Server;

/// <summary>A server on a free port of the loopback, and a client that knows nothing but messages.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly GrpcChannel _channel;

    private RunningServer(MasterServer server)
    {
        Server = server;
        _channel = GrpcChannel.ForAddress(
            $"http://{server.EndPoint}",
            new() { MaxReceiveMessageSize = null, MaxSendMessageSize = null }
        );
        Client = new(_channel);
    }

    public MasterServer Server { get; }

    public MasterServiceClient Client { get; }

    public static async Task<RunningServer> Start(MasterServerOptions? options = null)
    {
        var server = new MasterServer((options ?? new()) with { Port = 0 });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    /// <summary>The cluster that the recordings were made on: one parameter server, one worker, which is this server.</summary>
    public static MasterServerOptions Recorded() =>
        new()
        {
            Cluster = new()
            {
                Job =
                {
                    new JobDef { Name = "ps", Tasks = { [0] = "localhost:2222" } },
                    new JobDef { Name = "worker", Tasks = { [0] = "localhost:2223" } },
                },
            },
            JobName = "worker",
        };

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Server.DisposeAsync();
    }
}

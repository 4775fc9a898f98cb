using System.Net.Sockets;
using Grpc.Core;
using Tensorflow.Formats.Proto;
using Tensorflow.GrpcServer;
using static Tensorflow.Binding;
using static TfNetLstm.Tests.Server.ServerCalls;

namespace TfNetLstm.Tests.Server;

/// <summary>What clients may have of a server: sessions, nodes, messages, memory, time, connections.</summary>
public class LimitTests
{
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task SessionsNodesAndMessagesAreLimited()
    {
        await using var server = await RunningServer.Start(
            new()
            {
                MaxSessions = 2,
                MaxGraphNodes = 10,
                MaxMessageBytes = 10_000,
            }
        );
        var handle = await server.Open();
        var many = Nodes(Enumerable.Range(0, 9).Select(i => Nothing($"n{i}")));
        await Refused(StatusCode.ResourceExhausted, "more than 10 nodes", () => server.Extend(handle, many));
        var large = Step(handle, "twice:0", Feed("v:0", new float[5000]));
        await Refused(StatusCode.ResourceExhausted, "", () => server.Run(large));
        await server.Open();
        await Refused(StatusCode.ResourceExhausted, "The server has 2 sessions", () => server.Open());
        await server.Close(handle);
        await server.ServesAsBefore(await server.Open());
    }

    [Fact]
    public async Task MemoryThatIsUsedUpIsSaid()
    {
        await using var server = await RunningServer.Start(new() { MemoryLimit = 1 });
        await Refused(StatusCode.ResourceExhausted, "close sessions, or reset its containers", () => server.Open());
    }

    [Fact]
    public async Task AThousandConnectionsDoNotStopIt()
    {
        await using var server = await RunningServer.Start(new() { MaxConnections = 600 });
        var handle = await server.Open();
        var idle = new List<Socket>();
        try
        {
            for (var i = 0; i < 1000; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                await socket.ConnectAsync(server.Server.EndPoint!, _stop);
                if (i % 2 == 0)
                    await socket.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), _stop);
            }
            await server.ServesAsBefore(handle);
        }
        finally
        {
            idle.ForEach(s => s.Dispose());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AGraphThatIsDeepDoesNotOverflowTheStack(bool isConstant)
    {
        const int Depth = 100_000;
        await using var server = await RunningServer.Start();
        var chain = Small();
        var start = isConstant ? "state/initial_value" : "v";
        for (var i = 0; i < Depth; i++)
            chain.Node.Add(Negative($"n{i}", i == 0 ? start : $"n{i - 1}"));
        var handle = await server.Open(chain);
        var step = Step(handle, $"n{Depth - 1}:0", isConstant ? [] : [Feed("v:0", new[] { 3f })]);
        Assert.Equal(3f, Float(await server.Run(step)));
        await server.ServesAsBefore(handle);
    }

    [Fact]
    public async Task AnEndlessStepEndsWithItsTimeItsClientOrItsSession()
    {
        await using var server = await RunningServer.Start();
        var handle = await server.Open(Endless());
        var timed = Step(handle, "end:0");
        timed.Options = new() { TimeoutInMs = 20 };
        await Refused(StatusCode.DeadlineExceeded, "took longer than 20 ms", () => server.Run(timed));
        using (var gone = new CancellationTokenSource())
        {
            var call = server.Client.RunStepAsync(Step(handle, "end:0"), cancellationToken: gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<RpcException>(async () => await call);
        }
        // A step that writes waits until that one has ended.
        await server.Run(await server.Open(), "init");
        var running = server.Run(Step(handle, "end:0"));
        while (server.Server.Master.CallCount == 0)
            await Task.Yield();
        await server.Close(handle);
        await Refused(StatusCode.Cancelled, "Session was closed", () => running);
    }

    /// <summary>More endless steps than there are places: who lists, closes and opens is answered all the same.</summary>
    [Fact]
    public async Task EndlessStepsDoNotKeepOthersFromClosingThem()
    {
        await using var server = await RunningServer.Start();
        var handles = new List<string>();
        for (var i = 0; i < StepPlaces.Count + 2; i++)
            handles.Add(await server.Open(Endless(), new() { IsolateSessionState = true }));
        var running = handles.Select(h => server.Run(Step(h, "end:0"))).ToArray();
        while (server.Server.Master.CallCount < handles.Count)
            await Task.Yield();
        await server.Client.ListDevicesAsync(new(), cancellationToken: _stop);
        foreach (var handle in handles)
            await server.Close(handle);
        foreach (var step in running)
            await Refused(StatusCode.Cancelled, "Session was closed", () => step);
        await server.ServesAsBefore(await server.Open());
    }

    [Fact]
    public async Task AnIdleSessionIsDropped()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.Start(
            new() { IdleTimeout = TimeSpan.FromMinutes(5), Clock = clock }
        );
        var (kept, dropped) = (await server.Open(), await server.Open());
        clock.Advance(TimeSpan.FromMinutes(3));
        await server.ServesAsBefore(kept);
        clock.Advance(TimeSpan.FromMinutes(3));
        await server.ServesAsBefore(kept);
        await Refused(StatusCode.Aborted, "is not found", () => server.Run(Step(dropped, "twice:0")));
    }

    private static GraphDef Endless() =>
        Built(() => tf.identity(tf.while_loop(i => i < 5, i => i + 0, tf.constant(0)), name: "end"));
}

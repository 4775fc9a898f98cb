using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.GrpcServer;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Server;

/// <summary>What a server answers to those who mean it harm, or err; afterwards it serves as before.</summary>
public class HostileTests
{
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public static TheoryData<string, StatusCode, string> Mistakes =>
        new()
        {
            { "run unknown", StatusCode.Aborted, "Session nobody is not found." },
            { "extend unknown", StatusCode.Aborted, "Session nobody is not found." },
            { "close unknown", StatusCode.Aborted, "Session nobody is not found." },
            {
                "list unknown",
                StatusCode.InvalidArgument,
                "Session nobody is not found. Possibly, this master has restarted."
            },
            { "version", StatusCode.Aborted, "Current version is 0 but caller expected 7." },
            { "name twice", StatusCode.InvalidArgument, "Node name 'v' already exists in the Graph" },
            { "unknown op", StatusCode.NotFound, "Op type not registered 'NoSuchOp'" },
            { "unknown input", StatusCode.InvalidArgument, "Node 'w': Unknown input node 'nothing'" },
            { "cycle", StatusCode.InvalidArgument, "2 nodes in a cycle" },
            { "nothing asked", StatusCode.InvalidArgument, "Must specify at least one target to fetch or execute." },
            { "unknown target", StatusCode.NotFound, "PruneForTargets: Some target nodes not found: nope" },
            { "unknown feed", StatusCode.NotFound, "FeedInputs node nope:0: not found" },
            {
                "output too large",
                StatusCode.InvalidArgument,
                "FetchOutputs twice:7: output index too large, must be < 1"
            },
            { "fed twice", StatusCode.InvalidArgument, "Duplicated feeds: v:0" },
            { "wrong type", StatusCode.InvalidArgument, "Tensor v:0 of type float32 was fed one of type int32." },
            { "wrong shape", StatusCode.InvalidArgument, "Cannot feed value of shape" },
            { "content too short", StatusCode.InvalidArgument, "needs 8 bytes, but tensor_content has 3." },
            { "negative dimension", StatusCode.InvalidArgument, "cannot have the dimension -5" },
            { "huge shape", StatusCode.InvalidArgument, "is too large" },
            { "huge fill", StatusCode.OutOfRange, "is too large" },
            { "partial run", StatusCode.Unimplemented, "Partial runs are not supported" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task AMistakeGetsItsStatus(string mistake, StatusCode status, string message)
    {
        await using var server = await RunningServer.Start();
        var handle = await Open(server);
        var error = await Assert.ThrowsAnyAsync<RpcException>(() => Make(mistake, server, handle));
        Assert.Contains(message, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(status, error.StatusCode);
        await ServesAsBefore(server, handle);
    }

    [Fact]
    public async Task BytesThatAreNoMessageAreRefused()
    {
        await using var server = await RunningServer.Start();
        var handle = await Open(server);
        var garbage = new byte[1000];
        new Random(1).NextBytes(garbage);
        var method = new Method<byte[], byte[]>(
            MethodType.Unary,
            "tensorflow.MasterService",
            "RunStep",
            Marshallers.Create(b => b, b => b),
            Marshallers.Create(b => b, b => b)
        );
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress($"http://{server.Server.EndPoint}");
        await Assert.ThrowsAnyAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new(cancellationToken: _stop), garbage)
        );
        var unknown = new Method<byte[], byte[]>(
            MethodType.Unary,
            "tensorflow.MasterService",
            "MakeCallable",
            Marshallers.Create(b => b, b => b),
            Marshallers.Create(b => b, b => b)
        );
        var error = await Assert.ThrowsAnyAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, new(cancellationToken: _stop), [])
        );
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
        await ServesAsBefore(server, handle);
    }

    [Fact]
    public async Task AThousandConnectionsDoNotStopIt()
    {
        await using var server = await RunningServer.Start(new() { MaxConnections = 600 });
        var handle = await Open(server);
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
            await ServesAsBefore(server, handle);
        }
        finally
        {
            idle.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task LimitsAreKept()
    {
        await using var server = await RunningServer.Start(
            new()
            {
                MaxSessions = 2,
                MaxGraphNodes = 10,
                MaxMessageBytes = 10_000,
            }
        );
        var handle = await Open(server);
        var many = new GraphDef
        {
            Node = { Enumerable.Range(0, 9).Select(i => new NodeDef { Name = $"n{i}", Op = "NoOp" }) },
        };
        await Refused(StatusCode.ResourceExhausted, "more than 10 nodes", () => Extend(server, handle, many));
        var large = Step(handle, "twice:0");
        large.Feed.Add(Feed("v:0", new float[5000]));
        await Refused(StatusCode.ResourceExhausted, "", () => Run(server, large));
        await Open(server);
        await Refused(StatusCode.ResourceExhausted, "The server has 2 sessions", () => Open(server));
        await server.Client.CloseSessionAsync(new() { SessionHandle = handle }, cancellationToken: _stop);
        await ServesAsBefore(server, await Open(server));
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
        var handle = await Open(server, chain);
        var step = await Run(server, Step(handle, $"n{Depth - 1}:0", isConstant ? [] : [Feed("v:0", new[] { 3f })]));
        Assert.Equal(3f, BitConverter.ToSingle(step.Tensor[0].Tensor.TensorContent.Span));
        await ServesAsBefore(server, handle);
    }

    [Fact]
    public async Task MemoryThatIsUsedUpIsSaid()
    {
        await using var server = await RunningServer.Start(new() { MemoryLimit = 1 });
        await Refused(StatusCode.ResourceExhausted, "close sessions, or reset its containers", () => Open(server));
    }

    [Fact]
    public async Task AnEndlessStepEndsWithItsClient()
    {
        await using var server = await RunningServer.Start(new() { StepTimeout = TimeSpan.FromMinutes(10) });
        var handle = await Open(server, Endless());
        await Refused(
            StatusCode.DeadlineExceeded,
            "took longer than 20 ms",
            () => Run(server, Step(handle, "end:0", timeout: 20))
        );
        using (var gone = new CancellationTokenSource())
        {
            var call = server.Client.RunStepAsync(Step(handle, "end:0"), cancellationToken: gone.Token);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<RpcException>(async () => await call);
        }
        // A step that writes waits until that one has ended.
        var own = await Open(server);
        await server.Client.RunStepAsync(new() { SessionHandle = own, Target = { "init" } }, cancellationToken: _stop);
        var running = Run(server, Step(handle, "end:0"));
        while (server.Server.Master.CallCount == 0)
            await Task.Yield();
        await server.Client.CloseSessionAsync(new() { SessionHandle = handle }, cancellationToken: _stop);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAnyAsync<RpcException>(() => running)).StatusCode);
    }

    [Fact]
    public async Task AnIdleSessionIsDropped()
    {
        var clock = new ManualClock();
        await using var server = await RunningServer.Start(
            new() { IdleTimeout = TimeSpan.FromMinutes(5), Clock = clock }
        );
        var (kept, dropped) = (await Open(server), await Open(server));
        clock.Advance(TimeSpan.FromMinutes(3));
        await ServesAsBefore(server, kept);
        clock.Advance(TimeSpan.FromMinutes(3));
        await ServesAsBefore(server, kept);
        await Refused(StatusCode.Aborted, "is not found", () => Run(server, Step(dropped, "twice:0")));
    }

    [Fact]
    public async Task AResetClosesSessionsAndForgetsVariables()
    {
        await using var server = await RunningServer.Start();
        var first = await Open(server);
        await server.Client.RunStepAsync(
            new() { SessionHandle = first, Target = { "init" } },
            cancellationToken: _stop
        );
        var second = await Open(server);
        Assert.Equal(3f, await Scalar(server, second, "state:0"));
        await server.Client.ResetAsync(new(), cancellationToken: _stop);
        await Refused(StatusCode.Aborted, "is not found", () => Run(server, Step(second, "state:0")));
        var third = await Open(server);
        await Refused(
            StatusCode.FailedPrecondition,
            "uninitialized value state",
            () => Run(server, Step(third, "state:0"))
        );
    }

    [Fact]
    public async Task SessionsShareVariablesOrKeepThemToThemselves()
    {
        await using var server = await RunningServer.Start();
        var first = await Open(server);
        await server.Client.RunStepAsync(
            new() { SessionHandle = first, Target = { "init" } },
            cancellationToken: _stop
        );
        var isolated = await server.Client.CreateSessionAsync(
            new()
            {
                GraphDef = Small(),
                Config = new() { IsolateSessionState = true },
            },
            cancellationToken: _stop
        );
        await Refused(
            StatusCode.FailedPrecondition,
            "uninitialized value state",
            () => Run(server, Step(isolated.SessionHandle, "state:0"))
        );
        var other = new GraphDef();
        other.Node.Add(Variable("state", DataType.DtInt32));
        var confused = await Open(server, other);
        await Refused(
            StatusCode.InvalidArgument,
            "specified dtype int32 and found dtype float32",
            () => Run(server, Step(confused, "state:0"))
        );
        await server.Client.CloseSessionAsync(new() { SessionHandle = first }, cancellationToken: _stop);
        Assert.Equal(3f, await Scalar(server, await Open(server), "state:0"));
    }

    private static async Task Make(string mistake, RunningServer server, string handle)
    {
        switch (mistake)
        {
            case "run unknown":
                await Run(server, Step("nobody", "twice:0"));
                break;
            case "extend unknown":
                await Extend(server, "nobody", new());
                break;
            case "close unknown":
                await server.Client.CloseSessionAsync(new() { SessionHandle = "nobody" }, cancellationToken: _stop);
                break;
            case "list unknown":
                await server.Client.ListDevicesAsync(new() { SessionHandle = "nobody" }, cancellationToken: _stop);
                break;
            case "version":
                await Extend(server, handle, new(), version: 7);
                break;
            case "name twice":
                await Extend(
                    server,
                    handle,
                    new()
                    {
                        Node =
                        {
                            new NodeDef { Name = "v", Op = "NoOp" },
                        },
                    }
                );
                break;
            case "unknown op":
                await Extend(
                    server,
                    handle,
                    new()
                    {
                        Node =
                        {
                            new NodeDef { Name = "w", Op = "NoSuchOp" },
                        },
                    }
                );
                break;
            case "unknown input":
                await Extend(server, handle, new() { Node = { Negative("w", "nothing") } });
                break;
            case "cycle":
                await Extend(server, handle, new() { Node = { Negative("w", "u"), Negative("u", "w") } });
                break;
            case "nothing asked":
                await Run(server, new() { SessionHandle = handle });
                break;
            case "unknown target":
                await Run(server, new() { SessionHandle = handle, Target = { "nope" } });
                break;
            case "unknown feed":
                await Run(server, Step(handle, "twice:0", Feed("nope:0", 1f)));
                break;
            case "output too large":
                await Run(server, Step(handle, "twice:7"));
                break;
            case "fed twice":
                await Run(server, Step(handle, "twice:0", Feed("v:0", 1f), Feed("v", 1f)));
                break;
            case "wrong type":
                await Run(server, Step(handle, "twice:0", Feed("v:0", 1)));
                break;
            case "wrong shape":
                await Run(server, Step(handle, "twice:0", Feed("v:0", new float[2, 2])));
                break;
            case "content too short":
                var cut = Feed("v:0", new float[2]);
                cut.Tensor.TensorContent = ByteString.CopyFrom(1, 2, 3);
                await Run(server, Step(handle, "twice:0", cut));
                break;
            case "negative dimension":
                await Run(server, Step(handle, "twice:0", Shaped(-5)));
                break;
            case "huge shape":
                await Run(server, Step(handle, "twice:0", Shaped(long.MaxValue / 8)));
                break;
            case "huge fill":
                await Extend(server, handle, Huge());
                await Run(server, Step(handle, "huge:0", Feed("dims:0", new[] { 1 << 20, 1 << 20 })));
                break;
            case "partial run":
                await server.Client.PartialRunSetupAsync(new() { SessionHandle = handle }, cancellationToken: _stop);
                break;
        }
    }

    private static async Task Refused<T>(StatusCode status, string message, Func<Task<T>> call)
    {
        var error = await Assert.ThrowsAnyAsync<RpcException>(call);
        Assert.Contains(message, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(status, error.StatusCode);
    }

    private static async Task ServesAsBefore(RunningServer server, string handle)
    {
        var step = await Run(server, Step(handle, "twice:0", Feed("v:0", new[] { 4f })));
        Assert.Equal(8f, BitConverter.ToSingle(step.Tensor[0].Tensor.TensorContent.Span));
    }

    private static async Task<float> Scalar(RunningServer server, string handle, string fetch) =>
        BitConverter.ToSingle((await Run(server, Step(handle, fetch))).Tensor[0].Tensor.TensorContent.Span);

    private static async Task<string> Open(RunningServer server, GraphDef? graph = null) =>
        (
            await server.Client.CreateSessionAsync(new() { GraphDef = graph ?? Small() }, cancellationToken: _stop)
        ).SessionHandle;

    private static async Task<RunStepResponse> Run(RunningServer server, RunStepRequest step) =>
        await server.Client.RunStepAsync(step, cancellationToken: _stop);

    private static async Task<ExtendSessionResponse> Extend(
        RunningServer server,
        string handle,
        GraphDef graph,
        long version = 0
    ) =>
        await server.Client.ExtendSessionAsync(
            new()
            {
                SessionHandle = handle,
                GraphDef = graph,
                CurrentGraphVersion = version,
            },
            cancellationToken: _stop
        );

    private static RunStepRequest Step(string handle, string fetch, params NamedTensorProto[] feeds) =>
        new()
        {
            SessionHandle = handle,
            Fetch = { fetch },
            Feed = { feeds },
        };

    private static RunStepRequest Step(string handle, string fetch, long timeout) =>
        new()
        {
            SessionHandle = handle,
            Fetch = { fetch },
            Options = new() { TimeoutInMs = timeout },
        };

    private static NamedTensorProto Feed(string name, object value) =>
        new()
        {
            Name = name,
            Tensor = Tensorflow.Values.TensorProtos.WithContent(Tensorflow.Values.HostArrays.ToValue(value)),
        };

    private static NamedTensorProto Shaped(long dim) =>
        new()
        {
            Name = "v:0",
            Tensor = new()
            {
                Dtype = DataType.DtFloat,
                TensorShape = new() { Dim = { new TensorShapeProto.Types.Dim { Size = dim } } },
            },
        };

    private static NodeDef Negative(string name, string input) =>
        new()
        {
            Name = name,
            Op = "Neg",
            Input = { input },
            Attr = { ["T"] = new() { Type = DataType.DtFloat } },
        };

    private static NodeDef Variable(string name, DataType type) =>
        new()
        {
            Name = name,
            Op = "VariableV2",
            Attr =
            {
                ["dtype"] = new() { Type = type },
                ["shape"] = new() { Shape = new() },
            },
        };

    /// <summary>v, fed; twice = 2 v; a variable state, which init makes 3.</summary>
    private static GraphDef Small() =>
        Built(() =>
        {
            var v = tf.placeholder(tf.float32, (-1), name: "v");
            tf.multiply(v, tf.constant(2f), name: "twice");
            tf.Variable(3f, name: "state");
            tf.global_variables_initializer();
        });

    private static GraphDef Endless() =>
        Built(() => tf.identity(tf.while_loop(i => i < 5, i => i + 0, tf.constant(0)), name: "end"));

    private static GraphDef Huge() =>
        Built(() => tf.fill(tf.placeholder(tf.int32, (2), name: "dims"), tf.constant(1f, name: "one"), name: "huge"));

    private static GraphDef Built(Action build)
    {
        var graph = new Graph();
        using (graph.as_default())
            build();
        return graph.as_graph_def();
    }
}

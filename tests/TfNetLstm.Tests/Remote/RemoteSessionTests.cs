using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.GrpcServer;
using Tensorflow.Remote;
using Tensorflow.Values;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Remote;

/// <summary>Answers of all kinds, and servers that fail: one clear error each, no step sent twice, and a new session goes on.</summary>
public class RemoteSessionTests
{
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grpc://")]
    [InlineData("grpc://host")]
    [InlineData("grpc://host:")]
    [InlineData("grpc://host:0")]
    [InlineData("grpc://host:70000")]
    [InlineData("grpc://a:1,b:2")]
    [InlineData("grpc://host:1/path")]
    [InlineData("grpc://unix:///tmp/socket")]
    public void ATargetThatIsNoneIsAnError(string target)
    {
        var error = Assert.Throws<Tensorflow.ValueError>(() => tf.Session(target));
        Assert.Equal($"'{target}' is no target of a session: it must be one such as grpc://host:2222.", error.Message);
    }

    [Fact]
    public void AnotherKindOfTargetIsNotKnown() =>
        Assert.Equal(
            "No session factory registered for the given session options: {target: \"http://a:1\"} Registered factories are "
                + "{DIRECT_SESSION, GRPC_SESSION}.",
            Assert.Throws<NotFoundError>(() => tf.Session("http://a:1")).Message
        );

    [Fact]
    public async Task AnswersOfAllTypesComeByName()
    {
        var graph = new Graph();
        object[] hosts = [1f, 2.5, new[] { 1, 2 }, 3L, true, "text", new float[0, 3], new byte[] { 1, 2 }];
        Tensor[] fetches;
        using (graph.as_default())
            fetches = [.. hosts.Select(h => tf.constant(h))];
        await using var stub = new StubMaster
        {
            Answer = (request, _) =>
                Task.FromResult<object?>(
                    request is RunStepRequest
                        ? new RunStepResponse
                        {
                            Tensor = { hosts.Select((h, i) => Named(fetches[i].name, h)).Reverse() },
                            Metadata = new()
                            {
                                StepStats = new() { DevStats = { new DeviceStepStats { Device = "d" } } },
                            },
                        }
                        : null
                ),
        };
        using var session = tf.Session(stub.Target, graph);
        var metadata = new RunMetadata { PartitionGraphs = { new GraphDef() } };
        var options = new RunOptions { TraceLevel = RunOptions.Types.TraceLevel.FullTrace };
        var values = session.run((object)fetches.Append(fetches[0]).ToArray(), options, metadata);
        Assert.Equal(1f, (float)values[0]!);
        Assert.Equal(1f, (float)values[^1]!);
        Assert.Equal(2.5, (double)values[1]!);
        Assert.Equal([1, 2], values[2]!.ToArray<int>());
        Assert.Equal(3L, (long)values[3]!);
        Assert.True((bool)values[4]!);
        Assert.Equal("text"u8.ToArray(), ((StringArray)values[5]!).Bytes[0]);
        Assert.Equal([0L, 3], values[6]!.shape);
        Assert.Equal([(byte)1, (byte)2], values[7]!.ToArray<byte>());
        Assert.Equal("d", Assert.Single(metadata.StepStats.DevStats).Device);
        Assert.Empty(metadata.PartitionGraphs);
        var step = Assert.Single(stub.Asked.OfType<RunStepRequest>());
        Assert.Equal(fetches.Select(f => f.name), step.Fetch);
        Assert.Equal(options, step.Options);
    }

    [Fact]
    public async Task AnErrorInTheBodyIsTheErrorOfTheStep()
    {
        var (graph, y) = Product();
        await using var stub = new StubMaster
        {
            Answer = (request, _) =>
                Task.FromResult<object?>(
                    request is RunStepRequest
                        ? RunStepResponse.Parser.ParseFrom(Golden.Bytes("master_client/08_RunStep.response.pb"))
                        : null
                ),
        };
        using var session = tf.Session(stub.Target, graph);
        var error = Assert.Throws<InvalidArgumentError>(() => session.run(y));
        Assert.Contains("tensor 'Placeholder_2' with dtype float", error.Message, StringComparison.Ordinal);
        Assert.Contains("[[node Placeholder_2]]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lacks")]
    [InlineData("type")]
    [InlineData("content")]
    public async Task AnAnswerThatIsNotWholeIsAnError(string damage)
    {
        var (graph, y) = Product();
        await using var stub = new StubMaster
        {
            Answer = (request, _) =>
            {
                var tensor = Named(damage == "lacks" ? "other:0" : y.name, damage == "type" ? 1 : new[] { 1f, 2f });
                if (damage == "content")
                    tensor.Tensor.TensorContent = Google.Protobuf.ByteString.CopyFrom(1, 2, 3);
                return Task.FromResult(ToStep(request, tensor));
            },
        };
        using var session = tf.Session(stub.Target, graph);
        Assert.ThrowsAny<OpError>(() => session.run(y, ("x:0", 1f)));
    }

    /// <summary>What happens to the step, and the class of the error.</summary>
    [Theory]
    [InlineData("abort", typeof(UnavailableError), "went away")]
    [InlineData("hang", typeof(DeadlineExceededError), "did not answer within 100 ms")]
    [InlineData("late", typeof(DeadlineExceededError), "did not answer within 60000 ms")]
    [InlineData("forgotten", typeof(AbortedError), "open a new one")]
    [InlineData("unavailable", typeof(UnavailableError), "being stopped")]
    public async Task AStepThatFailsIsNotSentTwice(string failure, Type expected, string message)
    {
        var (graph, y) = Product();
        var fails = true;
        await using var stub = new StubMaster();
        stub.Answer = async (request, context) =>
        {
            if (request is not RunStepRequest)
                return null;
            if (!fails)
                return new RunStepResponse { Tensor = { Named(y.name, 2f) } };
            switch (failure)
            {
                case "abort":
                    StubMaster.Break(context);
                    break;
                case "hang":
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    break;
                case "late":
                    throw new RpcException(new(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
                case "forgotten":
                    throw new RpcException(new(StatusCode.Aborted, "Session h is not found."));
                case "unavailable":
                    throw new RpcException(new(StatusCode.Unavailable, "The server is being stopped."));
            }
            return null;
        };
        var config = new Tensorflow.ConfigProto
        {
            OperationTimeoutInMs = failure switch
            {
                "hang" => 100,
                "late" => 60_000,
                _ => 0,
            },
        };
        using (var session = tf.Session(stub.Target, graph, config))
        {
            var error = Assert.ThrowsAny<OpError>(() => session.run(y, ("x:0", 1f)));
            Assert.IsType(expected, error);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
        Assert.Equal(1, stub.Count<RunStepRequest>());
        fails = false;
        using var next = tf.Session(stub.Target, graph);
        Assert.Equal(2f, (float)next.run(y, ("x:0", 1f)));
        Assert.Equal(2, stub.Count<RunStepRequest>());
    }

    [Fact]
    public async Task NobodyThereIsSaidAndOnceThereIsTheSessionGoesOn()
    {
        var (graph, y) = Product();
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var session = tf.Session($"grpc://127.0.0.1:{port}", graph);
        var error = Assert.Throws<UnavailableError>(() => session.run(y, ("x:0", 1f)));
        Assert.StartsWith($"grpc://127.0.0.1:{port} cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.Throws<UnavailableError>(() => session.list_devices());
        Assert.Throws<UnavailableError>(() => Session.reset($"grpc://127.0.0.1:{port}"));
        await using var stub = new StubMaster(port)
        {
            Answer = (request, _) => Task.FromResult(ToStep(request, Named(y.name, 2f))),
        };
        Assert.Equal(2f, (float)session.run(y, ("x:0", 1f)));
    }

    /// <summary>What something that is no TensorFlow server sends.</summary>
    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("220 mail ready\r\n")]
    [InlineData("")]
    public async Task SomethingElseThatListensIsAnError(string greeting)
    {
        var (graph, y) = Product();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(
            async () =>
            {
                while (true)
                {
                    using var socket = await listener.AcceptSocketAsync(_stop);
                    await socket.ReceiveAsync(new byte[24], _stop);
                    await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(greeting), _stop);
                }
            },
            _stop
        );
        using var session = tf.Session($"grpc://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", graph);
        var error = Assert.Throws<UnavailableError>(() => session.run(y, ("x:0", 1f)));
        Assert.DoesNotContain('\n', error.Message);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    [Fact]
    public async Task ManyThreadsRunAtOnceAndTheGraphIsSentOnce()
    {
        var (graph, y) = Product();
        using var together = new Barrier(4);
        await using var stub = new StubMaster
        {
            Answer = (request, _) =>
                Task.Run<object?>(() =>
                {
                    if (request is not RunStepRequest step)
                        return null;
                    together.SignalAndWait(_stop);
                    return new RunStepResponse { Tensor = { Named(y.name, Float(step.Feed[0].Tensor) * 2) } };
                }),
        };
        using var session = tf.Session(stub.Target, graph);
        var runs = Enumerable
            .Range(0, 4)
            .Select(i =>
                Task.Factory.StartNew(() => (float)session.run(y, ("x:0", (float)i)), TaskCreationOptions.LongRunning)
            );
        var results = await Task.WhenAll(runs);
        Assert.Equal([0f, 2f, 4f, 6f], results);
        Assert.Equal(1, stub.Count<CreateSessionRequest>());
        Assert.Equal(0, stub.Count<ExtendSessionRequest>());
    }

    /// <summary>Nodes that come later may call functions that came with them.</summary>
    [Fact]
    public async Task ALibraryThatComesLaterIsSentToo()
    {
        var (graph, y) = Product();
        await using var stub = new StubMaster
        {
            Answer = (request, _) => Task.FromResult(ToStep(request, Named(y.name, 2f))),
        };
        await using var server = new MasterServer(new() { Port = 0 });
        await server.StartAsync(_stop);
        using var played = tf.Session(stub.Target, graph);
        using var real = tf.Session(server.Target, graph);
        Assert.Equal(2f, (float)played.run(y, ("x:0", 1f)));
        Assert.Equal(2f, (float)real.run(y, ("x:0", 1f)));
        var call = new NodeDef
        {
            Name = "call",
            Op = "twice",
            Input = { "other" },
        };
        using (graph.as_default())
            tf.import_graph_def(
                new()
                {
                    Node = { Placeholder("other"), call },
                    Library = new() { Function = { Twice() } },
                },
                name: ""
            );
        Assert.Equal(2f, (float)played.run(y, ("x:0", 1f)));
        Assert.Equal(2f, (float)real.run(y, ("x:0", 1f)));
        var extended = Assert.Single(stub.Asked.OfType<ExtendSessionRequest>()).GraphDef;
        Assert.Equal(["other", "call"], extended.Node.Select(n => n.Name));
        Assert.Equal(Twice(), Assert.Single(extended.Library.Function));
    }

    [Fact]
    public async Task WhatHappensInsideAServerIsNotSeen()
    {
        var (graph, _) = Product();
        await using var stub = new StubMaster();
        using var session = tf.Session(stub.Target, graph);
        Assert.Equal(stub.Target, session.sess_str);
        Assert.Throws<UnimplementedError>(() => session.Observer = null);
        Assert.Throws<UnimplementedError>(() => session.export_random_op_states());
    }

    private static object? ToStep(object request, NamedTensorProto answer) =>
        request is RunStepRequest ? new RunStepResponse { Tensor = { answer } } : null;

    private static NodeDef Placeholder(string name) =>
        new()
        {
            Name = name,
            Op = "Placeholder",
            Attr = { ["dtype"] = new() { Type = DataType.DtFloat } },
        };

    // twice(a) = a + a
    private static FunctionDef Twice()
    {
        var sum = new NodeDef
        {
            Name = "sum",
            Op = "AddV2",
            Input = { "a", "a" },
            Attr = { ["T"] = new() { Type = DataType.DtFloat } },
        };
        return new()
        {
            Signature = new()
            {
                Name = "twice",
                InputArg =
                {
                    new OpDef.Types.ArgDef { Name = "a", Type = DataType.DtFloat },
                },
                OutputArg =
                {
                    new OpDef.Types.ArgDef { Name = "b", Type = DataType.DtFloat },
                },
            },
            NodeDef = { sum },
            Ret = { ["b"] = "sum:z:0" },
        };
    }

    private static float Float(TensorProto proto) => TensorProtos.Parse(proto).Scalar<float>();

    private static NamedTensorProto Named(string name, object value) =>
        new() { Name = name, Tensor = TensorProtos.WithContent(HostArrays.ToValue(value)) };

    private static (Graph, Tensor Y) Product()
    {
        var graph = new Graph();
        using var scope = graph.as_default();
        return (graph, tf.placeholder(tf.float32, Tensorflow.Shape.Scalar, name: "x") * 2f);
    }
}

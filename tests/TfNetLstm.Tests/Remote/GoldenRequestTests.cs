using Google.Protobuf;
using Grpc.Core;
using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.Remote;
using Tensorflow.Values;
using TfNetLstm.Tests.Devices;
using TfNetLstm.Tests.Server;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Remote;

/// <summary>A program that does what was recorded sends the recorded requests, to a stub that gives the recorded answers.</summary>
public class GoldenRequestTests
{
    [Fact]
    public async Task ARecordedSessionIsAskedForAsItWas()
    {
        var calls = new Queue<GoldenCall>(GoldenCalls.Of("master"));
        var played = 0;
        await using var stub = new StubMaster
        {
            Answer = (request, _) =>
            {
                var call = calls.Dequeue();
                Assert.Equal(Parse(call.Method, call.Request, isRequest: true), request);
                played++;
                return call.Status == "OK"
                    ? Task.FromResult<object?>(Parse(call.Method, call.Response, isRequest: false))
                    : throw new RpcException(new(Code(call.Status), call.Message));
            },
        };
        await Task.Run(() => Program(stub.Target, calls), TestContext.Current.CancellationToken);
        Assert.Empty(calls);
        Assert.Equal(12, played);
    }

    /// <summary>What golden_master.py sends, as a program of this engine says it.</summary>
    private static void Program(string target, Queue<GoldenCall> calls)
    {
        var graph = GoldenDeviceTests.OnTheCluster();
        using var scope = graph.as_default();
        var session = tf.Session(target, graph);
        Assert.Equal(
            ["/job:worker/replica:0/task:0/device:CPU:0", "/job:ps/replica:0/task:0/device:CPU:0"],
            session.list_devices().Select(d => d.Name).ToArray()
        );
        var feeds = Feeds();
        session.run(graph.get_operation_by_name("init"));
        var step = session.run(new object[] { "Mean:0", "Adam" }, feeds);
        Assert.Equal(8.22542f, (float)step[0]!, 1e-5f);
        var three = session.run(new object[] { "Mean:0", "Mean_1:0", "add_1:0" }, feeds);
        Assert.Equal([128L, 10], three[2]!.shape);
        var unfed = Assert.Throws<InvalidArgumentError>(() => session.run("Mean:0"));
        Assert.Contains(
            "You must feed a value for placeholder tensor 'Placeholder'",
            unfed.Message,
            StringComparison.Ordinal
        );
        Assert.Equal("Placeholder", unfed.op?.name);

        // A session of this engine does not ask for what its graph does not have, nor anything once it is closed.
        Assert.Throws<Tensorflow.KeyError>(() => session.run("nope:0"));
        using var master = new MasterClient(GrpcTarget.Parse(target), null);
        var handle = RunStepRequest.Parser.ParseFrom(calls.Peek().Request).SessionHandle;
        var unknown = Assert.Throws<NotFoundError>(() => master.Run(Fetch(handle, "nope:0"), graph));
        Assert.Equal("FetchOutputs node nope:0: not found", unknown.Message);

        tf.import_graph_def(ExtendSessionRequest.Parser.ParseFrom(calls.Peek().Request).GraphDef, name: "");
        var twice = session.run("twice:0", ("v:0", new[] { 1f, 2.5f }));
        Assert.Equal([2f, 5f], twice[0]!.ToArray<float>());
        session.Dispose();
        var forgotten = Assert.Throws<AbortedError>(() => master.Run(Fetch(handle, "twice:0"), graph));
        Assert.Equal(
            $"Session {handle} is not found. {target} has forgotten the session, as after a restart or a reset: open a new one.",
            forgotten.Message
        );
        Session.reset(target, [""]);
    }

    private static RunStepRequest Fetch(string handle, string name) =>
        new() { SessionHandle = handle, Fetch = { name } };

    private static FeedItem[] Feeds() =>
        [
            .. RunStepRequest
                .Parser.ParseFrom(Golden.Bytes("master/03_RunStep.request.pb"))
                .Feed.Select(f => new FeedItem(f.Name, HostArrays.ToNDArray(TensorProtos.Parse(f.Tensor)))),
        ];

    private static IMessage Parse(string method, byte[] bytes, bool isRequest)
    {
        IMessage message = (method, isRequest) switch
        {
            ("CreateSession", true) => new CreateSessionRequest(),
            ("CreateSession", _) => new CreateSessionResponse(),
            ("ExtendSession", true) => new ExtendSessionRequest(),
            ("ExtendSession", _) => new ExtendSessionResponse(),
            ("RunStep", true) => new RunStepRequest(),
            ("RunStep", _) => new RunStepResponse(),
            ("CloseSession", true) => new CloseSessionRequest(),
            ("CloseSession", _) => new CloseSessionResponse(),
            ("ListDevices", true) => new ListDevicesRequest(),
            ("ListDevices", _) => new ListDevicesResponse(),
            ("Reset", true) => new ResetRequest(),
            ("Reset", _) => new ResetResponse(),
            _ => throw new InvalidOperationException(method),
        };
        message.MergeFrom(bytes);
        return message;
    }

    private static StatusCode Code(string name) =>
        Enum.Parse<StatusCode>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}

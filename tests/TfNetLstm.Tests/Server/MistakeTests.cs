using Google.Protobuf;
using Grpc.Core;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;
using static TfNetLstm.Tests.Server.ServerCalls;

namespace TfNetLstm.Tests.Server;

/// <summary>What a server answers to calls that are wrong, by mistake or not; afterwards it serves as before.</summary>
public class MistakeTests
{
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    private static readonly Dictionary<
        string,
        (StatusCode Status, string Message, Func<RunningServer, string, Task> Call)
    > _mistakes = new(StringComparer.Ordinal)
    {
        ["run unknown"] = (
            StatusCode.Aborted,
            "Session nobody is not found.",
            (s, _) => s.Run(Step("nobody", "twice:0"))
        ),
        ["extend unknown"] = (StatusCode.Aborted, "Session nobody is not found.", (s, _) => s.Extend("nobody", new())),
        ["close unknown"] = (StatusCode.Aborted, "Session nobody is not found.", (s, _) => s.Close("nobody")),
        ["list unknown"] = (
            StatusCode.InvalidArgument,
            "Session nobody is not found. Possibly, this master has restarted.",
            async (s, _) =>
                await s.Client.ListDevicesAsync(new() { SessionHandle = "nobody" }, cancellationToken: _stop)
        ),
        ["version"] = (
            StatusCode.Aborted,
            "Current version is 0 but caller expected 7.",
            (s, h) => s.Extend(h, new(), version: 7)
        ),
        ["name twice"] = (
            StatusCode.InvalidArgument,
            "Node name 'v' already exists in the Graph",
            (s, h) => s.Extend(h, Nodes(Nothing("v")))
        ),
        ["unknown op"] = (
            StatusCode.NotFound,
            "Op type not registered 'NoSuchOp'",
            (s, h) => s.Extend(h, Nodes(Nothing("w", "NoSuchOp")))
        ),
        ["unknown input"] = (
            StatusCode.InvalidArgument,
            "Node 'w': Unknown input node 'nothing'",
            (s, h) => s.Extend(h, Nodes(Negative("w", "nothing")))
        ),
        ["cycle"] = (
            StatusCode.InvalidArgument,
            "2 nodes in a cycle",
            (s, h) => s.Extend(h, Nodes(Negative("w", "u"), Negative("u", "w")))
        ),
        ["unknown device"] = (
            StatusCode.InvalidArgument,
            "Cannot assign a device for operation w: {{node w}} was explicitly assigned to /job:ps/task:7 but available "
                + "devices are [ /job:worker/replica:0/task:0/device:CPU:0, /job:ps/replica:0/task:0/device:CPU:0 ].",
            (s, h) =>
                s.Extend(
                    h,
                    Nodes(
                        new NodeDef
                        {
                            Name = "w",
                            Op = "NoOp",
                            Device = "/job:ps/task:7",
                        }
                    )
                )
        ),
        ["nothing asked"] = (
            StatusCode.InvalidArgument,
            "Must specify at least one target to fetch or execute.",
            (s, h) => s.Run(new RunStepRequest { SessionHandle = h })
        ),
        ["unknown target"] = (
            StatusCode.NotFound,
            "PruneForTargets: Some target nodes not found: nope",
            (s, h) => s.Run(h, "nope")
        ),
        ["unknown feed"] = (
            StatusCode.NotFound,
            "FeedInputs node nope:0: not found",
            (s, h) => s.Run(Step(h, "twice:0", Feed("nope:0", 1f)))
        ),
        ["output too large"] = (
            StatusCode.InvalidArgument,
            "FetchOutputs twice:7: output index too large, must be < 1",
            (s, h) => s.Run(Step(h, "twice:7"))
        ),
        ["fed twice"] = (
            StatusCode.InvalidArgument,
            "Duplicated feeds: v:0",
            (s, h) => s.Run(Step(h, "twice:0", Feed("v:0", 1f), Feed("v", 1f)))
        ),
        ["wrong type"] = (
            StatusCode.InvalidArgument,
            "Tensor v:0 of type float32 was fed one of type int32.",
            (s, h) => s.Run(Step(h, "twice:0", Feed("v:0", 1)))
        ),
        ["wrong shape"] = (
            StatusCode.InvalidArgument,
            "Cannot feed value of shape",
            (s, h) => s.Run(Step(h, "twice:0", Feed("v:0", new float[2, 2])))
        ),
        ["content too short"] = (
            StatusCode.InvalidArgument,
            "needs 8 bytes, but tensor_content has 3.",
            (s, h) => s.Run(Step(h, "twice:0", Shaped(2, [1, 2, 3])))
        ),
        ["negative dimension"] = (
            StatusCode.InvalidArgument,
            "cannot have the dimension -5",
            (s, h) => s.Run(Step(h, "twice:0", Shaped(-5)))
        ),
        ["huge shape"] = (
            StatusCode.InvalidArgument,
            "is too large",
            (s, h) => s.Run(Step(h, "twice:0", Shaped(long.MaxValue / 8)))
        ),
        ["huge fill"] = (
            StatusCode.OutOfRange,
            "is too large",
            async (s, h) =>
            {
                await s.Extend(h, Huge());
                await s.Run(Step(h, "huge:0", Feed("dims:0", new[] { 1 << 20, 1 << 20 })));
            }
        ),
        ["partial run"] = (
            StatusCode.Unimplemented,
            "Partial runs are not supported",
            async (s, h) => await s.Client.PartialRunSetupAsync(new() { SessionHandle = h }, cancellationToken: _stop)
        ),
    };

    public static TheoryData<string> Names() => [.. _mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task GetsItsStatus(string name)
    {
        var (status, message, call) = _mistakes[name];
        await using var server = await RunningServer.Start(RunningServer.Recorded());
        var handle = await server.Open();
        await Refused(
            status,
            message,
            async () =>
            {
                await call(server, handle);
                return true;
            }
        );
        await server.ServesAsBefore(handle);
    }

    [Fact]
    public async Task BytesThatAreNoMessageAreRefused()
    {
        await using var server = await RunningServer.Start();
        var handle = await server.Open();
        var garbage = new byte[1000];
        new Random(1).NextBytes(garbage);
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress($"http://{server.Server.EndPoint}");
        await Assert.ThrowsAnyAsync<RpcException>(() => Send("RunStep", garbage));
        await Refused(StatusCode.Unimplemented, "", () => Send("MakeCallable", []));
        await server.ServesAsBefore(handle);

        async Task<byte[]> Send(string name, byte[] bytes)
        {
            var raw = Marshallers.Create(b => b, b => b);
            var method = new Method<byte[], byte[]>(MethodType.Unary, "tensorflow.MasterService", name, raw, raw);
            return await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new(cancellationToken: _stop), bytes);
        }
    }

    private static NamedTensorProto Shaped(long dim, params byte[] content) =>
        new()
        {
            Name = "v:0",
            Tensor = new()
            {
                Dtype = DataType.DtFloat,
                TensorShape = new() { Dim = { new TensorShapeProto.Types.Dim { Size = dim } } },
                TensorContent = ByteString.CopyFrom(content),
            },
        };

    private static GraphDef Huge() =>
        Built(() => tf.fill(tf.placeholder(tf.int32, (2), name: "dims"), tf.constant(1f, name: "one"), name: "huge"));
}

using Grpc.Core;
using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.Values;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Server;

/// <summary>Calls of a server as messages, and the small graphs they are about.</summary>
internal static class ServerCalls
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens a session; its graph is <see cref="Small"/> where none is given.</summary>
    public static async Task<string> Open(
        this RunningServer server,
        GraphDef? graph = null,
        Tensorflow.Formats.Proto.ConfigProto? config = null
    ) =>
        (
            await server.Client.CreateSessionAsync(
                new() { GraphDef = graph ?? Small(), Config = config },
                cancellationToken: Stop
            )
        ).SessionHandle;

    public static async Task<RunStepResponse> Run(this RunningServer server, RunStepRequest step) =>
        await server.Client.RunStepAsync(step, cancellationToken: Stop);

    /// <summary>Runs a node.</summary>
    public static Task<RunStepResponse> Run(this RunningServer server, string handle, string target) =>
        server.Run(new RunStepRequest { SessionHandle = handle, Target = { target } });

    public static async Task<ExtendSessionResponse> Extend(
        this RunningServer server,
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
            cancellationToken: Stop
        );

    public static async Task<CloseSessionResponse> Close(this RunningServer server, string handle) =>
        await server.Client.CloseSessionAsync(new() { SessionHandle = handle }, cancellationToken: Stop);

    /// <summary>The value of a float32 scalar.</summary>
    public static async Task<float> Scalar(this RunningServer server, string handle, string fetch) =>
        Float(await server.Run(Step(handle, fetch)));

    /// <summary>A call ends with this status, and a message that has these words.</summary>
    public static async Task Refused<T>(StatusCode status, string message, Func<Task<T>> call)
    {
        var error = await Assert.ThrowsAnyAsync<RpcException>(call);
        Assert.Contains(message, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(status, error.StatusCode);
    }

    /// <summary>A session whose graph has <see cref="Small"/> in it still computes.</summary>
    public static async Task ServesAsBefore(this RunningServer server, string handle) =>
        Assert.Equal(8f, Float(await server.Run(Step(handle, "twice:0", Feed("v:0", new[] { 4f })))));

    public static RunStepRequest Step(string handle, string fetch, params NamedTensorProto[] feeds) =>
        new()
        {
            SessionHandle = handle,
            Fetch = { fetch },
            Feed = { feeds },
        };

    public static NamedTensorProto Feed(string name, object value) =>
        new() { Name = name, Tensor = TensorProtos.WithContent(HostArrays.ToValue(value)) };

    /// <summary>The first value of an answer, a float32 scalar or a vector of one.</summary>
    public static float Float(RunStepResponse step) => BitConverter.ToSingle(step.Tensor[0].Tensor.TensorContent.Span);

    public static GraphDef Nodes(params IEnumerable<NodeDef> nodes) => new() { Node = { nodes } };

    public static NodeDef Nothing(string name, string op = "NoOp") => new() { Name = name, Op = op };

    public static NodeDef Negative(string name, string input) =>
        new()
        {
            Name = name,
            Op = "Neg",
            Input = { input },
            Attr = { ["T"] = new() { Type = DataType.DtFloat } },
        };

    /// <summary>v, fed; twice = 2 v; a variable state, which init makes 3.</summary>
    public static GraphDef Small() =>
        Built(() =>
        {
            var v = tf.placeholder(tf.float32, (-1), name: "v");
            tf.multiply(v, tf.constant(2f), name: "twice");
            tf.Variable(3f, name: "state");
            tf.global_variables_initializer();
        });

    public static GraphDef Built(Action build)
    {
        var graph = new Graph();
        using (graph.as_default())
            build();
        return graph.as_graph_def();
    }
}

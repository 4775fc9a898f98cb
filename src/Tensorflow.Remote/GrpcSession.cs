using NumSharp;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Remote;

/// <summary>
/// A session at a server (C++'s <c>GrpcSession</c>). The graph goes there with the first run, nodes that are made later with the
/// run that follows; runs of several threads are side by side.
/// </summary>
internal sealed class GrpcSession(MasterClient master, Graph graph, ConfigProto? config) : SessionBackend
{
    /// <summary>What protobuf takes in one message.</summary>
    private const long MaxMessage = int.MaxValue;

    private readonly Lock _growing = new();
    private readonly BufferPool _buffers = new();
    private string? _handle;
    private long _version;
    private int _sent;

    /// <inheritdoc/>
    public override void Run(
        ReadOnlySpan<Tensor> fetches,
        ReadOnlySpan<Operation> targets,
        ReadOnlySpan<Tensor> fed,
        ReadOnlySpan<FeedItem> feeds,
        Span<NDArray> results,
        RunOptions? options,
        RunMetadata? metadata
    )
    {
        var request = new RunStepRequest { SessionHandle = SendGraph(), Options = options };
        var slots = AddFeeds(request, fed, feeds);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fetch in fetches)
            if (asked.Add(fetch.name))
                request.Fetch.Add(fetch.name);
        foreach (var target in targets)
            request.Target.Add(target.name);
        var response = master.Run(request, graph);
        foreach (var slot in slots)
            slot.Release();
        if (response.StatusCode != 0)
            throw RemoteErrors.Of(response.StatusCode, response.StatusErrorMessage, graph);
        // In whatever order they come.
        var answers = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        foreach (var answer in response.Tensor)
            answers[answer.Name] = answer.Tensor ?? new();
        for (var i = 0; i < results.Length; i++)
            results[i] = Result(fetches[i], answers);
        if (metadata is null)
            return;
        RunTracer.Fill(metadata, null);
        metadata.MergeFrom(response.Metadata ?? new());
    }

    /// <inheritdoc/>
    public override DeviceAttributes[] ListDevices()
    {
        var devices = master.List(new() { SessionHandle = _handle ?? "" });
        return [.. devices.LocalDevice, .. devices.RemoteDevice];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_handle is not null)
            master.Close(new() { SessionHandle = _handle });
        master.Dispose();
    }

    /// <summary>Sends what the server does not have of the graph; gives the session's handle.</summary>
    private string SendGraph()
    {
        lock (_growing)
        {
            var operations = graph.get_operations();
            if (_handle is null)
            {
                var created = master.Create(
                    new() { GraphDef = Checked(graph.as_graph_def()), Config = config?.ToProto() }
                );
                (_handle, _version) = (created.SessionHandle, created.GraphVersion);
            }
            else if (operations.Count > _sent)
            {
                _version = master
                    .Extend(
                        new()
                        {
                            SessionHandle = _handle,
                            GraphDef = Checked(graph.DefFrom(_sent)),
                            CurrentGraphVersion = _version,
                        }
                    )
                    .NewGraphVersion;
            }
            _sent = operations.Count;
            return _handle;
        }
    }

    /// <summary>Adds what is fed; the message is over the memory of these values, which goes back once it is sent.</summary>
    private Value[] AddFeeds(RunStepRequest request, ReadOnlySpan<Tensor> fed, ReadOnlySpan<FeedItem> feeds)
    {
        var bytes = 0L;
        var slots = new Value[feeds.Length];
        for (var i = 0; i < feeds.Length; i++)
        {
            var slot = slots[i] = new();
            Feeding.Feed(fed[i], feeds[i].Value, slot, _buffers);
            bytes += slot.Strings is { } strings ? strings.Sum(s => s.Length + 5L) : slot.Bytes.Length;
            if (bytes > MaxMessage)
                throw TooLarge("what is fed", bytes);
            request.Feed.Add(new NamedTensorProto { Name = fed[i].name, Tensor = TensorProtos.OverContent(slot) });
        }
        return slots;
    }

    private static GraphDef Checked(GraphDef graph) =>
        graph.Node.Sum(n => (long)n.CalculateSize()) is var bytes && bytes > MaxMessage
            ? throw TooLarge("the graph", bytes)
            : graph;

    private static InvalidArgumentError TooLarge(string what, long bytes) =>
        new(FormattableString.Invariant($"A message holds 2 GiB at most, but {what} has {bytes} bytes."));

    private static NDArray Result(Tensor fetch, Dictionary<string, TensorProto> answers)
    {
        if (!answers.TryGetValue(fetch.name, out var proto))
            throw new InternalError($"The server's answer lacks {fetch.name}.", fetch.op);
        var type = fetch.dtype.as_base_dtype();
        return (TF_DataType)proto.Dtype == type
            ? HostArrays.ToNDArray(TensorProtos.Parse(proto))
            : throw new InternalError(
                $"The server answers {fetch.name} as {((TF_DataType)proto.Dtype).as_numpy_name()}, not as "
                    + $"{type.as_numpy_name()}.",
                fetch.op
            );
    }
}

using NumSharp;
using Tensorflow;
using TfNetLstm.Settings;
using static Tensorflow.Binding;

namespace TfNetLstm.Training;

/// <summary>The graph of the program in a session of its own, its variables initialized.</summary>
internal sealed class MnistModel : ITrainingModel, IClassifier, IFindsBadNodes
{
    private readonly MnistLstm _graph;
    private readonly Session _session;

    private readonly ModelSettings _constants;

    public MnistModel(int? seed, ModelSettings constants, int threads)
    {
        _constants = constants;
        tf.compat.v1.disable_eager_execution();
        var graph = tf.Graph();
        using (Engine.AsDefault(graph))
            _graph = new(Engine.Seed(seed), constants);
        _session = Engine.OpenSession(graph, threads);
        _session.run(_graph.init);
    }

    public void Train(NDArray x, NDArray y)
    {
        using var state = ZeroState(x);
        _session.run(_graph.optimizer, Feeds(x, y, state));
    }

    public float TrainWithLoss(NDArray x, NDArray y)
    {
        using var state = ZeroState(x);
        var (loss, _) = _session.run((_graph.cost, _graph.optimizer), Feeds(x, y, state));
        return Engine.Scalar(loss);
    }

    public float Accuracy(NDArray x, NDArray y) => Fetch(_graph.accuracy, x, y);

    public float Loss(NDArray x, NDArray y) => Fetch(_graph.cost, x, y);

    /// <inheritdoc/>
    public float[] Logits(NDArray x)
    {
        using var state = ZeroState(x);
        return Engine.Floats(
            _session.run(_graph.pred, (_graph.x, Engine.Array(x)), (_graph.istate, Engine.Array(state)))
        );
    }

    /// <inheritdoc/>
    public string? FirstBadNode(NDArray x, NDArray y)
    {
        using var state = ZeroState(x);
        return Engine.FirstBadNode(_session, _graph.cost, _graph.optimizer, Feeds(x, y, state));
    }

    /// <summary>The graph as a serialized <c>GraphDef</c>.</summary>
    public byte[] GraphDef() => Engine.GraphDef(_graph.cost.graph);

    /// <summary>The values of the variables that are trained, by name.</summary>
    public IReadOnlyDictionary<string, float[]> Variables() =>
        Engine
            .TrainableVariables(_graph.cost.graph, _session)
            .ToDictionary(v => v.Name, v => v.Values, StringComparer.Ordinal);

    public void Dispose() => _session.Dispose();

    private float Fetch(Tensor tensor, NDArray x, NDArray y)
    {
        using var state = ZeroState(x);
        return Engine.Scalar(_session.run(tensor, Feeds(x, y, state)));
    }

    private FeedItem[] Feeds(NDArray x, NDArray y, NDArray state) =>
        [(_graph.x, Engine.Array(x)), (_graph.y, Engine.Array(y)), (_graph.istate, Engine.Array(state))];

    /// <summary>The cell starts each image with empty memory: zeros [batch, 256] for the tutorial's.</summary>
    private NDArray ZeroState(NDArray x) =>
        np.zeros(new NumSharp.Shape(x.shape[0], _constants.State), NPTypeCode.Single);
}

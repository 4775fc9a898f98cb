using NumSharp;
using Tensorflow;
using TfNetLstm.Distributed;
using TfNetLstm.Runs;
using TfNetLstm.Settings;
using TfNetLstm.Tracing;
using static Tensorflow.Binding;

namespace TfNetLstm.Training;

/// <summary>The graph of the program in a session of its own, its variables initialized.</summary>
internal sealed class MnistModel : ISavedModel, IClassifier, IFindsBadNodes, ISummarizes, IShowsKernels, IJoinsCluster
{
    private static readonly TimeSpan s_askChief = TimeSpan.FromSeconds(0.5);

    private readonly IMnistGraph _graph;
    private readonly Session _session;
    private readonly ModelSettings _constants;
    private readonly Tensor? _summaries;
    private readonly Engine.ModelSaver? _saver;
    private readonly Engine.ModelSaver? _bestSaver;
    private readonly Engine.ChiefSignal? _signal;

    /// <summary>The model of a training; summaries and savers are in the graph where settings ask for them.</summary>
    public MnistModel(TrainSettings settings)
        : this(settings.Seed, settings.Model, settings.Threads, Deployment.Of(settings))
    {
        if (settings.LogDir is not null)
            _summaries = Engine.AddSummaries(_graph);
        if (settings.SaveDir is not null || settings.Resume is not null)
            _saver = new(TensorGraph, settings.Keep);
        if (settings.KeepBest is not null)
            _bestSaver = new(TensorGraph, keep: 1);
        // Behind the savers: it is in no checkpoint.
        if (Deployment.IsShared)
            _signal = new(TensorGraph);
        if (Deployment.IsChief)
            Initialize();
    }

    /// <summary>The graph alone, its variables initialized.</summary>
    public MnistModel(int? seed, ModelSettings constants, int threads)
        : this(seed, constants, threads, Deployment.Here) => Initialize();

    private MnistModel(int? seed, ModelSettings constants, int threads, Deployment where)
    {
        (_constants, Deployment) = (constants, where);
        tf.compat.v1.disable_eager_execution();
        TensorGraph = tf.Graph();
        using (Engine.AsDefault(TensorGraph))
            _graph = Engine.Build(Engine.Seed(seed), constants, where);
        _session = Engine.OpenSession(TensorGraph, threads, where);
    }

    /// <summary>The graph with the trained weights of a checkpoint; the optimizer's slots may be missing there.</summary>
    public static MnistModel Trained(string checkpoint, ModelSettings constants, int threads)
    {
        var model = new MnistModel(seed: 0, constants, threads);
        try
        {
            new Engine.ModelSaver(model.TensorGraph, keep: 1, onlyTrained: true).Restore(model._session, checkpoint);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<RandomNode> RandomNodes
    {
        get => Engine.RandomNodes(_session);
        set => Engine.RestoreRandomNodes(_session, value);
    }

    /// <inheritdoc/>
    public Deployment Deployment { get; }

    /// <summary>The nodes.</summary>
    public Graph TensorGraph { get; }

    /// <summary>The ends of the graph.</summary>
    public IMnistGraph Graph => _graph;

    /// <summary>The session.</summary>
    public Session Session => _session;

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
    public byte[] GraphDef() => Engine.GraphDef(TensorGraph);

    /// <summary>The values of the variables that are trained, by name.</summary>
    public IReadOnlyDictionary<string, float[]> Variables() =>
        Engine
            .TrainableVariables(TensorGraph, _session)
            .ToDictionary(v => v.Name, v => v.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Save(string prefix, long step, bool isBest) =>
        ((isBest ? _bestSaver : _saver) ?? throw new InvalidOperationException("The graph has no saver.")).Save(
            _session,
            prefix,
            step
        );

    /// <inheritdoc/>
    public void Restore(string prefix) => _saver!.Restore(_session, prefix);

    /// <inheritdoc/>
    public void Recover(IEnumerable<string> prefixes) => _saver!.Recover(prefixes);

    /// <inheritdoc/>
    public string VariablesHash() => Deployment.IsShared ? "" : Engine.VariablesHash(TensorGraph, _session);

    /// <inheritdoc/>
    public bool Join(Action<string> tell, CancellationToken stop)
    {
        if (_signal is null)
            return true;
        if (Deployment.IsChief)
        {
            _signal.Give(_session);
            return true;
        }
        if (_signal.IsGiven(_session))
            return true;
        tell("waiting for the chief, task 0, to set the variables");
        while (!stop.WaitHandle.WaitOne(s_askChief))
            if (_signal.IsGiven(_session))
                return true;
        return false;
    }

    /// <inheritdoc/>
    public Engine.EventLog OpenEventLog(string folder) => new(folder, TensorGraph);

    /// <inheritdoc/>
    public void Summarize(Engine.EventLog log, NDArray x, NDArray y, long step)
    {
        using var state = ZeroState(x);
        log.Add(_session, _summaries!, Feeds(x, y, state), step);
    }

    /// <inheritdoc/>
    public void Observe(KernelLog? log) => Engine.Observe(_session, log);

    public void Dispose() => _session.Dispose();

    private void Initialize()
    {
        try
        {
            _signal?.Reset(_session);
            _session.run(_graph.init);
        }
        catch
        {
            // Nobody has the model yet who could.
            Dispose();
            throw;
        }
    }

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

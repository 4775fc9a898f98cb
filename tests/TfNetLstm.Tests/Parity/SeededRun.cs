using NumSharp;
using Tensorflow;
using TfNetLstm.Data;
using TfNetLstm.Training;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Parity;

/// <summary>
/// The program's main job with seed 1, run once for all tests of this folder as golden_model.py ran TensorFlow: what it
/// fetches of the first batch, the loss of each step before its update, the printed lines, and snapshots of the variables.
/// </summary>
public sealed class SeededRun : IDisposable
{
    private const int Batch = 128;
    private const int Steps = 781;

    private readonly MnistLstm _model;
    private readonly Session _session;
    private readonly RefVariable[] _variables;

    /// <summary>Trains.</summary>
    public SeededRun()
    {
        var graph = tf.Graph();
        using (graph.as_default())
        {
            _model = new(seed: 1);
            _variables = tf.global_variables();
            Trainable = tf.trainable_variables();
        }
        _session = tf.Session(graph);
        _session.run(_model.init);
        Snapshot("initial");
        var data = MnistData.Load(MnistFiles.DefaultFolder, np.random.RandomState(1));
        for (var step = 1; step <= Steps; step++)
        {
            using var batch = data.Train.NextBatch(Batch);
            Step(step, Feeds(batch));
        }
        Accuracy256 = Accuracy(data.Test, 256);
        AccuracyAll = Accuracy(data.Test, 10_000);
    }

    /// <summary>Values by the names that values.npz has them under.</summary>
    public Dictionary<string, float[]> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The loss of each step before its update.</summary>
    public List<float> Losses { get; } = [];

    /// <summary>The lines of every tenth step.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The share of the first 256 test images told right.</summary>
    public float Accuracy256 { get; }

    /// <summary>The share of all test images told right.</summary>
    public float AccuracyAll { get; }

    internal RefVariable[] Trainable { get; }

    /// <summary>Closes the session.</summary>
    public void Dispose() => _session.Dispose();

    private void Step(int step, FeedItem[] feeds)
    {
        if (step == 1)
            FirstBatch(feeds);
        var (loss, _) = _session.run((_model.cost, _model.optimizer), feeds);
        Losses.Add((float)loss);
        if (step % 10 == 0)
        {
            var accuracy = (float)_session.run(_model.accuracy, feeds);
            Lines.Add(LogLines.Iter(step * Batch, (float)_session.run(_model.cost, feeds), accuracy));
        }
        if (step is 1 or 10)
            Snapshot($"step{step}");
        if (step is 100 or Steps)
            Snapshot($"step{step}", Trainable);
    }

    private void FirstBatch(FeedItem[] feeds)
    {
        Keep("pred", _model.pred);
        Keep("cost", _model.cost);
        Keep("accuracy", _model.accuracy);
        Keep("state", _model.state);
        Keep("output0", _model.outputs[0]);
        Keep("output27", _model.outputs[27]);
        var updates = _model.cost.graph.get_operations().Where(op => op.type == "ApplyAdam");
        foreach (var (update, variable) in updates.Zip(Trainable))
            Keep("gradient/" + variable.op.name, update.inputs[^1]);

        void Keep(string name, Tensor tensor)
        {
            using var value = _session.run(tensor, feeds);
            Values["batch1/" + name] = value.ToArray<float>();
        }
    }

    private void Snapshot(string label, RefVariable[]? variables = null)
    {
        foreach (var variable in variables ?? _variables)
        {
            using var value = _session.run(variable)!;
            Values[$"{label}/{variable.op.name}"] = value.ToArray<float>();
        }
    }

    private float Accuracy(DataSet test, int examples)
    {
        using var batch = test.Head(examples);
        return (float)_session.run(_model.accuracy, Feeds(batch));
    }

    private FeedItem[] Feeds(Batch batch)
    {
        var count = (int)batch.Images.shape[0];
        return
        [
            (_model.x, batch.Images.reshape(count, 28, 28)),
            (_model.y, batch.Labels),
            (_model.istate, new float[count, 2 * MnistLstm.N_HIDDEN]),
        ];
    }
}

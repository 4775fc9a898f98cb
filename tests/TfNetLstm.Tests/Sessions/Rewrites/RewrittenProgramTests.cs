using NumSharp;
using Tensorflow;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions.Rewrites;

/// <summary>The program of this repository, with and without rewrites.</summary>
public class RewrittenProgramTests
{
    private readonly Graph _graph = tf.Graph();
    private readonly MnistLstm _model;
    private readonly Tensor[] _variables;

    public RewrittenProgramTests()
    {
        using var current = _graph.as_default();
        _model = new(seed: 1);
        _variables = [.. tf.global_variables().Select(v => v.Handle)];
    }

    public static TheoryData<int, int> BatchesAndThreads =>
        new()
        {
            { 128, 1 },
            { 128, 2 },
            { 128, 3 },
            { 37, 2 },
            { 1, 2 },
            { 300, 2 },
        };

    [Theory]
    [MemberData(nameof(BatchesAndThreads))]
    public void TrainingHasTheSameBits(int batch, int threads)
    {
        var feeds = Feeds(batch);
        var expected = Train(new() { IntraOpParallelismThreads = 1, DisabledRewrites = { "all" } });
        Assert.Equal(expected, Train(new() { IntraOpParallelismThreads = threads }));

        float[][] Train(ConfigProto config)
        {
            using var session = tf.Session(_graph, config);
            session.run(_model.init);
            for (var step = 0; step < 2; step++)
                session.run((_model.cost, _model.optimizer), feeds);
            return Values(session, [.. _variables, _model.cost, _model.accuracy, _model.pred], feeds);
        }
    }

    [Fact]
    public void WhateverIsFetchedHasTheSameBits()
    {
        var feeds = Feeds(16);
        var fetched = _graph
            .get_operations()
            .Where(op => op.type is not ("Placeholder" or "NoOp" or "Assign" or "ApplyAdam"))
            .SelectMany(op => op.outputs)
            .Where(t =>
                t.dtype == TF_DataType.TF_FLOAT && !t.op.name.Contains("random_normal", StringComparison.Ordinal)
            )
            .Where((_, i) => i % 3 == 0)
            .ToArray();
        using var with = tf.Session(_graph);
        using var without = tf.Session(_graph, new() { DisabledRewrites = { "all" } });
        with.run(_model.init);
        without.run(_model.init);
        Assert.True(fetched.Length > 400);
        var (expected, actual) = (Values(without, fetched, feeds), Values(with, fetched, feeds));
        for (var i = 0; i < fetched.Length; i++)
            Assert.True(expected[i].AsSpan().SequenceEqual(actual[i]), fetched[i].name);
    }

    [Theory]
    [InlineData("rnn/basic_lstm_cell/BiasAdd_5:0", 512)]
    [InlineData("rnn/basic_lstm_cell/concat_12:0", 256)]
    [InlineData("rnn/basic_lstm_cell/split_7:2", 128)]
    [InlineData("gradients/rnn/basic_lstm_cell/split_27_grad/concat:0", 512)]
    public void AnythingCanBeFedInstead(string name, int columns)
    {
        var value = new float[16, columns];
        for (var i = 0; i < value.Length; i++)
            value[i / columns, i % columns] = MathF.Sin(i);
        FeedItem[] feeds = [.. Feeds(16), new(name, value)];
        Tensor[] fetches =
        [
            _model.cost,
            .. _graph.get_operations().Where(op => op.type == "ApplyAdam").Select(op => op.inputs[^1]),
        ];
        using var with = tf.Session(_graph);
        using var without = tf.Session(_graph, new() { DisabledRewrites = { "all" } });
        with.run(_model.init);
        without.run(_model.init);
        Assert.Equal(Values(without, fetches, feeds), Values(with, fetches, feeds));
    }

    [Fact]
    public void ATrainingStepIsAFewDozenPieces()
    {
        using var workers = new WorkerPool(2);
        var state = new SessionState();
        var plan = new Plan([_model.cost], [_model.optimizer], [_model.x, _model.y, _model.istate], state);
        var frame = plan.Rent(workers, new BufferPool());
        foreach (var (variable, index) in _variables.Select((v, i) => (v, i)))
            state.Resources.ValueOf(variable.op).Own(TF_DataType.TF_FLOAT, variable.shape.dims);
        frame[plan.FeedSlots[0]].Own(TF_DataType.TF_FLOAT, [128, 28, 28]);
        frame[plan.FeedSlots[1]].Own(TF_DataType.TF_FLOAT, [128, 10]);
        frame[plan.FeedSlots[2]].Own(TF_DataType.TF_FLOAT, [128, 256]);
        var program = plan.ProgramFor(frame, 2);
        Assert.True(plan.Nodes.Length > 1500, $"{plan.Nodes.Length} nodes");
        Assert.InRange(program.Nodes.Length, 10, 60);
        Assert.Same(program, plan.ProgramFor(frame, 2));
    }

    [Fact]
    public void AnUnknownRewriteIsAnError()
    {
        var error = Assert.Throws<Tensorflow.ValueError>(() =>
            tf.Session(_graph, new() { DisabledRewrites = { "fast_math" } })
        );
        Assert.Contains("row_regions", error.Message, StringComparison.Ordinal);
    }

    private FeedItem[] Feeds(int batch)
    {
        var images = new float[batch * 784];
        for (var i = 0; i < images.Length; i++)
            images[i] = MathF.Abs(MathF.Sin(i * 0.37f));
        var labels = new float[batch, 10];
        for (var i = 0; i < batch; i++)
            labels[i, i * 7 % 10] = 1;
        return
        [
            (_model.x, new NDArray(images).reshape(batch, 28, 28)),
            (_model.y, labels),
            (_model.istate, new float[batch, 256]),
        ];
    }

    private static float[][] Values(Session session, Tensor[] fetches, FeedItem[] feeds) =>
        Array.ConvertAll(session.run(fetches, feeds), value => value!.ToArray<float>());
}

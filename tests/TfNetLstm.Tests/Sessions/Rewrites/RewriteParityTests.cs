using Tensorflow;
using Tensorflow.Values;
using TfNetLstm.Tests.Operations;
using TfNetLstm.Tests.Rnn;
using TfNetLstm.Tests.Training;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions.Rewrites;

/// <summary>Whatever rewrites are switched off: results have the same bits.</summary>
public class RewriteParityTests
{
    public static TheoryData<string> Cells => new(CellProgram.All.Keys);

    public static TheoryData<string> Expressions => new(GoldenOpCase.Names);

    public static TheoryData<string> Optimizers =>
        new(Golden.Json("optimizers.json").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));

    /// <summary>Every rewrite alone, and all of them.</summary>
    private static IEnumerable<string> Settings => ConfigProto.RewriteNames.Append("all");

    [Theory]
    [MemberData(nameof(Cells))]
    public void CellsAndTheirGradientsHaveTheSameBits(string name)
    {
        var program = new CellCase(name);
        Tensor[] fetches =
        [
            program.Loss,
            .. program.Ends.Select(end => end.Tensor),
            .. program.Gradients.Select(g => g.Tensor!),
        ];
        var expected = Run("none");
        foreach (var disabled in Settings)
            AssertSame(expected, Run(disabled), disabled);

        NumSharp.NDArray?[] Run(string disabled)
        {
            using var session = tf.Session(program.Graph, Without(disabled));
            session.run(program.Initializer);
            return session.run(fetches, program.Feeds);
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void ExpressionsAndTheirGradientsHaveTheSameBits(string name)
    {
        var golden = new GoldenOpCase(name);
        var graph = tf.Graph();
        using (graph.as_default())
            tf.import_graph_def(golden.Def, name: "");
        var feeds = golden.Inputs.Select((input, i) => new FeedItem($"in{i}:0", input)).ToList();
        if (golden.IncomingGradient is { } incoming)
            feeds.Add(new("gy0:0", incoming));
        var names = golden.Gradients.Prepend(golden.Output).Select(g => g.Tensor).ToArray();
        using var with = tf.Session(graph);
        using var without = tf.Session(graph, Without("all"));
        AssertSame(without.run(names, [.. feeds]), with.run(names, [.. feeds]), name);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void OptimizersHaveTheSameBits(string name)
    {
        using var current = tf.Graph().as_default();
        var program = new OptimizerProgram(name, new float[3, 4], asOptimized: false);
        var expected = Run("none");
        foreach (var disabled in Settings)
            AssertSame(expected, Run(disabled), disabled);

        NumSharp.NDArray?[] Run(string disabled)
        {
            using var session = tf.Session(tf.get_default_graph(), Without(disabled));
            session.run(program.Initialize);
            var x = new float[5, 3];
            for (var i = 0; i < x.Length; i++)
                x[i / 3, i % 3] = MathF.Sin(i);
            for (var step = 0; step < 3; step++)
                session.run(program.Train, (program.X, x));
            return session.run(tf.global_variables().Select(v => v.Handle).Append(program.Loss), (program.X, x));
        }
    }

    private static ConfigProto Without(string rewrite)
    {
        var config = new ConfigProto();
        if (rewrite != "none")
            config.DisabledRewrites.Add(rewrite);
        return config;
    }

    private static void AssertSame(NumSharp.NDArray?[] expected, NumSharp.NDArray?[] actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var (one, other) = (HostArrays.ToValue(expected[i]!), HostArrays.ToValue(actual[i]!));
            Assert.True(one.Dims.SequenceEqual(other.Dims), $"{name}: shape of fetch {i}");
            Assert.True(one.Strings is not null || one.Bytes.SequenceEqual(other.Bytes), $"{name}: bits of fetch {i}");
        }
    }
}

using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Summaries;

/// <summary>The summaries of the program: behind its own nodes, so that names and seeds stay.</summary>
public class ProgramSummaryTests
{
    [Fact]
    public void SummariesComeBehindTheProgramsNodes()
    {
        var (plain, _) = Build(withSummaries: false);
        var (graph, merged) = Build(withSummaries: true);
        Assert.Equal(3351, plain.get_operations().Count);
        Assert.Equal(
            plain.get_operations().Select(op => op.node_def),
            graph.get_operations().Take(3351).Select(op => op.node_def)
        );
        Assert.All(merged!.op.inputs, summary => Assert.InRange(summary.op.Id, 3351, int.MaxValue));
        Assert.Equal("Merge/MergeSummary", merged.op.name);
    }

    [Fact]
    public void GatesAreThoseThatTheLastStepUses()
    {
        var (graph, _) = Build(withSummaries: true);
        foreach (
            var (name, activation) in new[] { ("i", "Sigmoid"), ("j", "Tanh"), ("f", "Sigmoid"), ("o", "Sigmoid") }
        )
        {
            var gate = graph.get_operation_by_name("gates/" + name).inputs[1].op;
            Assert.Equal(activation, gate.type);
            Assert.InRange(gate.Id, 0, 3350);
            AssertComesFrom(name, gate);
        }
    }

    /// <summary>What feeds a gate's activation is a part of the split; f's, that and the forget bias.</summary>
    private static void AssertComesFrom(string name, Operation activation)
    {
        var source = activation.inputs[0];
        if (name == "f")
        {
            Assert.Equal("AddV2", source.op.type);
            source = source.op.inputs[0];
        }
        Assert.Equal("Split", source.op.type);
        Assert.Equal("ijfo".IndexOf(name, StringComparison.Ordinal), source.value_index);
    }

    private static (Graph, Tensor?) Build(bool withSummaries)
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var model = new MnistLstm(seed: 1);
        return (graph, withSummaries ? Engine.AddSummaries(model) : null);
    }
}

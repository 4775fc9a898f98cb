using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow.GrpcServer;

/// <summary>What the names of a step mean in a graph; the errors are those of TensorFlow's subgraph rewriter.</summary>
internal sealed class StepNames
{
    private StepNames(Tensor[] fetches, Operation[] targets, Tensor[] fed) =>
        (Fetches, Targets, Fed) = (fetches, targets, fed);

    /// <summary>The tensors to compute.</summary>
    public Tensor[] Fetches { get; }

    /// <summary>The nodes to run.</summary>
    public Operation[] Targets { get; }

    /// <summary>The tensors that are fed.</summary>
    public Tensor[] Fed { get; }

    /// <summary>Looks the names of a step up.</summary>
    /// <exception cref="OpError">One of them cannot be.</exception>
    public static StepNames Of(Graph graph, RunStepRequest step)
    {
        if (step.Fetch.Count + step.Target.Count == 0)
            throw new InvalidArgumentError("Must specify at least one target to fetch or execute.");
        var fed = new Tensor[step.Feed.Count];
        var seen = new HashSet<Tensor>();
        for (var i = 0; i < fed.Length; i++)
        {
            fed[i] = Find(graph, step.Feed[i].Name, "FeedInputs");
            if (!seen.Add(fed[i]))
                throw new InvalidArgumentError($"Duplicated feeds: {fed[i].name}");
            if (!fed[i].op.IsFeedable || Sessions.ControlFlow.IsNextIteration(fed[i].op))
                throw new InvalidArgumentError($"Tensor {fed[i].name} may not be fed.");
        }
        return new(
            [.. step.Fetch.Select(name => Find(graph, name, "FetchOutputs"))],
            [.. step.Target.Select(name => Target(graph, name))],
            fed
        );
    }

    private static Operation Target(Graph graph, string name) =>
        graph.HasOperation(name)
            ? graph.get_operation_by_name(name)
            : throw new NotFoundError($"PruneForTargets: Some target nodes not found: {name} ");

    private static Tensor Find(Graph graph, string name, string who)
    {
        var (node, index) = Graphs.ImportedNode.ParseInput(name);
        if (!graph.HasOperation(node))
            throw new NotFoundError($"{who} node {name}: not found");
        var outputs = graph.get_operation_by_name(node).outputs;
        return index < outputs.Length
            ? outputs[index]
            : throw new InvalidArgumentError(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{who} {name}: output index too large, must be < {outputs.Length}"
                )
            );
    }
}

using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow.GrpcServer;

/// <summary>Nodes that come later, and read those that are there.</summary>
internal static class GraphExtension
{
    /// <summary>What of the graph the new nodes read, as the importer wants to know it.</summary>
    public static Dictionary<string, ITensorOrOperation> Inputs(Graph graph, GraphDef added)
    {
        var known = new Dictionary<string, ITensorOrOperation>(StringComparer.Ordinal);
        if (graph.get_operations().Count == 0)
            return known;
        var own = added.Node.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var input in added.Node.SelectMany(n => n.Input))
        {
            var isControl = input.StartsWith('^');
            var (node, output) = isControl ? (input[1..], 0) : ImportedNode.ParseInput(input);
            if (own.Contains(node) || !graph.HasOperation(node))
                continue;
            var op = graph.get_operation_by_name(node);
            if (isControl)
                known[input] = op;
            else if (output < op.outputs.Length)
                known[ImportChecks.Key(node, output)] = op.outputs[output];
        }
        return known;
    }
}

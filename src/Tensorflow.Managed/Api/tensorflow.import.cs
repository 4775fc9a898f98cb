using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Graphs from elsewhere.</content>
public sealed partial class tensorflow
{
    /// <summary>Brings the nodes of a graph that was exported into the default graph.</summary>
    /// <param name="graph_def">The nodes, in any order.</param>
    /// <param name="input_map">
    /// Tensors of the default graph by the names (<c>"x:0"</c>, <c>"x"</c>, <c>"^op"</c>) of those in the file that they replace.
    /// </param>
    /// <param name="return_elements">Names of tensors (<c>"x:0"</c>) and operations (<c>"x"</c>) to hand back.</param>
    /// <param name="name">What goes before all names, <c>"import"</c> where null; empty for nothing.</param>
    /// <returns>The elements asked for; null where <paramref name="return_elements"/> is.</returns>
    /// <exception cref="ValueError">The graph is not well-formed; nothing is added.</exception>
    /// <exception cref="NotFoundError">It has an op that TensorFlow does not know; nothing is added.</exception>
    public ITensorOrOperation[]? import_graph_def(
        GraphDef graph_def,
        IReadOnlyDictionary<string, Tensor>? input_map = null,
        string[]? return_elements = null,
        string? name = null
    )
    {
        if (graph_def is null)
            throw new TypeError("Argument `graph_def` must be a GraphDef proto.");
        var graph = get_default_graph();
        var map = new Dictionary<string, ITensorOrOperation>(StringComparer.Ordinal);
        foreach (var (key, tensor) in input_map ?? new Dictionary<string, Tensor>(StringComparer.Ordinal))
        {
            if (key is null || tensor is null)
                throw new TypeError("Argument `input_map` must be a dictionary mapping strings to Tensor objects.");
            if (!ReferenceEquals(tensor.graph, graph))
                throw new ValueError($"Tensor {tensor} of `input_map` is not an element of this graph.");
            if (key.StartsWith('^'))
                map[key] = tensor;
            else
            {
                var (node, output) = ImportedNode.ParseInput(key);
                map[ImportChecks.Key(node, output)] = tensor;
            }
        }
        if (graph.finalized)
            throw new RuntimeError("Graph is finalized and cannot be modified.");
        var names = graph_def.Node.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var element in return_elements ?? [])
            if (element is not null && !names.Contains(element.Split(':')[0]))
                throw new ValueError($"Requested return_element '{element}' not found in graph_def.");
        using var scope = graph.OpenNameScope(name ?? "import", out var prefix);
        _ = new GraphImporter(graph, prefix, map).Import(graph_def);
        if (return_elements is null)
            return null;
        return Array.ConvertAll(return_elements, element => Element(graph, prefix, element));
    }

    private static ITensorOrOperation Element(Graph graph, string prefix, string element)
    {
        if (element is null)
            throw new TypeError("Argument `return_elements` must be a list of strings.");
        try
        {
            return element.Contains(':', StringComparison.Ordinal)
                ? graph.get_tensor_by_name(prefix + element)
                : graph.get_operation_by_name(prefix + element);
        }
        catch (TensorflowException error) when (error is KeyError or ValueError)
        {
            throw new ValueError($"Requested return_element '{element}' not found in graph_def.");
        }
    }
}

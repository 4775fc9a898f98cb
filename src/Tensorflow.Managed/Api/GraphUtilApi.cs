using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Graphs that are cut down to what is needed.</content>
public sealed partial class tensorflow
{
    /// <summary>Graphs that are cut down to what is needed (<c>tf.graph_util</c>).</summary>
    public GraphUtilApi graph_util { get; } = new();
}

/// <summary>Graphs that are cut down to what is needed (<c>tf.graph_util</c>).</summary>
public sealed class GraphUtilApi
{
    /// <summary>The nodes that some outputs need, with constants in place of the variables: a frozen graph.</summary>
    /// <param name="sess">The session that has the variables' values.</param>
    /// <param name="input_graph_def">The graph.</param>
    /// <param name="output_node_names">The nodes to keep.</param>
    /// <param name="variable_names_whitelist">The variables that become constants; all where null.</param>
    /// <param name="variable_names_blacklist">Variables that stay.</param>
    /// <exception cref="AssertionError">An output is not in the graph.</exception>
    /// <exception cref="FailedPreconditionError">A variable has no value.</exception>
    public GraphDef convert_variables_to_constants(
        Session sess,
        GraphDef input_graph_def,
        IEnumerable<string> output_node_names,
        IEnumerable<string>? variable_names_whitelist = null,
        IEnumerable<string>? variable_names_blacklist = null
    ) =>
        Freezing.Freeze(
            sess.Given(),
            extract_sub_graph(input_graph_def, output_node_names),
            variable_names_whitelist?.ToHashSet(StringComparer.Ordinal),
            variable_names_blacklist?.ToHashSet(StringComparer.Ordinal)
        );

    /// <summary>The nodes that some nodes need.</summary>
    /// <param name="graph_def">The graph.</param>
    /// <param name="dest_nodes">The nodes to keep.</param>
    /// <exception cref="AssertionError">One is not in the graph.</exception>
    public GraphDef extract_sub_graph(GraphDef graph_def, IEnumerable<string> dest_nodes)
    {
        string[] names = [.. dest_nodes.Given()];
        names.AllGiven(nameof(dest_nodes));
        return SubGraphs.Extract(graph_def.Given(), names);
    }

    /// <summary>The graph without nodes that only training needs: checks of numbers, and identities.</summary>
    /// <param name="input_graph">The graph.</param>
    /// <param name="protected_nodes">Nodes that stay.</param>
    public GraphDef remove_training_nodes(GraphDef input_graph, IEnumerable<string>? protected_nodes = null)
    {
        string[] names = [.. protected_nodes ?? []];
        names.AllGiven(nameof(protected_nodes));
        return TrainingNodes.Remove(input_graph.Given(), names.ToHashSet(StringComparer.Ordinal));
    }
}

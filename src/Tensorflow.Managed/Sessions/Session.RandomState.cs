using Tensorflow.Kernels;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>The state of random ops, which TensorFlow cannot save; an addition of this engine.</content>
public partial class Session
{
    /// <summary>Where every random node that this session has run stands, by name.</summary>
    /// <exception cref="UnimplementedError">The session is at a server.</exception>
    public RandomOpState[] export_random_op_states() =>
        [
            .. Direct
                .State.Nodes.Where(n => n.State is PhiloxGenerator)
                .Select(n => ((PhiloxGenerator)n.State).Export(n.Op.name))
                .OrderBy(s => s.Node, StringComparer.Ordinal),
        ];

    /// <summary>
    /// Puts random nodes of the graph where those of another session stood; nodes that are not named stay where they are.
    /// </summary>
    /// <exception cref="UnimplementedError">The session is at a server.</exception>
    /// <exception cref="ValueError">The graph has no random node of a name; nothing is changed.</exception>
    public void import_random_op_states(IEnumerable<RandomOpState> states)
    {
        var known = states.Given().ToArray();
        known.AllGiven(nameof(states));
        var wrong = known
            .Where(s => !graph.HasOperation(s.Node ?? "") || !RandomOps.IsSeeded(graph.get_operation_by_name(s.Node!)))
            .Select(s => s.Node ?? "")
            .ToArray();
        if (wrong.Length > 0)
            throw new ValueError($"The graph has no random node named '{string.Join("', '", wrong)}'.");
        foreach (var state in known)
            RandomOps.Generator(graph.get_operation_by_name(state.Node), Direct.State).Import(state);
    }
}

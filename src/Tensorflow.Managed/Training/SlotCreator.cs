using Tensorflow.Graphs;

namespace Tensorflow;

/// <summary>Makes variables that belong to another one and bear its name before their own (slot_creator.py).</summary>
internal static class SlotCreator
{
    /// <summary>A variable <c>primary/name</c> with this initializer, in the primary's shape and on its device.</summary>
    public static RefVariable Create(IVariableV1 primary, IInitializer initializer, string name)
    {
        using var scope = new variable_scope(null, $"{primary.Op.name}/{name}");
        using var colocation = primary.Graph.OpenColocation(primary.Op);
        return scope.scope.GetVariable("", primary.shape, primary.dtype, initializer, trainable: false);
    }

    /// <summary>A variable <c>primary/name</c> that starts with this tensor's value.</summary>
    /// <param name="primary">The node that the new variable's name begins with.</param>
    /// <param name="value">The initial value.</param>
    /// <param name="name">The rest of the name.</param>
    /// <param name="colocate">Whether the variable wants the primary's device.</param>
    public static RefVariable Create(Operation primary, Tensor value, string name, bool colocate = true)
    {
        using var scope = new variable_scope(null, $"{primary.name}/{name}");
        using var colocation = colocate ? primary.graph.OpenColocation(primary) : null;
        return scope.scope.GetVariable("", value, trainable: false);
    }
}

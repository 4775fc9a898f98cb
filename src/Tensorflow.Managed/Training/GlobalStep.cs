namespace Tensorflow;

/// <summary>The variable that counts a graph's training steps (training_util.py).</summary>
internal static class GlobalStep
{
    /// <summary>The graph's global step, or null where it has none.</summary>
    /// <exception cref="TypeError">It is no scalar of integers.</exception>
    public static RefVariable? Find(Graph graph)
    {
        var known = graph.get_collection<RefVariable>(GraphKeys.GLOBAL_STEP);
        if (known.Count > 1)
            return null;
        var step =
            known.FirstOrDefault()
            ?? graph
                .get_collection<RefVariable>(GraphKeys.GLOBAL_VARIABLES)
                .Find(v => string.Equals(v.Name, "global_step:0", StringComparison.Ordinal));
        if (step is null)
            return null;
        if (!step.dtype.is_integer())
            throw new TypeError($"Existing \"global_step\" does not have integer type: {step.dtype.as_numpy_name()}");
        if (step.shape.ndim != 0 && step.shape.IsFullyDefined)
            throw new TypeError($"Existing \"global_step\" is not scalar: {step.shape}");
        return step;
    }

    /// <summary>A new global step, which begins at 0.</summary>
    /// <exception cref="ValueError">The graph has one.</exception>
    public static RefVariable Create(Graph graph)
    {
        if (Find(graph) is not null)
            throw new ValueError("\"global_step\" already exists.");
        using var current = graph.as_default();
        using var top = graph.OpenNameScope(null, out _);
        return Graphs
            .VariableStore.Of(graph)
            .Current.GetVariable(
                GraphKeys.GLOBAL_STEP,
                Shape.Scalar,
                TF_DataType.TF_INT64,
                Initializers.Zeros,
                trainable: false,
                collections: [GraphKeys.GLOBAL_VARIABLES, GraphKeys.GLOBAL_STEP]
            );
    }
}

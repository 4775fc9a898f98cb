namespace Tensorflow.Sessions.Rewrites;

/// <summary>One rewrite of a plan: its name, by which it can be switched off, what it does, and how.</summary>
internal sealed record Rewrite(string Name, string Does, Action<FlowGraph> Apply)
{
    /// <summary>All rewrites, in the order in which they are made. None changes a bit of any result.</summary>
    public static readonly Rewrite[] All =
    [
        new("known_values", "computes shapes and what follows from them when the plan is made", KnownValues.Apply),
        new("no_ops", "leaves out nodes that hand on what they get", NoOps.Apply),
        new("duplicates", "runs equal nodes once", Duplicates.Apply),
        new("dead_nodes", "leaves out nodes whose results nobody reads", DeadNodes.Apply),
        new("row_parts", "lets parts along the first axis share the memory of the whole", RowParts.Apply),
        new("summed_products", "adds up products of one size in one piece", SummedProducts.Apply),
        new("summed_biases", "adds up gradients of one bias in one pass", SummedBiases.Apply),
        new("row_regions", "takes blocks of rows through many nodes, each on one thread", RowRegions.Apply),
    ];
}

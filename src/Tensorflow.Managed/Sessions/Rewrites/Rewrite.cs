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
    ];
}

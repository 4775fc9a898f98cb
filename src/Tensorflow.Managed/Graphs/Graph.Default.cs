namespace Tensorflow;

/// <content>Which graph new nodes go to.</content>
public sealed partial class Graph
{
    [ThreadStatic]
    private static Stack<Graph>? _defaults;

    [ThreadStatic]
    private static Graph? _global;

    /// <summary>The innermost graph of an <see cref="as_default"/> block on this thread, or the thread's global graph.</summary>
    internal static Graph Default => _defaults is { Count: > 0 } ? _defaults.Peek() : _global ??= new();

    /// <summary>Makes this the graph that new nodes go to, until the result is disposed.</summary>
    public GraphScope as_default()
    {
        (_defaults ??= new()).Push(this);
        return new(this);
    }

    internal void LeaveDefault()
    {
        if (_defaults is not { Count: > 0 } || !ReferenceEquals(_defaults.Peek(), this))
            throw new RuntimeError("Nesting violated: graphs must leave as_default() in the reverse of their order.");
        _defaults.Pop();
    }

    /// <summary>Replaces the thread's global default graph with an empty one.</summary>
    internal static void ResetDefault()
    {
        if (_defaults is { Count: > 0 })
            throw new RuntimeError("Do not use tf.reset_default_graph() to clear nested graphs.");
        _global = new();
    }
}

/// <summary>The block in which a graph is the default one.</summary>
public sealed class GraphScope : IDisposable
{
    private bool _open = true;

    internal GraphScope(Graph graph) => this.graph = graph;

    /// <summary>The graph that is the default inside.</summary>
    public Graph graph { get; }

    /// <summary>Ends the block.</summary>
    public void Dispose()
    {
        if (_open)
            graph.LeaveDefault();
        _open = false;
    }
}

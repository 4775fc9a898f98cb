namespace Tensorflow;

/// <summary>What <c>Session.run</c> can fetch: a tensor, an operation, or a variable.</summary>
public interface ITensorOrOperation
{
    /// <summary>The node that makes it, or that it is.</summary>
    Operation op { get; }

    /// <summary>The graph that holds it.</summary>
    Graph graph { get; }

    /// <summary>Its name: <c>node:index</c> for a tensor, <c>node</c> for an operation.</summary>
    string name { get; }
}

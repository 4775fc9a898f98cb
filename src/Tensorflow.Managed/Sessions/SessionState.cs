using System.Collections.Concurrent;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>What outlives a run: the values of variables, by name, and the generators of random ops, by node.</summary>
internal sealed class SessionState
{
    private readonly ConcurrentDictionary<Operation, object> _ofNode = [];
    private readonly ConcurrentDictionary<string, Value> _variables = new(StringComparer.Ordinal);

    /// <summary>The state of nodes that keep none.</summary>
    public static SessionState None { get; } = new();

    /// <summary>The files that the session's nodes read and write.</summary>
    public Formats.IFileLayer Files { get; set; } = Formats.DiskFileLayer.Instance;

    /// <summary>The variable of this name; its value is not set until something is assigned.</summary>
    public Value Variable(string name) => _variables.GetOrAdd(name, _ => new());

    /// <summary>The nodes that keep a state, in no order.</summary>
    public IEnumerable<(Operation Op, object State)> Nodes => _ofNode.Select(n => (n.Key, n.Value));

    /// <summary>The state of one node, made on first use.</summary>
    public T Of<T>(Operation op, Func<T> make)
        where T : class => (T)_ofNode.GetOrAdd(op, _ => make());
}

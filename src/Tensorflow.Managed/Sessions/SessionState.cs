using System.Collections.Concurrent;

namespace Tensorflow.Sessions;

/// <summary>What outlives a run: the values of variables, and what nodes keep for themselves, as random ops their generators.</summary>
/// <param name="resources">Where variables are, when that is shared with other sessions.</param>
internal sealed class SessionState(ResourceManager? resources = null)
{
    private readonly ConcurrentDictionary<Operation, object> _ofNode = [];

    /// <summary>The state of nodes that keep none.</summary>
    public static SessionState None { get; } = new();

    /// <summary>The files that the session's nodes read and write.</summary>
    public Formats.IFileLayer Files { get; set; } = Formats.DiskFileLayer.Instance;

    /// <summary>The variables.</summary>
    public ResourceManager Resources { get; } = resources ?? new();

    /// <summary>The nodes that keep a state, in no order.</summary>
    public IEnumerable<(Operation Op, object State)> Nodes => _ofNode.Select(n => (n.Key, n.Value));

    /// <summary>The state of one node, made on first use.</summary>
    public T Of<T>(Operation op, Func<T> make)
        where T : class => (T)_ofNode.GetOrAdd(op, _ => make());
}

using Tensorflow.Graphs;

namespace Tensorflow;

/// <summary>
/// An open variable scope (Python's <c>with tf.variable_scope(...)</c>): names variables made by <c>get_variable</c>,
/// and opens a name scope for nodes. Disposing it ends the block.
/// </summary>
public sealed class variable_scope : IDisposable
{
    private readonly VariableStore _store;
    private readonly VariableScope _outer;
    private readonly Scope? _nameScope;

    /// <summary>Opens a scope below the current one; without a name, one of the default name that is still free.</summary>
    /// <exception cref="ValueError">Neither a name nor a default is given.</exception>
    public variable_scope(
        string? name,
        string? default_name = null,
        Tensor[]? values = null,
        Reuse? reuse = null,
        bool auxiliary_name_scope = true,
        IInitializer? initializer = null
    )
    {
        var graph = values is { Length: > 0 } ? values[0].Given("values").graph : Graph.Default;
        _store = VariableStore.Of(graph);
        _outer = _store.Current;
        if (string.IsNullOrEmpty(name))
        {
            if (string.IsNullOrEmpty(default_name))
                throw new ValueError("If default_name is None then name_or_scope is required");
            if (reuse is { Shares: true })
                throw new ValueError("reuse=True cannot be used without a name_or_scope");
            name = _store.UniqueName(default_name);
            _nameScope = auxiliary_name_scope ? graph.OpenNameScope(default_name, out _) : null;
        }
        else
            _nameScope = auxiliary_name_scope ? graph.OpenNameScope(name, out _) : null;
        var full = _outer.name.Length > 0 ? _outer.name + "/" + name : name;
        scope = new(
            full,
            graph.NameScope.Length > 0 ? graph.NameScope + "/" : "",
            Inherited(reuse),
            initializer ?? _outer.initializer,
            _outer.CachingDevice
        );
        Enter();
    }

    /// <summary>Opens an existing scope again, under its own name.</summary>
    public variable_scope(VariableScope scope, Reuse? reuse = null, bool auxiliary_name_scope = true)
    {
        scope.Given();
        var graph = Graph.Default;
        _store = VariableStore.Of(graph);
        _outer = _store.Current;
        _nameScope =
            auxiliary_name_scope && scope.Given().name.Length > 0
                ? graph.OpenNameScope(scope.name.Split('/')[^1], out _)
                : null;
        this.scope = new(
            scope.name,
            scope.original_name_scope,
            reuse ?? (scope.reuse ? scope.Mode : _outer.Mode),
            scope.initializer ?? _outer.initializer,
            scope.CachingDevice
        );
        Enter();
    }

    /// <summary>The scope that is open.</summary>
    public VariableScope scope { get; }

    /// <summary>The scope that is open.</summary>
    public static implicit operator VariableScope(variable_scope block) => block.Given().scope;

    /// <summary>Ends the block.</summary>
    public void Dispose()
    {
        _store.CloseSubscopes(scope.name);
        _store.Current = _outer;
        _nameScope?.Dispose();
    }

    /// <summary>What is shared outside is shared inside.</summary>
    private Reuse Inherited(Reuse? reuse) => reuse is { Shares: true } own ? own : _outer.Mode;

    private void Enter()
    {
        _store.Open(scope.name);
        _store.Current = scope;
    }
}

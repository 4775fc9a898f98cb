namespace Tensorflow;

/// <summary>An open name scope; disposing it ends the block.</summary>
public sealed class NameScope : IDisposable
{
    private readonly Scope _scope;

    internal NameScope(string? name)
    {
        _scope = Graph.Default.OpenNameScope(name, out var full);
        scope_name = full;
    }

    /// <summary>The scope's full name with a trailing slash; opens it again when passed to <c>name_scope</c>.</summary>
    public string scope_name { get; }

    /// <summary>The scope's full name with a trailing slash.</summary>
    public static implicit operator string(NameScope scope) => scope.Given().scope_name;

    /// <summary>Ends the block.</summary>
    public void Dispose() => _scope.Dispose();
}

using System.Globalization;

namespace Tensorflow.Graphs;

/// <summary>A graph's variables by name, its current variable scope, and how often each scope was opened.</summary>
internal sealed class VariableStore
{
    private readonly Dictionary<string, int> _opened = new(StringComparer.Ordinal);

    public Dictionary<string, RefVariable> Variables { get; } = new(StringComparer.Ordinal);

    public VariableScope Current { get; set; } = new("", "", Reuse.No, null, null);

    public static VariableStore Of(Graph graph)
    {
        if (!graph.Companions.TryGetValue(typeof(VariableStore), out var store))
            graph.Companions.Add(typeof(VariableStore), store = new VariableStore());
        return (VariableStore)store;
    }

    public void Open(string name) => _opened[name] = _opened.GetValueOrDefault(name) + 1;

    /// <summary>Scopes below a closed one are counted anew when it is opened again.</summary>
    public void CloseSubscopes(string name)
    {
        foreach (var key in _opened.Keys.ToArray())
            if (name.Length == 0 || key.StartsWith(name + "/", StringComparison.Ordinal))
                _opened[key] = 0;
    }

    /// <summary>The name itself, or with the first free number where a scope of that name was opened already.</summary>
    public string UniqueName(string prefix)
    {
        var full = Current.name.Length > 0 ? Current.name + "/" + prefix : prefix;
        if (_opened.GetValueOrDefault(full) == 0)
            return prefix;
        for (var i = 1; ; i++)
        {
            var suffix = "_" + i.ToString(CultureInfo.InvariantCulture);
            if (_opened.GetValueOrDefault(full + suffix) == 0)
                return prefix + suffix;
        }
    }
}

namespace Tensorflow;

/// <content>Named lists of things that belong to the graph: its variables, losses, summaries.</content>
public sealed partial class Graph
{
    private readonly Dictionary<string, List<object>> _collections = new(StringComparer.Ordinal);

    /// <summary>Values that some part of the library keeps with the graph, by a key of its own.</summary>
    internal Dictionary<object, object> Companions { get; } = [];

    /// <summary>Adds a value to the collection of this name.</summary>
    public void add_to_collection<T>(string name, T value)
        where T : notnull
    {
        if (!_collections.TryGetValue(name, out var list))
            _collections.Add(name, list = []);
        list.Add(value);
    }

    /// <summary>Adds a value to several collections.</summary>
    public void add_to_collections<T>(IEnumerable<string> names, T value)
        where T : notnull
    {
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            add_to_collection(name, value);
    }

    /// <summary>The values of a collection, in the order they were added; empty where there is none.</summary>
    public List<T> get_collection<T>(string name) => [.. _collections.GetValueOrDefault(name, []).OfType<T>()];

    /// <summary>The values of a collection, whatever they are.</summary>
    internal IReadOnlyList<object> Collection(string name) => _collections.GetValueOrDefault(name, []);

    /// <summary>Empties a collection.</summary>
    public void clear_collection(string name) => _collections.Remove(name);

    /// <summary>The names of all collections.</summary>
    public string[] get_all_collection_keys() => [.. _collections.Keys.Order(StringComparer.Ordinal)];
}

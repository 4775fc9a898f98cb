using Tensorflow.Formats.Proto;

namespace Tensorflow.MetaGraphs;

/// <summary>The nodes of savers other than the one that is exported; each saver's lie in a scope of their own.</summary>
internal static class ExtraneousSavers
{
    private static readonly HashSet<string> _ops = new(StringComparer.Ordinal)
    {
        "SaveV2",
        "Save",
        "SaveSlice",
        "LegacySave",
        "LegacySaveSlice",
        "RestoreV2",
        "Restore",
        "RestoreSlice",
        "LegacyRestore",
        "LegacyRestoreSlice",
    };

    /// <summary>Their names.</summary>
    public static HashSet<string> Find(GraphDef graph, SaverDef? kept)
    {
        var savers = graph.Node.Where(n => _ops.Contains(n.Op)).Select(n => n.Name).ToArray();
        var scopes = savers
            .Select(ScopeOf)
            .Except(savers, StringComparer.Ordinal)
            .Select(s => s + "/")
            .ToHashSet(StringComparer.Ordinal);
        if (kept is not null)
        {
            scopes.Remove(ScopeOf(kept.SaveTensorName) + "/");
            scopes.Remove(ScopeOf(kept.RestoreOpName) + "/");
        }
        return graph
            .Node.Select(n => n.Name)
            .Where(name => scopes.Any(s => name.StartsWith(s, StringComparison.Ordinal)))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string ScopeOf(string name) => name.LastIndexOf('/') is > 0 and var slash ? name[..slash] : "";
}

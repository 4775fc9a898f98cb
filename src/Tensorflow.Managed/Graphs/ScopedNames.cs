namespace Tensorflow.Graphs;

/// <summary>Puts a scope before names and takes it off again, behind <c>^</c> and <c>loc:@</c> (ops.py).</summary>
internal static class ScopedNames
{
    private const string Control = "^";
    private const string Colocation = "loc:@";

    /// <summary>The name below the scope; the name itself where there is no scope.</summary>
    public static string Prepend(string name, string? scope)
    {
        if (string.IsNullOrEmpty(scope))
            return name;
        var mark = MarkOf(name);
        return $"{mark}{scope.TrimEnd('/')}/{name[mark.Length..]}";
    }

    /// <summary>The name without the scope, where it is below it.</summary>
    public static string Strip(string name, string? scope)
    {
        if (string.IsNullOrEmpty(scope))
            return name;
        var mark = MarkOf(name);
        var prefix = scope.TrimEnd('/') + "/";
        return name.AsSpan(mark.Length).StartsWith(prefix, StringComparison.Ordinal)
            ? mark + name[(mark.Length + prefix.Length)..].TrimStart('/')
            : name;
    }

    private static string MarkOf(string name) =>
        name.StartsWith(Control, StringComparison.Ordinal) ? Control
        : name.StartsWith(Colocation, StringComparison.Ordinal) ? Colocation
        : "";
}

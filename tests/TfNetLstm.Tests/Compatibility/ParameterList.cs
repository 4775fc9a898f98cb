namespace TfNetLstm.Tests.Compatibility;

/// <summary>The names of parameters in a declaration, be it C# or a line of the kept list.</summary>
internal static class ParameterList
{
    public static IReadOnlyList<string> NamesOf(string declaration)
    {
        var open = declaration.IndexOf('(', StringComparison.Ordinal);
        // A return type in brackets comes before the name: public (A, B) run(...)
        while (open > 0 && declaration[open - 1] is ' ' or '<')
            open = declaration.IndexOf('(', open + 1);
        if (open < 0)
            return [];
        var names = new List<string>();
        var (depth, start) = (0, open + 1);
        for (var i = open; i < declaration.Length; i++)
        {
            depth += declaration[i] switch
            {
                '(' or '<' or '[' => 1,
                ')' or '>' or ']' => -1,
                _ => 0,
            };
            if (depth > 1 || (depth == 1 && declaration[i] != ','))
                continue;
            if (declaration[start..i].Split('=')[0].Trim() is { Length: > 0 } parameter)
                names.Add(parameter.Split(' ')[^1]);
            if (depth == 0)
                break;
            start = i + 1;
        }
        return names;
    }
}

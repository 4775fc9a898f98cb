namespace TfNetLstm.Tests.Docs;

/// <summary>A fenced block of a page, or a table with C# in its last column.</summary>
/// <param name="Page">The page's path from the root of the repository.</param>
/// <param name="Line">The number of the block's first line of text.</param>
/// <param name="Language">The word after the opening fence, empty where there is none.</param>
/// <param name="Lines">The text.</param>
/// <param name="Markers">The comments <c>&lt;!-- snippet: ... --&gt;</c> before it, without these brackets.</param>
internal sealed record Fence(string Page, int Line, string Language, string[] Lines, string[] Markers)
{
    private const string Open = "<!-- snippet:";
    private const string Close = "-->";

    public string Place => $"{Page}:{Line}";

    /// <summary>What a marker of this name says; null where there is none.</summary>
    public string? Marker(string name) =>
        Markers.FirstOrDefault(m => m.Split([' ', '\n'], 2)[0] == name)?[name.Length..].Trim();

    public static List<Fence> Read(string page) => Parse(page, File.ReadAllLines(Repository.PathOf(page)));

    public static List<Fence> Parse(string page, string[] lines)
    {
        var (fences, markers) = (new List<Fence>(), new List<string>());
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Open, StringComparison.Ordinal))
            {
                markers.Add(ReadMarker(page, lines, ref i));
            }
            else if (lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i + 1, l => l == "```");
                if (end < 0)
                    throw new InvalidDataException($"{page}:{i + 1}: the fence is never closed");
                fences.Add(new(page, i + 2, lines[i][3..].Trim(), lines[(i + 1)..end], [.. markers]));
                markers.Clear();
                i = end;
            }
            else if (CodeTable.StartsAt(lines[i]))
            {
                var end = Array.FindIndex(lines, i, l => !l.StartsWith('|'));
                end = end < 0 ? lines.Length : end;
                var rows = CodeTable.Statements(lines[(i + 2)..end]);
                fences.Add(new(page, i + 3, "csharp", rows, [.. markers]));
                markers.Clear();
                i = end - 1;
            }
            else if (markers.Count > 0 && !string.IsNullOrWhiteSpace(lines[i]))
            {
                throw new InvalidDataException($"{page}:{i + 1}: a snippet marker stands before no block");
            }
        }
        return fences;
    }

    private static string ReadMarker(string page, string[] lines, ref int i)
    {
        var end = Array.FindIndex(lines, i, l => l.EndsWith(Close, StringComparison.Ordinal));
        if (end < 0)
            throw new InvalidDataException($"{page}:{i + 1}: the snippet marker is never closed");
        var text = string.Join('\n', lines[i..(end + 1)]);
        i = end;
        return text[Open.Length..^Close.Length].Trim();
    }
}

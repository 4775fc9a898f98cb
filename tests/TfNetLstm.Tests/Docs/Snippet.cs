using System.Text;
using System.Text.RegularExpressions;

namespace TfNetLstm.Tests.Docs;

/// <summary>A C# block of a page as a program of its own; or a block of any language that quotes a file.</summary>
/// <remarks>
/// Markers before the block say what the page leaves out: <c>given</c> code that runs before it, <c>then</c> code that runs after it,
/// <c>continues</c> for a block that goes on where the one before ended, <c>throws NAME</c> for one that ends with that exception,
/// <c>quotes FILE</c> for lines of a file. A block of <c>text</c> that follows next is what it prints.
/// </remarks>
internal sealed partial class Snippet
{
    private static readonly string[] s_markers = ["given", "then", "continues", "throws", "quotes"];

    private readonly List<string> _usings = [];
    private readonly StringBuilder _body = new();

    private Snippet(Fence fence) => Fence = fence;

    public Fence Fence { get; }

    /// <summary>What it prints; null where the page does not say.</summary>
    public string? Prints { get; private set; }

    /// <summary>The file whose lines these are.</summary>
    public string? Quotes => Fence.Marker("quotes");

    public string? Throws => Fence.Marker("throws");

    /// <summary>The program; errors in it are told with the page and its lines.</summary>
    public string Source => string.Concat(_usings.Select(u => u + "\n")) + _body;

    public static IEnumerable<Snippet> Of(string page) => Of(Fence.Read(page));

    public static IEnumerable<Snippet> Of(IReadOnlyList<Fence> fences)
    {
        Snippet? last = null;
        for (var i = 0; i < fences.Count; i++)
        {
            CheckMarkers(fences[i]);
            var snippet = new Snippet(fences[i]);
            if (snippet.Quotes is not null)
                yield return snippet;
            if (snippet.Quotes is not null || fences[i].Language != "csharp")
                continue;
            if (fences[i].Marker("continues") is not null)
                snippet.GoOnFrom(last ?? throw new InvalidDataException($"{fences[i].Place}: continues nothing"));
            snippet.Build();
            if (i + 1 < fences.Count && fences[i + 1].Language == "text")
                snippet.Prints = string.Join('\n', fences[i + 1].Lines);
            yield return last = snippet;
        }
    }

    private static void CheckMarkers(Fence fence)
    {
        foreach (var marker in fence.Markers)
            if (!s_markers.Contains(marker.Split([' ', '\n'], 2)[0]))
                throw new InvalidDataException($"{fence.Place}: there is no snippet marker '{marker}'");
    }

    // What the blocks before have printed belongs to them.
    private void GoOnFrom(Snippet last)
    {
        _usings.AddRange(last._usings);
        _body.Append(last._body).Append("Console.Forget();\n");
    }

    private void Build()
    {
        Add(Fence.Marker("given"), null);
        Add(string.Join('\n', Fence.Lines), Fence.Line);
        Add(Fence.Marker("then"), null);
    }

    private void Add(string? code, int? line)
    {
        if (code is null)
            return;
        _body.Append(line is { } first ? $"#line {first} \"{Fence.Page}\"\n" : "#line default\n");
        foreach (var text in code.Split('\n'))
        {
            var isUsing = UsingDirective().IsMatch(text);
            if (isUsing && !_usings.Contains(text))
                _usings.Add(text);
            _body.Append(isUsing ? "" : text).Append('\n');
        }
    }

    [GeneratedRegex(@"^using (static |\w+ = )?[\w.]+;$")]
    private static partial Regex UsingDirective();
}

namespace TfNetLstm.Tests.Docs;

/// <summary>Every C# block of the pages compiles, runs, and prints what the page says, or stands in the file that it quotes.</summary>
public class SnippetTests
{
    private static readonly string[] s_languages = ["csharp", "python", "sh", "text"];

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (var fence in Repository.Pages.SelectMany(Snippet.Of).Select(s => s.Fence))
                rows.Add(fence.Page, fence.Line);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void HoldsWhatItSays(string page, int line)
    {
        var snippet = Snippet.Of(page).Single(s => s.Fence.Line == line);
        if (snippet.Quotes is { } file)
        {
            Assert.Equal([], LinesNotIn(file, snippet.Fence.Lines));
            return;
        }
        var wrong = SnippetProgram.Compile(snippet, out var program);
        Assert.True(wrong.Length == 0, string.Join("\n", wrong));
        var (printed, thrown) = SnippetProgram.Run(program);
        Assert.True(
            thrown?.GetType().Name == snippet.Throws,
            $"{snippet.Fence.Place} throws {thrown?.ToString() ?? "nothing"}"
        );
        if (snippet.Prints is { } text)
            Assert.Equal(text, thrown is null ? printed : $"{printed}\n{thrown.Message}".Trim());
    }

    [Fact]
    public void EveryBlockNamesItsLanguage() =>
        Assert.Equal(
            [],
            Repository.Pages.SelectMany(Fence.Read).Where(f => !s_languages.Contains(f.Language)).Select(f => f.Place)
        );

    /// <summary>Lines that do not stand in the file after the ones before them, whatever their indentation.</summary>
    private static List<string> LinesNotIn(string file, string[] lines)
    {
        var (text, missing, at) = (File.ReadAllLines(Repository.PathOf(file)), new List<string>(), 0);
        foreach (var line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l is not ("..." or "// ...")))
        {
            var found = Array.FindIndex(text, at, l => l.Trim() == line);
            if (found < 0)
                missing.Add(line);
            else
                at = found + 1;
        }
        return missing;
    }
}

namespace TfNetLstm.Tests.Docs;

public class SnippetParsingTests
{
    [Fact]
    public void ATextBehindABlockIsWhatItPrints()
    {
        var snippet = Assert.Single(
            Parse("```csharp", "Console.WriteLine(2);", "```", "", "It prints:", "```text", "2", "```")
        );
        Assert.Equal("2", snippet.Prints);
        Assert.Equal([], SnippetProgram.Compile(snippet, out var program));
        Assert.Equal(("2", null), SnippetProgram.Run(program));
    }

    [Fact]
    public void MarkersSurroundABlock()
    {
        var snippet = Assert.Single(
            Parse(
                "<!-- snippet: given",
                "var a = 2;",
                "-->",
                "<!-- snippet: then",
                "Check.That(a == 3);",
                "-->",
                "```csharp",
                "a++;",
                "```"
            )
        );
        Assert.Equal([], SnippetProgram.Compile(snippet, out var program));
        Assert.Equal(("", null), SnippetProgram.Run(program));
    }

    [Fact]
    public void ABlockMayGoOnFromTheOneBefore()
    {
        var snippets = Parse(
            "```csharp",
            "var a = 2;",
            "Console.WriteLine(a);",
            "```",
            "<!-- snippet: continues -->",
            "```csharp",
            "Console.WriteLine(a + 1);",
            "```"
        );
        Assert.Equal([], SnippetProgram.Compile(snippets[1], out var program));
        Assert.Equal(("3", null), SnippetProgram.Run(program));
    }

    [Fact]
    public void ATableIsAProgramOfARowALine()
    {
        var snippet = Assert.Single(
            Parse("| Python | C# |", "|---|---|", "| `a` | `a + 1`, `a.ToString()` (a text) |", "| `b` | none |")
        );
        Assert.Equal(["{ _ = a + 1; } { a.ToString(); } ", ""], snippet.Fence.Lines);
    }

    [Fact]
    public void ErrorsAreToldWithThePagesLine()
    {
        var snippet = Assert.Single(Parse("# Page", "```csharp", "var a = 1;", "a = b;", "```"));
        Assert.Equal(
            ["page.md:4: The name 'b' does not exist in the current context"],
            SnippetProgram.Compile(snippet, out _)
        );
    }

    [Fact]
    public void WhatAProgramThrowsIsHandedOn()
    {
        var snippet = Assert.Single(
            Parse("<!-- snippet: throws ValueError -->", "```csharp", "throw new ValueError(\"no\");", "```")
        );
        Assert.Equal("ValueError", snippet.Throws);
        Assert.Equal([], SnippetProgram.Compile(snippet, out var program));
        Assert.IsType<Tensorflow.ValueError>(SnippetProgram.Run(program).Thrown);
    }

    [Theory]
    [InlineData("a marker of no block", "<!-- snippet: given", "-->", "words")]
    [InlineData("a marker without end", "<!-- snippet: given", "words")]
    [InlineData("a fence without end", "```csharp", "words")]
    [InlineData("a marker that there is not", "<!-- snippet: gives -->", "```csharp", "```")]
    [InlineData("nothing to go on from", "<!-- snippet: continues -->", "```csharp", "```")]
    public void WhatIsWrongInAPageIsFound(string what, params string[] lines)
    {
        var error = Record.Exception(() => Parse(lines));
        Assert.True(error is InvalidDataException, what);
    }

    private static List<Snippet> Parse(params string[] lines) => [.. Snippet.Of(Fence.Parse("page.md", lines))];
}

using System.Net;
using System.Text;

namespace TfNetLstm.Reports;

/// <summary>A page that needs nothing but itself: its style is in it, its pictures too, and no script.</summary>
internal sealed class HtmlPage
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f37; --bad: #cf222e; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        table { border-collapse: collapse; } td, th { padding: .25rem .7rem; text-align: left; border-bottom: 1px solid var(--line); }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
        pre { background: var(--soft); padding: .8rem; border-radius: .4rem; overflow-x: auto; }
        img { max-width: 100%; image-rendering: pixelated; background: #fff; border-radius: .4rem; }
        svg { width: 100%; height: auto; } .good { color: var(--good); } .bad { color: var(--bad); }
        table.heat td { width: 2.6rem; text-align: right; border: 1px solid var(--line); }
        """;

    private readonly StringBuilder _body = new();
    private readonly string _title;

    /// <summary>An empty page.</summary>
    public HtmlPage(string title, string subtitle)
    {
        _title = title;
        _body.Append($"<h1>{Escape(title)}</h1>\n<p>{Escape(subtitle)}</p>\n");
    }

    /// <summary>Text as HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A heading.</summary>
    public HtmlPage Heading(string text) => Add($"<h2>{Escape(text)}</h2>\n");

    /// <summary>A paragraph; <paramref name="kind"/> is a class of the style, or empty.</summary>
    public HtmlPage Paragraph(string text, string kind = "") => Add($"<p class=\"{kind}\">{Escape(text)}</p>\n");

    /// <summary>Lines in a fixed width.</summary>
    public HtmlPage Lines(IEnumerable<string> lines) => Add($"<pre>{Escape(string.Join('\n', lines))}</pre>\n");

    /// <summary>A table; columns from <paramref name="numbersFrom"/> on stand to the right.</summary>
    public HtmlPage Table(string[] headers, IEnumerable<string[]> rows, int numbersFrom = int.MaxValue)
    {
        var text = new StringBuilder("<table>\n");
        if (headers.Length > 0)
            Row(text, headers, "th", numbersFrom);
        foreach (var row in rows)
            Row(text, row, "td", numbersFrom);
        return Add(text.Append("</table>\n").ToString());
    }

    /// <summary>HTML as it is.</summary>
    public HtmlPage Add(string html)
    {
        _body.Append(html);
        return this;
    }

    /// <summary>A picture.</summary>
    public HtmlPage Png(byte[] png, string description) =>
        Add($"<img alt=\"{Escape(description)}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">\n");

    /// <summary>The whole page.</summary>
    public override string ToString() =>
        $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,">
            <title>{Escape(_title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {_body}</body>
            </html>

            """.ReplaceLineEndings("\n");

    private static void Row(StringBuilder text, string[] cells, string tag, int numbersFrom)
    {
        text.Append("<tr>");
        for (var i = 0; i < cells.Length; i++)
            text.Append($"<{tag}{(i >= numbersFrom ? " class=\"n\"" : "")}>{Escape(cells[i])}</{tag}>");
        text.Append("</tr>\n");
    }
}

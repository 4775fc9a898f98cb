using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TfNetLstm.Tests.Docs;

/// <summary>A table whose last column is C#: its cells become statements, one line a row, so that errors name the row.</summary>
internal static partial class CodeTable
{
    /// <summary>Whether a table with code begins with this line.</summary>
    public static bool StartsAt(string line) =>
        line.StartsWith('|') && line.EndsWith("| C# |", StringComparison.Ordinal);

    /// <summary>The statements of the rows.</summary>
    public static string[] Statements(IEnumerable<string> rows) =>
        [.. rows.Select(r => string.Concat(Codes(r).Select(c => $"{{ {Statement(c)} }} ")))];

    // The codes at the beginning of the last cell; what follows them is a remark.
    private static IEnumerable<string> Codes(string row) =>
        LastCell().Match(row) is { Success: true } cell ? cell.Groups["code"].Captures.Select(c => c.Value) : [];

    private static string Statement(string code) =>
        code.StartsWith("using (", StringComparison.Ordinal) || code.EndsWith(';') ? code
        : SyntaxFactory.ParseExpression(code) is InvocationExpressionSyntax ? code + ";"
        : $"_ = {code};";

    [GeneratedRegex(@"\| `(?<code>[^`]+)`(, `(?<code>[^`]+)`)*( [^|]*)?\|$")]
    private static partial Regex LastCell();
}

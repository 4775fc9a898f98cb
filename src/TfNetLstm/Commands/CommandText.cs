using System.CommandLine;

namespace TfNetLstm.Commands;

/// <summary>A command line as text that a shell takes.</summary>
internal static class CommandText
{
    /// <summary>What the user typed.</summary>
    public static string Of(ParseResult parsed) => Of(parsed.Tokens.Select(t => t.Value));

    /// <summary>Words, quoted where a shell needs it.</summary>
    public static string Of(IEnumerable<string> words) =>
        string.Join(' ', words.Select(Quoted).Prepend(CommandLine.ProgramName));

    private static string Quoted(string word) =>
        word.Length > 0
        && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

using System.Text;

namespace TfNetLstm.Tests.Docs;

/// <summary>The simple part of a shell's language that the pages need: words, quotes, comments, long lines.</summary>
internal static class ShellLine
{
    /// <summary>The commands of a block, those on several lines put on one.</summary>
    public static IEnumerable<string> Of(string[] lines) =>
        string.Join('\n', lines)
            .Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n')
            .SelectMany(l => l.Split("&&"))
            .Select(l => l.Trim())
            .Where(l => Words(l).Length > 0);

    /// <summary>The words before a comment, a pipe or a redirection, without their quotes.</summary>
    public static string[] Words(string line)
    {
        var (words, word, quote, open) = (new List<string>(), new StringBuilder(), '\0', false);
        foreach (var c in line)
        {
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word.Append(c);
            }
            else if (c is '"' or '\'')
            {
                (quote, open) = (c, true);
            }
            else if (c is ' ' or '|' or '>' || (c == '#' && !open))
            {
                if (open)
                    words.Add(word.ToString());
                word.Clear();
                open = false;
                if (c != ' ')
                    break;
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }
        if (open)
            words.Add(word.ToString());
        return [.. words];
    }
}

namespace Tensorflow.Formats;

internal enum TextTokenKind
{
    End,
    Identifier,
    Number,

    /// <summary>With its quotes, escapes unread.</summary>
    String,

    /// <summary>One character of punctuation.</summary>
    Symbol,
}

internal readonly record struct TextToken(TextTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Cuts a text into tokens; holds the one that comes next.</summary>
internal sealed class TextFormatLexer
{
    private const string Symbols = "{}<>[]:,;-";

    public TextFormatLexer(string text)
    {
        Text = text;
        Advance();
    }

    public string Text { get; }

    public TextToken Current { get; private set; }

    public ReadOnlySpan<char> Spelling(TextToken token) => Text.AsSpan(token.Start, token.Length);

    public bool IsAt(char symbol) => Current.Kind == TextTokenKind.Symbol && Text[Current.Start] == symbol;

    /// <summary>Steps over the symbol if it comes next.</summary>
    public bool TryTake(char symbol)
    {
        bool found = IsAt(symbol);
        if (found)
        {
            Advance();
        }
        return found;
    }

    /// <summary>Returns the next token and steps over it.</summary>
    public TextToken Take()
    {
        TextToken token = Current;
        Advance();
        return token;
    }

    /// <summary>Steps over a type's URL in brackets, the first of which comes next, and returns it.</summary>
    public string TakeUrl()
    {
        TextToken open = Current;
        int length = Text.AsSpan(open.End).IndexOfAny("]\n{}");
        if (length < 0 || Text[open.End + length] != ']')
        {
            throw ErrorAt(open, "the type in brackets has no end");
        }
        Current = new TextToken(TextTokenKind.Symbol, open.End + length, 1);
        Advance();
        return Text.AsSpan(open.End, length).Trim().ToString();
    }

    public TextFormatException Expected(string what)
    {
        string found = Current.Kind == TextTokenKind.End ? "the end of the text" : $"'{Spelling(Current)}'";
        return ErrorAt(Current, $"expected {what}, found {found}");
    }

    public TextFormatException ErrorAt(TextToken token, string reason) =>
        TextFormatException.At(Text, token.Start, reason);

    private void Advance()
    {
        int start = SkipBlank(Current.End);
        if (start == Text.Length)
        {
            Current = new TextToken(TextTokenKind.End, start, 0);
            return;
        }
        char first = Text[start];
        (TextTokenKind kind, int end) = first switch
        {
            '"' or '\'' => (TextTokenKind.String, EndOfString(start)),
            '_' => (TextTokenKind.Identifier, EndOfWord(start)),
            _ when char.IsAsciiLetter(first) => (TextTokenKind.Identifier, EndOfWord(start)),
            _ when char.IsAsciiDigit(first) => (TextTokenKind.Number, EndOfNumber(start)),
            '.' => (TextTokenKind.Number, EndOfNumber(start)),
            _ when Symbols.Contains(first, StringComparison.Ordinal) => (TextTokenKind.Symbol, start + 1),
            _ => throw TextFormatException.At(Text, start, $"'{first}' begins no token"),
        };
        Current = new TextToken(kind, start, end - start);
    }

    /// <summary>Skips white space and comments, which run from # to the end of the line.</summary>
    private int SkipBlank(int position)
    {
        while (position < Text.Length)
        {
            if (Text[position] == '#')
            {
                int length = Text.AsSpan(position).IndexOf('\n');
                position = length < 0 ? Text.Length : position + length;
            }
            else if (Text[position] is ' ' or (>= '\t' and <= '\r'))
            {
                position++;
            }
            else
            {
                break;
            }
        }
        return position;
    }

    private int EndOfWord(int position)
    {
        while (position < Text.Length && (char.IsAsciiLetterOrDigit(Text[position]) || Text[position] == '_'))
        {
            position++;
        }
        return position;
    }

    /// <summary>The end of all that could belong to a number; whether it is one, the reader of its value says.</summary>
    private int EndOfNumber(int start)
    {
        bool isHex = Text.AsSpan(start).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        int position = start;
        while (position < Text.Length)
        {
            char c = Text[position];
            bool isSign = c is '+' or '-' && !isHex && Text[position - 1] is 'e' or 'E';
            if (!isSign && c is not ('.' or '_') && !char.IsAsciiLetterOrDigit(c))
            {
                break;
            }
            position++;
        }
        return position;
    }

    private int EndOfString(int start)
    {
        char quote = Text[start];
        for (int position = start + 1; position < Text.Length && Text[position] != '\n'; position++)
        {
            if (Text[position] == quote)
            {
                return position + 1;
            }
            if (Text[position] == '\\')
            {
                position++;
            }
        }
        throw TextFormatException.At(Text, start, "the string has no closing quote on its line");
    }
}

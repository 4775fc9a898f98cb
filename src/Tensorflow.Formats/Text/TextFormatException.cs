namespace Tensorflow.Formats;

/// <summary>A text is not a protocol message of the type asked for.</summary>
public sealed class TextFormatException : FormatException
{
    internal TextFormatException(int line, int column, string reason)
        : base(FormattableString.Invariant($"line {line}, column {column}: {reason}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line of the mistake, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of the mistake, from 1, each character counting as one.</summary>
    public int Column { get; }

    internal static TextFormatException At(string text, int position, string reason)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, position);
        return new TextFormatException(before.Count('\n') + 1, position - before.LastIndexOf('\n'), reason);
    }
}

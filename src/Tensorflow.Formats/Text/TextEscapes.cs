using System.Buffers;
using System.Text;

namespace Tensorflow.Formats;

/// <summary>C escapes, between bytes and the inside of a quoted string.</summary>
internal static class TextEscapes
{
    private const string Letters = "abfnrtv\\'\"?";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"?";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes bytes as ASCII: letters for the common escapes, three octal digits for the other unprintable.</summary>
    public static void Write(TextWriter output, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            switch (b)
            {
                case (byte)'\t':
                    output.Write("\\t");
                    break;
                case (byte)'\n':
                    output.Write("\\n");
                    break;
                case (byte)'\r':
                    output.Write("\\r");
                    break;
                case (byte)'"' or (byte)'\'' or (byte)'\\':
                    output.Write('\\');
                    output.Write((char)b);
                    break;
                case >= 32 and < 127:
                    output.Write((char)b);
                    break;
                default:
                    output.Write('\\');
                    output.Write((char)('0' + (b >> 6)));
                    output.Write((char)('0' + ((b >> 3) & 7)));
                    output.Write((char)('0' + (b & 7)));
                    break;
            }
        }
    }

    /// <summary>Appends the bytes that the characters <c>start..end</c> of the text, the inside of quotes, stand for.</summary>
    public static void Read(string text, int start, int end, ArrayBufferWriter<byte> output)
    {
        int position = start;
        while (position < end)
        {
            int length = text.AsSpan(position, end - position).IndexOf('\\');
            int plainEnd = length < 0 ? end : position + length;
            WriteUtf8(text, position, plainEnd, output);
            position = plainEnd < end ? ReadEscape(text, plainEnd, end, output) : end;
        }
    }

    private static void WriteUtf8(string text, int start, int end, ArrayBufferWriter<byte> output)
    {
        try
        {
            Utf8.GetBytes(text.AsSpan(start, end - start), output);
        }
        catch (EncoderFallbackException)
        {
            throw TextFormatException.At(text, start, "the string holds half of a surrogate pair");
        }
    }

    /// <summary>Reads the escape whose backslash stands at <paramref name="position"/>; returns where it ends.</summary>
    private static int ReadEscape(string text, int position, int end, ArrayBufferWriter<byte> output)
    {
        char kind = text[position + 1];
        int body = position + 2;
        switch (kind)
        {
            case >= '0' and <= '7':
                return ReadByte(text, position, position + 1, Math.Min(end, position + 4), 8, output);
            case 'x' or 'X':
                return ReadByte(text, position, body, Math.Min(end, body + 2), 16, output);
            case 'u':
                return ReadCharacter(text, position, body, body + 4, end, output);
            case 'U':
                return ReadCharacter(text, position, body, body + 8, end, output);
            default:
                int letter = Letters.IndexOf(kind, StringComparison.Ordinal);
                if (letter < 0)
                {
                    throw TextFormatException.At(text, position, $"'\\{kind}' is not an escape");
                }
                output.Write([(byte)Meanings[letter]]);
                return body;
        }
    }

    private static int ReadByte(
        string text,
        int escape,
        int start,
        int limit,
        int numberBase,
        ArrayBufferWriter<byte> output
    )
    {
        int value = 0;
        int position = start;
        while (position < limit && Digit(text[position]) < numberBase)
        {
            value = value * numberBase + Digit(text[position++]);
        }
        if (position == start || value > byte.MaxValue)
        {
            throw TextFormatException.At(text, escape, $"'{text[escape..position]}' is not a byte");
        }
        output.Write([(byte)value]);
        return position;
    }

    private static int ReadCharacter(
        string text,
        int escape,
        int start,
        int stop,
        int end,
        ArrayBufferWriter<byte> output
    )
    {
        uint value = 0;
        for (int position = start; position < stop; position++)
        {
            if (position >= end || Digit(text[position]) >= 16)
            {
                int digits = stop - start;
                string reason = FormattableString.Invariant($"'\\{text[escape + 1]}' needs {digits} hex digits");
                throw TextFormatException.At(text, escape, reason);
            }
            value = value * 16 + (uint)Digit(text[position]);
        }
        if (!Rune.TryCreate(value, out Rune rune))
        {
            throw TextFormatException.At(text, escape, $"'{text[escape..stop]}' is not a Unicode character");
        }
        Span<byte> bytes = stackalloc byte[4];
        output.Write(bytes[..rune.EncodeToUtf8(bytes)]);
        return stop;
    }

    /// <summary>A digit's value in base 16, or more than any base.</summary>
    private static int Digit(char c) =>
        c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => int.MaxValue,
        };
}

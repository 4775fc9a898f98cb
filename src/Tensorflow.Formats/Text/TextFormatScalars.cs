using System.Buffers;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Tensorflow.Formats;

/// <summary>Reads the values of fields that are not messages.</summary>
internal sealed class TextFormatScalars(TextFormatLexer lexer)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a value as the object that the field's accessor takes.</summary>
    public object Read(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Double => ReadDouble(),
            FieldType.Float => (float)ReadDouble(),
            FieldType.Bool => ReadBool(),
            FieldType.String => ReadString(),
            FieldType.Bytes => ByteString.CopyFrom(ReadBytes()),
            FieldType.Enum => ReadEnum(field.EnumType),
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)ReadInteger(int.MinValue, int.MaxValue),
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => (long)ReadInteger(
                long.MinValue,
                long.MaxValue
            ),
            FieldType.UInt32 or FieldType.Fixed32 => (uint)ReadInteger(uint.MinValue, uint.MaxValue),
            FieldType.UInt64 or FieldType.Fixed64 => (ulong)ReadInteger(ulong.MinValue, ulong.MaxValue),
            _ => throw lexer.ErrorAt(lexer.Current, $"fields of type {field.FieldType} are not supported"),
        };

    private Int128 ReadInteger(Int128 least, Int128 most)
    {
        TextToken first = lexer.Current;
        bool negative = lexer.TryTake('-');
        if (lexer.Current.Kind != TextTokenKind.Number)
        {
            throw lexer.Expected("a whole number");
        }
        TextToken token = lexer.Take();
        if (!TryMagnitude(lexer.Spelling(token), out Int128 value))
        {
            throw lexer.ErrorAt(token, $"'{lexer.Spelling(token)}' is not a whole number of 64 bits");
        }
        value = negative ? -value : value;
        return value >= least && value <= most
            ? value
            : throw lexer.ErrorAt(first, FormattableString.Invariant($"{value} is not within {least} to {most}"));
    }

    /// <summary>Decimal, octal after a leading 0, hexadecimal after 0x.</summary>
    private static bool TryMagnitude(ReadOnlySpan<char> text, out Int128 value)
    {
        value = 0;
        bool isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHex)
        {
            bool isValid = ulong.TryParse(
                text[2..],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ulong hex
            );
            value = hex;
            return isValid;
        }
        int numberBase = text is ['0', _, ..] ? 8 : 10;
        foreach (char c in text)
        {
            int digit = c - '0';
            if (digit < 0 || digit >= numberBase)
            {
                return false;
            }
            value = value * numberBase + digit;
            if (value > ulong.MaxValue)
            {
                return false;
            }
        }
        return true;
    }

    private double ReadDouble()
    {
        bool negative = lexer.TryTake('-');
        if (lexer.Current.Kind is not (TextTokenKind.Number or TextTokenKind.Identifier))
        {
            throw lexer.Expected("a number");
        }
        TextToken token = lexer.Take();
        if (!TryDouble(lexer.Spelling(token), out double value))
        {
            throw lexer.ErrorAt(token, $"'{lexer.Spelling(token)}' is not a number");
        }
        return negative ? -value : value;
    }

    private static bool TryDouble(ReadOnlySpan<char> text, out double value)
    {
        if (text is ['0', >= '0' and <= '9', ..])
        {
            value = 0;
            return false;
        }
        if (text is [.. var digits, 'f' or 'F'] && !text.Equals("inf", StringComparison.OrdinalIgnoreCase))
        {
            text = digits;
        }
        if (
            text.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || text.Equals("infinity", StringComparison.OrdinalIgnoreCase)
        )
        {
            value = double.PositiveInfinity;
            return true;
        }
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out value);
    }

    private bool ReadBool()
    {
        switch (lexer.Spelling(lexer.Current))
        {
            case "true" or "True" or "t" or "1":
                lexer.Take();
                return true;
            case "false" or "False" or "f" or "0":
                lexer.Take();
                return false;
            default:
                throw lexer.Expected("true or false");
        }
    }

    private object ReadEnum(EnumDescriptor type)
    {
        if (lexer.Current.Kind != TextTokenKind.Identifier)
        {
            return Enum.ToObject(type.ClrType, (int)ReadInteger(int.MinValue, int.MaxValue));
        }
        string name = lexer.Spelling(lexer.Current).ToString();
        EnumValueDescriptor value =
            type.FindValueByName(name)
            ?? throw lexer.ErrorAt(lexer.Current, $"enum {type.FullName} has no value '{name}'");
        lexer.Take();
        return Enum.ToObject(type.ClrType, value.Number);
    }

    private string ReadString()
    {
        TextToken first = lexer.Current;
        try
        {
            return Utf8.GetString(ReadBytes());
        }
        catch (DecoderFallbackException)
        {
            throw lexer.ErrorAt(first, "the string's bytes are not UTF-8");
        }
    }

    /// <summary>Strings that follow one another are one string.</summary>
    private ReadOnlySpan<byte> ReadBytes()
    {
        if (lexer.Current.Kind != TextTokenKind.String)
        {
            throw lexer.Expected("a quoted string");
        }
        var bytes = new ArrayBufferWriter<byte>();
        while (lexer.Current.Kind == TextTokenKind.String)
        {
            TextEscapes.Read(lexer.Text, lexer.Current.Start + 1, lexer.Current.End - 1, bytes);
            lexer.Take();
        }
        return bytes.WrittenSpan;
    }
}

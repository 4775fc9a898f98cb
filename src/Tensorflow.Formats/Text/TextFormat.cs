using System.Globalization;
using Google.Protobuf;

namespace Tensorflow.Formats;

/// <summary>Protocol messages as text (<c>.pbtxt</c>), in the layout of Python's <c>text_format</c>.</summary>
public static class TextFormat
{
    /// <summary>The message as text: one field a line, two spaces a level, fields by number, maps by key.</summary>
    public static string Print(IMessage message)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Print(message, text);
        return text.ToString();
    }

    /// <summary>Writes the message as text; fields that its type does not know are left out.</summary>
    public static void Print(IMessage message, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        new TextFormatPrinter(output).PrintFields(message, indent: 0);
    }

    /// <summary>Reads a message from text.</summary>
    /// <exception cref="TextFormatException">The text is not a message of this type; says where and why.</exception>
    public static T Parse<T>(string text)
        where T : IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(text);
        var message = new T();
        new TextFormatParser(text).ParseInto(message);
        return message;
    }
}

using System.Collections;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Any = Google.Protobuf.WellKnownTypes.Any;

namespace Tensorflow.Formats;

/// <summary>Prints messages by their descriptors.</summary>
internal sealed class TextFormatPrinter(TextWriter output)
{
    private const int IndentStep = 2;

    /// <summary>Prints every field that is set, in the order of field numbers.</summary>
    public void PrintFields(IMessage message, int indent)
    {
        if (message is Any any && KnownMessages.Unpack(any) is { } packed)
        {
            Indent(indent);
            output.Write($"[{any.TypeUrl}] {{\n");
            PrintFields(packed, indent + IndentStep);
            Close(indent);
            return;
        }
        foreach (FieldDescriptor field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.IsMap)
            {
                PrintMap(field, (IDictionary)field.Accessor.GetValue(message), indent);
            }
            else if (field.IsRepeated)
            {
                foreach (object value in (IList)field.Accessor.GetValue(message))
                {
                    PrintField(field, value, indent);
                }
            }
            else if (IsSet(field, message))
            {
                PrintField(field, field.Accessor.GetValue(message), indent);
            }
        }
    }

    private static bool IsSet(FieldDescriptor field, IMessage message)
    {
        if (field.HasPresence)
        {
            return field.Accessor.HasValue(message);
        }
        return field.Accessor.GetValue(message) switch
        {
            string text => text.Length > 0,
            ByteString bytes => bytes.Length > 0,
            // -0.0 is a value of its own.
            float number => BitConverter.SingleToInt32Bits(number) != 0,
            double number => BitConverter.DoubleToInt64Bits(number) != 0,
            bool flag => flag,
            Enum number => (int)(object)number != 0,
            IConvertible number => number.ToDecimal(CultureInfo.InvariantCulture) != 0,
            object other => throw new InvalidOperationException($"{field.FullName} has a value of {other.GetType()}"),
        };
    }

    private void PrintMap(FieldDescriptor field, IDictionary map, int indent)
    {
        FieldDescriptor keyField = field.MessageType.FindFieldByNumber(1);
        FieldDescriptor valueField = field.MessageType.FindFieldByNumber(2);
        object[] keys = [.. map.Keys.Cast<object>()];
        Array.Sort(keys, CompareKeys);
        foreach (object key in keys)
        {
            Open(field, indent);
            PrintField(keyField, key, indent + IndentStep);
            PrintField(valueField, map[key]!, indent + IndentStep);
            Close(indent);
        }
    }

    private static int CompareKeys(object left, object right) =>
        left is string text
            ? string.CompareOrdinal(text, (string)right)
            : Comparer.DefaultInvariant.Compare(left, right);

    private void PrintField(FieldDescriptor field, object value, int indent)
    {
        if (field.FieldType == FieldType.Message)
        {
            Open(field, indent);
            PrintFields((IMessage)value, indent + IndentStep);
            Close(indent);
            return;
        }
        Indent(indent);
        output.Write(field.Name);
        output.Write(": ");
        PrintScalar(field, value);
        output.Write('\n');
    }

    private void PrintScalar(FieldDescriptor field, object value)
    {
        switch (value)
        {
            case string text:
                PrintQuoted(Encoding.UTF8.GetBytes(text));
                break;
            case ByteString bytes:
                PrintQuoted(bytes.Span);
                break;
            case float number:
                output.Write(PythonFloat.Format(number));
                break;
            case double number:
                output.Write(PythonFloat.Format(number));
                break;
            case bool flag:
                output.Write(flag ? "true" : "false");
                break;
            case Enum:
                int code = (int)value;
                output.Write(
                    field.EnumType.FindValueByNumber(code)?.Name ?? code.ToString(CultureInfo.InvariantCulture)
                );
                break;
            default:
                output.Write(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void PrintQuoted(ReadOnlySpan<byte> bytes)
    {
        output.Write('"');
        TextEscapes.Write(output, bytes);
        output.Write('"');
    }

    private void Open(FieldDescriptor field, int indent)
    {
        Indent(indent);
        output.Write(field.Name);
        output.Write(" {\n");
    }

    private void Close(int indent)
    {
        Indent(indent);
        output.Write("}\n");
    }

    private void Indent(int indent)
    {
        for (int i = 0; i < indent; i++)
        {
            output.Write(' ');
        }
    }
}

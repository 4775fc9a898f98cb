using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Any = Google.Protobuf.WellKnownTypes.Any;

namespace Tensorflow.Formats;

/// <summary>Fills messages from text by their descriptors.</summary>
internal sealed class TextFormatParser
{
    /// <summary>As deep as the binary parser of Google.Protobuf goes.</summary>
    private const int MaxDepth = 100;

    private readonly TextFormatLexer _lexer;
    private readonly TextFormatScalars _scalars;
    private int _depth;

    public TextFormatParser(string text)
    {
        _lexer = new TextFormatLexer(text);
        _scalars = new TextFormatScalars(_lexer);
    }

    /// <summary>Reads the whole text as the fields of an empty message.</summary>
    public void ParseInto(IMessage message)
    {
        var seen = new HashSet<IDescriptor>();
        while (_lexer.Current.Kind != TextTokenKind.End)
        {
            FieldDescriptor field = ParseFieldName(message.Descriptor, seen);
            ParseFieldValues(message, field);
            SkipSeparator();
        }
    }

    /// <summary>Reads a field's name and the colon, which messages may leave out; a field given twice is a mistake.</summary>
    private FieldDescriptor ParseFieldName(MessageDescriptor type, HashSet<IDescriptor> seen)
    {
        if (_lexer.Current.Kind != TextTokenKind.Identifier)
        {
            throw _lexer.Expected($"a field name of {type.FullName}");
        }
        TextToken token = _lexer.Take();
        string name = _lexer.Spelling(token).ToString();
        FieldDescriptor field =
            type.FindFieldByName(name) ?? throw _lexer.ErrorAt(token, $"{type.FullName} has no field '{name}'");
        if (!field.IsRepeated && !seen.Add((IDescriptor?)field.RealContainingOneof ?? field))
        {
            string reason = field.RealContainingOneof is { } oneof
                ? $"'{name}' stands beside another field of the oneof '{oneof.Name}'"
                : $"'{name}' is given twice";
            throw _lexer.ErrorAt(token, reason);
        }
        if (!_lexer.TryTake(':') && field.FieldType != FieldType.Message)
        {
            throw _lexer.Expected($"':' after '{name}'");
        }
        return field;
    }

    private void ParseFieldValues(IMessage message, FieldDescriptor field)
    {
        if (!field.IsRepeated || !_lexer.TryTake('['))
        {
            ParseFieldValue(message, field);
            return;
        }
        if (_lexer.TryTake(']'))
        {
            return;
        }
        do
        {
            ParseFieldValue(message, field);
        } while (_lexer.TryTake(','));
        if (!_lexer.TryTake(']'))
        {
            throw _lexer.Expected("',' or ']'");
        }
    }

    private void ParseFieldValue(IMessage message, FieldDescriptor field)
    {
        if (field.IsMap)
        {
            ParseMapEntry((IDictionary)field.Accessor.GetValue(message), field.MessageType);
        }
        else if (field.IsRepeated)
        {
            ((IList)field.Accessor.GetValue(message)).Add(ParseValue(field));
        }
        else
        {
            field.Accessor.SetValue(message, ParseValue(field));
        }
    }

    private object ParseValue(FieldDescriptor field)
    {
        if (field.FieldType != FieldType.Message)
        {
            return _scalars.Read(field);
        }
        IMessage message = Empty(field);
        ParseMessage(message);
        return message;
    }

    private void ParseMessage(IMessage message) =>
        ParseBody(
            message.Descriptor,
            nested => ParseFieldValues(message, nested),
            message is Any any ? () => ParsePacked(any) : null
        );

    /// <summary>Reads a message that is packed in an Any: its type's URL in brackets, then its fields.</summary>
    private void ParsePacked(Any any)
    {
        TextToken open = _lexer.Current;
        string url = _lexer.TakeUrl();
        IMessage message =
            KnownMessages.Empty(url) ?? throw _lexer.ErrorAt(open, $"'{url}' is no type of message that is known");
        _lexer.TryTake(':');
        ParseMessage(message);
        any.TypeUrl = url;
        any.Value = message.ToByteString();
    }

    /// <summary>An entry is a message of a key and a value; one that is left out has its type's default.</summary>
    private void ParseMapEntry(IDictionary map, MessageDescriptor entry)
    {
        object? key = null;
        object? value = null;
        ParseBody(
            entry,
            field =>
            {
                if (field.FieldNumber == 1)
                {
                    key = ParseValue(field);
                }
                else
                {
                    value = ParseValue(field);
                }
            }
        );
        map[key ?? Default(entry.FindFieldByNumber(1))] = value ?? Default(entry.FindFieldByNumber(2));
    }

    /// <summary>Reads braces and the fields within; the action reads one field's value.</summary>
    private void ParseBody(MessageDescriptor type, Action<FieldDescriptor> parseValue, Action? parsePacked = null)
    {
        TextToken open = _lexer.Current;
        char close =
            _lexer.TryTake('{') ? '}'
            : _lexer.TryTake('<') ? '>'
            : throw _lexer.Expected("'{'");
        if (++_depth > MaxDepth)
        {
            throw _lexer.ErrorAt(open, $"messages are nested more than {MaxDepth} deep");
        }
        var seen = new HashSet<IDescriptor>();
        while (!_lexer.TryTake(close))
        {
            if (parsePacked is not null && _lexer.IsAt('['))
            {
                parsePacked();
                SkipSeparator();
                continue;
            }
            if (_lexer.Current.Kind != TextTokenKind.Identifier)
            {
                throw _lexer.Expected($"a field name of {type.FullName} or '{close}'");
            }
            parseValue(ParseFieldName(type, seen));
            SkipSeparator();
        }
        _depth--;
    }

    private void SkipSeparator()
    {
        if (!_lexer.TryTake(','))
        {
            _lexer.TryTake(';');
        }
    }

    private static IMessage Empty(FieldDescriptor field) => field.MessageType.Parser.ParseFrom(ByteString.Empty);

    private static object Default(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => Empty(field),
            FieldType.String => "",
            FieldType.Bytes => ByteString.Empty,
            FieldType.Bool => false,
            FieldType.Double => 0.0,
            FieldType.Float => 0.0f,
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, 0),
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => 0,
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => 0L,
            FieldType.UInt32 or FieldType.Fixed32 => 0u,
            FieldType.UInt64 or FieldType.Fixed64 => 0ul,
            _ => throw new InvalidOperationException($"{field.FullName} has no default value"),
        };
}

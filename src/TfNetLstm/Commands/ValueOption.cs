using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace TfNetLstm.Commands;

/// <summary>Reads a value, or says that the text is not one.</summary>
internal delegate bool TryRead<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>An option that can say which values it takes.</summary>
internal interface IValueOption
{
    /// <summary>The values it takes, in words that follow "give".</summary>
    string Allowed { get; }
}

/// <summary>An option with one value; whatever the locale, numbers are read in the invariant culture.</summary>
internal sealed class ValueOption<T> : Option<T>, IValueOption
{
    /// <summary>An option whose wrong values are answered with <paramref name="allowed"/>.</summary>
    public ValueOption(string name, string valueName, string allowed, TryRead<T> read)
        : base(name)
    {
        HelpName = valueName;
        Allowed = allowed;
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!read(text, out var value))
            {
                result.AddError($"{name} '{text}' is not allowed: give {allowed}");
            }
            return value;
        };
    }

    /// <inheritdoc/>
    public string Allowed { get; }
}

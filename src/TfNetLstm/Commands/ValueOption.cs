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
    private readonly TryRead<T> _read;

    /// <summary>An option whose wrong values are answered with <paramref name="allowed"/>.</summary>
    public ValueOption(string name, string valueName, string allowed, TryRead<T> read, params string[] aliases)
        : base(name, aliases)
    {
        HelpName = typeof(T) == typeof(bool) ? null : valueName;
        Allowed = allowed;
        _read = read;
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? Alone : result.Tokens[0].Value;
            if (!read(text, out var value))
            {
                result.AddError($"{name} '{text}' is not allowed: give {allowed}");
            }
            return value;
        };
    }

    /// <inheritdoc/>
    public string Allowed { get; }

    /// <summary>What the option means where its arity lets it stand without a value.</summary>
    public string Alone { get; init; } = "true";

    /// <summary>Reads a value that does not come from the command line.</summary>
    public bool TryRead(string text, [MaybeNullWhen(false)] out T value) => _read(text, out value);
}

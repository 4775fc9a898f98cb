using System.CommandLine;
using System.Globalization;

namespace TfNetLstm.Commands;

/// <summary>The kinds of options the verbs have.</summary>
internal static class ValueOptions
{
    /// <summary>A whole number with a default.</summary>
    public static ValueOption<int> Whole(string name, int min, int max, int @default) =>
        new(name, "n", Range(min, max), (string text, out int value) => TryWhole(text, min, max, out value))
        {
            DefaultValueFactory = _ => @default,
        };

    /// <summary>A whole number that may be left out.</summary>
    public static ValueOption<int?> OptionalWhole(string name, int min, int max) =>
        new(
            name,
            "n",
            Range(min, max),
            (string text, out int? value) =>
            {
                var ok = TryWhole(text, min, max, out var whole);
                value = whole;
                return ok;
            }
        );

    /// <summary>A divisor of a whole number, with a default.</summary>
    public static ValueOption<int> Divisor(string name, int number, int @default) =>
        new(
            name,
            "n",
            string.Create(CultureInfo.InvariantCulture, $"a divisor of {number}, such as 14, 28 or 56"),
            (string text, out int value) => TryWhole(text, 1, number, out value) && number % value == 0
        )
        {
            DefaultValueFactory = _ => @default,
        };

    /// <summary>A positive float32 with a default.</summary>
    public static ValueOption<float> Positive(string name, float @default) =>
        new(name, "x", "a number above 0, such as 0.001", TryPositive) { DefaultValueFactory = _ => @default };

    /// <summary>A finite float32 with a default.</summary>
    public static ValueOption<float> Number(string name, float @default) =>
        new(name, "x", "a number, such as 1.0", TryNumber) { DefaultValueFactory = _ => @default };

    /// <summary>A file or folder that may be left out.</summary>
    public static ValueOption<string?> OptionalPath(string name, string kind, params string[] aliases) =>
        new(name, kind, $"the path of a {kind}", TryPath, aliases);

    /// <summary>The target of a session at a server, which may be left out.</summary>
    public static ValueOption<string?> OptionalTarget(string name) =>
        OptionalText(name, "target", "the address of a server, such as grpc://host:2222", "grpc://");

    /// <summary>The jobs of a cluster, which may be left out.</summary>
    public static ValueOption<string?> OptionalCluster(string name) =>
        OptionalText(
            name,
            "cluster",
            "the addresses of a cluster, such as 'ps=host:2222;worker=host:2223,host:2224'",
            "="
        );

    /// <summary>The name of a job of a cluster, which may be left out.</summary>
    public static ValueOption<string?> OptionalJob(string name) =>
        OptionalText(name, "name", "the name of a job of --cluster", "");

    private static ValueOption<string?> OptionalText(string name, string kind, string allowed, string needed) =>
        new(
            name,
            kind,
            allowed,
            (string text, out string? value) =>
            {
                value = text;
                return text.Contains(needed, StringComparison.Ordinal) && TryPath(text, out _);
            }
        );

    /// <summary>One of a few words, with a default.</summary>
    public static ValueOption<string> Choice(string name, IReadOnlyList<string> words, params string[] aliases)
    {
        var option = new ValueOption<string>(name, "word", OneOf(words), TryWord, aliases)
        {
            DefaultValueFactory = _ => words[0],
        };
        option.CompletionSources.Add([.. words]);
        return option;

        bool TryWord(string text, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value)
        {
            value = text;
            return words.Contains(text, StringComparer.Ordinal);
        }
    }

    /// <summary>One of a few words, or none of them.</summary>
    public static ValueOption<string?> OptionalChoice(string name, params string[] words)
    {
        var option = new ValueOption<string?>(
            name,
            "word",
            OneOf(words),
            (string text, out string? value) =>
            {
                value = text;
                return words.Contains(text, StringComparer.Ordinal);
            }
        );
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>A flag: alone it is set, and it may be given true or false.</summary>
    public static ValueOption<bool> Flag(string name, params string[] aliases) =>
        new(name, "flag", "true or false", TryFlag, aliases) { Arity = ArgumentArity.Zero };

    /// <summary>Reads a path.</summary>
    public static bool TryPath(string text, out string? value)
    {
        value = text;
        // "--curve --seed 1" has forgotten the file; "./--seed" would be one.
        return !string.IsNullOrWhiteSpace(text)
            && !text.Contains('\0', StringComparison.Ordinal)
            && !text.StartsWith("--", StringComparison.Ordinal);
    }

    private static string Range(int min, int max) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");

    private static string OneOf(IReadOnlyList<string> words) =>
        $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    private static bool TryWhole(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && value >= min
        && value <= max;

    // Python keeps the double until the graph's constant makes it a float32: the same two roundings here.
    private static bool TryNumber(string text, out float value)
    {
        var ok = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = (float)number;
        return ok && float.IsFinite(value);
    }

    private static bool TryPositive(string text, out float value) => TryNumber(text, out value) && value > 0;

    private static bool TryFlag(string text, out bool value)
    {
        value = text is "1" or "true";
        return value || text is "0" or "false";
    }
}

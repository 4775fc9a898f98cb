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

    /// <summary>A positive float32 with a default.</summary>
    public static ValueOption<float> Positive(string name, float @default) =>
        new(name, "x", "a number above 0, such as 0.001", TryPositive) { DefaultValueFactory = _ => @default };

    /// <summary>A file or folder that may be left out.</summary>
    public static ValueOption<string?> OptionalPath(string name, string kind) =>
        new(
            name,
            kind,
            $"the path of a {kind}",
            (string text, out string? value) =>
            {
                value = text;
                // "--curve --seed 1" has forgotten the file; "./--seed" would be one.
                return !string.IsNullOrWhiteSpace(text)
                    && !text.Contains('\0', StringComparison.Ordinal)
                    && !text.StartsWith("--", StringComparison.Ordinal);
            }
        );

    private static string Range(int min, int max) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");

    private static bool TryWhole(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
        && value >= min
        && value <= max;

    // Python keeps the double until the graph's constant makes it a float32: the same two roundings here.
    private static bool TryPositive(string text, out float value)
    {
        var ok = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = (float)number;
        return ok && value > 0 && float.IsFinite(value);
    }
}

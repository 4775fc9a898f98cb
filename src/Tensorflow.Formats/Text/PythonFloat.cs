using System.Globalization;

namespace Tensorflow.Formats;

/// <summary>Floating-point numbers spelled as Python's <c>text_format</c> spells them.</summary>
internal static class PythonFloat
{
    /// <summary>Python's <c>repr</c>: shortest digits that read back the same, fixed notation from 1e-4 to below 1e16.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E', StringComparison.Ordinal))
        {
            return text.Replace('E', 'e');
        }
        // .NET keeps fixed notation up to 1e17.
        if (Math.Abs(value) >= 1e16)
        {
            int first = value < 0 ? 1 : 0;
            string fraction = text[(first + 1)..].TrimEnd('0');
            return text[..(first + 1)] + (fraction.Length > 0 ? "." : "") + fraction + "e+16";
        }
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>The fewest digits, but no fewer than six, that read back as the same 32-bit number.</summary>
    public static string Format(float value)
    {
        if (!float.IsFinite(value))
        {
            return Format((double)value);
        }
        // "E5" is one digit before the point and five after it. Nine digits tell any two floats apart.
        string[] precisions = ["E5", "E6", "E7", "E8"];
        double candidate = value;
        foreach (string precision in precisions)
        {
            string text = ((double)value).ToString(precision, CultureInfo.InvariantCulture);
            candidate = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if ((float)candidate == value)
            {
                break;
            }
        }
        return Format(candidate);
    }
}

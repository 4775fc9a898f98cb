using System.Globalization;

namespace TfNetLstm.Training;

/// <summary>Numbers as Python prints them, in any locale.</summary>
internal static class PythonFormat
{
    /// <summary><c>"%.{digits}f" % value</c>, which .NET rounds as C does: the exact binary value, half to even.</summary>
    public static string Fixed(double value, int digits) =>
        NotFinite(value, "nan", "inf")
        ?? value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary><c>str(numpy.float32(value))</c>: the shortest digits that read back as the same float32.</summary>
    public static string Repr(float value) =>
        NotFinite(value, "nan", "inf") ?? Layout(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary><c>json.dumps(value)</c></summary>
    public static string Json(double value) =>
        NotFinite(value, "NaN", "Infinity") ?? Layout(value.ToString("R", CultureInfo.InvariantCulture));

    private static string? NotFinite(double value, string nan, string infinity) =>
        double.IsFinite(value) ? null
        : double.IsNaN(value) ? nan
        : value > 0 ? infinity
        : "-" + infinity;

    // The digits are the same; Python writes an exponent below 1e-4 and from 1e16 on, and ".0" after a whole number.
    private static string Layout(string roundTrip)
    {
        var sign = roundTrip.StartsWith('-') ? "-" : "";
        var parts = roundTrip[sign.Length..].Split('E');
        var mantissa = parts[0].TrimStart('0');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var at and >= 0 ? at : mantissa.Length;
        point += parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;

        // value = 0.digits * 10^point
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        point -= all.Length - digits.Length;
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? sign + "0.0"
            : point is > -4 and <= 16 ? sign + Positional(digits, point)
            : sign + Scientific(digits, point - 1);
    }

    private static string Positional(string digits, int point) =>
        point <= 0 ? "0." + new string('0', -point) + digits
        : point >= digits.Length ? digits.PadRight(point, '0') + ".0"
        : $"{digits[..point]}.{digits[point..]}";

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var magnitude = Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture);
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{magnitude}";
    }
}

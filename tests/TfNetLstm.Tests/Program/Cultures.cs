using System.Globalization;

namespace TfNetLstm.Tests.Program;

internal static class Cultures
{
    /// <summary>Numbers as much of the world writes them; made by hand, as no ICU data is there.</summary>
    public static CultureInfo Comma()
    {
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        comma.NumberFormat.NegativeSign = "~";
        comma.NumberFormat.NaNSymbol = "NotANumber";
        return comma;
    }
}

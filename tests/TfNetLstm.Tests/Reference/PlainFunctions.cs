namespace TfNetLstm.Tests.Reference;

/// <summary>Functions that the framework lacks, from their series (Abramowitz and Stegun, 6.1, 6.3, 7.1).</summary>
internal static class PlainFunctions
{
    private const double Asymptotic = 12;

    /// <summary>The error function: its power series, and the continued fraction where that would cancel.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6)
            return double.IsNaN(x) ? x : Math.Sign(x);
        if (Math.Abs(x) > 2)
            return Math.Sign(x) * (1 - Complement(Math.Abs(x)));
        var (term, sum) = (x, x);
        for (var n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>ln |gamma(x)|: Stirling's series far from zero, and the way there.</summary>
    public static double Lgamma(double x)
    {
        if (double.IsInfinity(x))
            return double.PositiveInfinity;
        if (x <= 0 && x == Math.Floor(x))
            return double.PositiveInfinity;
        if (x < 0)
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - Lgamma(1 - x);
        var shift = 0.0;
        for (; x < Asymptotic; x++)
            shift += Math.Log(x);
        var z = 1 / (x * x);
        var series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z / 1680))) / x;
        return (x - 0.5) * Math.Log(x) - x + Math.Log(2 * Math.PI) / 2 + series - shift;
    }

    /// <summary>The derivative of ln gamma.</summary>
    public static double Digamma(double x)
    {
        if (x == 0 || double.IsNegativeInfinity(x) || x < 0 && x == Math.Floor(x))
            return x == 0 ? (double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity) : double.NaN;
        if (double.IsPositiveInfinity(x))
            return x;
        if (x < 0)
            return Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * x);
        var shift = 0.0;
        for (; x < Asymptotic; x++)
            shift += 1 / x;
        var z = 1 / (x * x);
        var series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z / 132))));
        return Math.Log(x) - 0.5 / x - series - shift;
    }

    private static double Complement(double x)
    {
        var fraction = x;
        for (var n = 80; n > 0; n--)
            fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}

namespace Tensorflow.Kernels;

/// <summary>ln |Gamma(x)|</summary>
internal readonly struct Lgamma : IFunction<Lgamma>
{
    // Lanczos's sum of nine terms for g = 7, which is exact to a few units of a double.
    private const double G = 7;

    private static ReadOnlySpan<double> Terms =>
        [
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7,
        ];

    public static double Compute(double x)
    {
        if (double.IsInfinity(x))
            return double.PositiveInfinity;
        if (x >= 0.5 || double.IsNaN(x))
            return OfPositive(x);
        // The poles at zero and below, and between them Gamma(x) Gamma(1 - x) = pi / sin(pi x).
        var fraction = x - Math.Floor(x);
        return fraction == 0
            ? double.PositiveInfinity
            : Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * fraction))) - OfPositive(1 - x);
    }

    private static double OfPositive(double x)
    {
        var terms = Terms;
        var sum = terms[0];
        for (var i = 1; i < terms.Length; i++)
            sum += terms[i] / (x - 1 + i);
        var t = x - 0.5 + G;
        return (x - 0.5) * (Math.Log(t) - 1) - G + Math.Log(Math.Sqrt(2 * Math.PI) * sum);
    }
}

/// <summary>The derivative of ln Gamma(x), after Cephes.</summary>
internal readonly struct Digamma : IFunction<Digamma>
{
    // From here on the series in 1 / x^2 has the precision of a double.
    private const double SeriesStart = 10;

    private static ReadOnlySpan<double> Series =>
        [
            8.33333333333333333333e-2,
            -2.10927960927960927961e-2,
            7.57575757575757575758e-3,
            -4.16666666666666666667e-3,
            3.96825396825396825397e-3,
            -8.33333333333333333333e-3,
            8.33333333333333333333e-2,
        ];

    public static double Compute(double x)
    {
        if (x > 0 || double.IsNaN(x))
            return OfPositive(x);
        var fraction = x - Math.Floor(x);
        if (fraction == 0 || double.IsInfinity(x))
            return double.NaN;
        var reflected = fraction == 0.5 ? 0 : Math.PI / Math.Tan(Math.PI * fraction);
        return OfPositive(1 - x) - reflected;
    }

    private static double OfPositive(double x)
    {
        var less = 0.0;
        for (; x < SeriesStart; x++)
            less += 1 / x;
        var (z, sum) = (1 / (x * x), 0.0);
        foreach (var term in Series)
            sum = sum * z + term;
        return Math.Log(x) - 0.5 / x - sum * z - less;
    }

    /// <summary>
    /// Step for step as Eigen in single precision: near its zeros the function is what is left of numbers that cancel, and
    /// to be right there would be to differ from TensorFlow.
    /// </summary>
    public static float Compute(float x)
    {
        if (x > 0 || float.IsNaN(x))
            return OfPositive(x);
        var (whole, fraction) = (MathF.Floor(x), x - MathF.Floor(x));
        if (fraction == 0 || float.IsInfinity(x))
            return float.NaN;
        var reflected = 0f;
        if (fraction != 0.5f)
        {
            if (fraction > 0.5f)
                fraction = x - (whole + 1);
            reflected = MathF.PI / (float)Math.Tan(MathF.PI * fraction);
        }
        return OfPositive(1 - x) - reflected;
    }

    private static float OfPositive(float x)
    {
        var less = 0f;
        for (; x < SeriesStart; x++)
            less += 1 / x;
        var series = 0f;
        if (x < 1e8f)
        {
            var z = 1 / (x * x);
            series = -4.16666666666666666667e-3f;
            series = series * z + 3.96825396825396825397e-3f;
            series = series * z + -8.33333333333333333333e-3f;
            series = series * z + 8.33333333333333333333e-2f;
            series *= z;
        }
        return SingleMath.Log(x) - 0.5f / x - series - less;
    }
}

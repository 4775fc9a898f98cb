using System.Globalization;
using System.Text;

namespace TfNetLstm.Reports;

/// <summary>A curve of a chart.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Curves as SVG, with axes and a legend.</summary>
internal sealed class LineChart
{
    private const int Width = 800;
    private const int Height = 320;
    private const int Left = 60;
    private const int Right = 20;
    private const int Top = 30;
    private const int Bottom = 40;
    private const int LegendGap = 24;
    private const int PixelsOfCharacter = 7;
    private const int MaxPoints = 1000;

    private static readonly string[] s_colours = ["#2f81f7", "#e8590c", "#1a7f37", "#8250df"];

    private readonly Series[] _series;
    private readonly bool _logarithmic;
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;

    private LineChart(IEnumerable<Series> series, bool logarithmic)
    {
        _logarithmic = logarithmic;
        _series =
        [
            .. series.Select(s =>
                s with
                {
                    Points = [.. s.Points.Where(p => double.IsFinite(p.Y) && (!logarithmic || p.Y > 0))],
                }
            ),
        ];
        var all = _series.SelectMany(s => s.Points).ToArray();
        _x = Range(all.Select(p => p.X));
        _y = Range(all.Select(p => Scale(p.Y)));
    }

    /// <summary>Draws the curves over steps; null where there is nothing to draw.</summary>
    public static string? Draw(string yName, bool logarithmic, params Series[] series)
    {
        var chart = new LineChart(series, logarithmic);
        return chart._series.Any(s => s.Points.Count > 0) ? chart.Draw(yName) : null;
    }

    private static (double, double) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return low < high ? (low, high) : (low - 0.5, low + 0.5);
    }

    private double Scale(double y) => _logarithmic ? Math.Log10(y) : y;

    private double PixelX(double x) => Left + (x - _x.Low) / (_x.High - _x.Low) * (Width - Left - Right);

    private double PixelY(double scaled) =>
        Height - Bottom - (scaled - _y.Low) / (_y.High - _y.Low) * (Height - Top - Bottom);

    private string Draw(string yName)
    {
        var svg = new StringBuilder();
        Line(svg, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" font-size=\"12\" fill=\"currentColor\">");
        foreach (var (value, text) in Ticks(_y, _logarithmic))
        {
            var y = PixelY(value);
            Line(svg, $"<path d=\"M{Left} {y:F1}H{Width - Right}\" stroke=\"currentColor\" opacity=\".15\"/>");
            Line(svg, $"<text x=\"{Left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{text}</text>");
        }
        foreach (var (value, text) in Ticks(_x, logarithmic: false))
            Line(
                svg,
                $"<text x=\"{PixelX(value):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{text}</text>"
            );
        Line(svg, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 6}\" text-anchor=\"middle\">step</text>");
        Line(svg, $"<text x=\"{Left}\" y=\"12\">{HtmlPage.Escape(yName)}</text>");
        var legend = Left + LegendGap + PixelsOfCharacter * yName.Length;
        for (var i = 0; i < _series.Length; i++)
        {
            var colour = s_colours[i % s_colours.Length];
            Line(
                svg,
                $"<path d=\"{Path(_series[i].Points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>"
            );
            Line(svg, $"<path d=\"M{legend} 8h20\" stroke=\"{colour}\" stroke-width=\"3\"/>");
            Line(svg, $"<text x=\"{legend + 26}\" y=\"12\">{HtmlPage.Escape(_series[i].Name)}</text>");
            legend += 26 + LegendGap + PixelsOfCharacter * _series[i].Name.Length;
        }
        return svg.Append("</svg>\n").ToString();
    }

    private string Path(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        var every = Math.Max(1, points.Count / MaxPoints);
        for (var i = 0; i < points.Count; i += every)
        {
            path.Append(i == 0 ? 'M' : 'L')
                .Append(CultureInfo.InvariantCulture, $"{PixelX(points[i].X):F1} {PixelY(Scale(points[i].Y)):F1}");
        }
        return path.ToString();
    }

    private static IEnumerable<(double, string)> Ticks((double Low, double High) range, bool logarithmic) =>
        (logarithmic ? LogarithmicTicks(range) : EvenTicks(range)).Select(t => (t.At, Text(t.Value)));

    // 1, 2 and 5 times the powers of ten; the powers alone where there are many.
    private static IEnumerable<(double At, double Value)> LogarithmicTicks((double Low, double High) range)
    {
        const int Many = 4;
        double[] factors = range.High - range.Low > Many ? [1] : [1, 2, 5];
        for (var power = Math.Floor(range.Low); power <= range.High; power++)
        {
            foreach (var factor in factors)
            {
                var value = factor * Math.Pow(10, power);
                if (Math.Log10(value) is var at && at >= range.Low && at <= range.High)
                    yield return (at, value);
            }
        }
    }

    // Steps of 1, 2 or 5 times a power of ten.
    private static IEnumerable<(double At, double Value)> EvenTicks((double Low, double High) range)
    {
        const int About = 6;
        var raw = (range.High - range.Low) / About;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step =
            power
            * (raw / power) switch
            {
                < 1.5 => 1,
                < 3.5 => 2,
                < 7.5 => 5,
                _ => 10,
            };
        for (var value = Math.Ceiling(range.Low / step) * step; value <= range.High; value += step)
            yield return (value, Math.Round(value, 12));
    }

    private static string Text(double value) =>
        value.ToString(value >= 1000 ? "F0" : "G3", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder svg, FormattableString text) =>
        svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

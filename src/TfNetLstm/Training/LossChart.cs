namespace TfNetLstm.Training;

/// <summary>A curve drawn with block characters: each column is the mean of its part of the values.</summary>
internal static class LossChart
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const int Levels = 8;

    /// <summary>The chart, <paramref name="height"/> lines of <paramref name="width"/> characters, and its range.</summary>
    public static (string[] Lines, double Low, double High) Draw(IReadOnlyList<double> values, int width, int height)
    {
        var columns = Columns([.. values.Where(double.IsFinite)], width);
        var (low, high) = columns.Length == 0 ? (0, 0) : (columns.Min(), columns.Max());
        var lines = new string[height];
        for (var line = 0; line < height; line++)
        {
            var below = (height - 1 - line) * Levels;
            lines[line] = string.Concat(columns.Select(v => Block(v, low, high, below, height)));
        }
        return (lines, low, high);
    }

    // The lowest value has one level, so that it can be seen.
    private static char Block(double value, double low, double high, int below, int height)
    {
        var levels = high > low ? 1 + (value - low) / (high - low) * (height * Levels - 1) : 1;
        return Blocks[Math.Clamp((int)Math.Round(levels) - below, 0, Levels)];
    }

    private static double[] Columns(double[] values, int width)
    {
        var count = Math.Min(width, values.Length);
        var columns = new double[count];
        for (var i = 0; i < count; i++)
        {
            var (start, end) = ((int)((long)i * values.Length / count), (int)((i + 1L) * values.Length / count));
            columns[i] = values[start..end].Average();
        }
        return columns;
    }
}

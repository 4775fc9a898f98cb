using System.Globalization;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;

namespace TfNetLstm.Images;

/// <summary>The most costly mistakes: each image with what it is and what it was told to be.</summary>
internal static class MistakesPicture
{
    private const int Scale = 3;
    private const int Columns = 6;
    private const int Caption = 26;
    private const int Gap = 20;
    private const int Tile = DigitFinder.Side * Scale;

    /// <summary>How many are shown.</summary>
    public const int Shown = 24;

    /// <summary>Draws them, the worst first.</summary>
    public static Canvas Draw(Evaluation evaluation, DataSet images)
    {
        var mistakes = evaluation.Mistakes.Take(Shown).ToArray();
        var rows = Math.Max(1, (mistakes.Length + Columns - 1) / Columns);
        var canvas = new Canvas(Gap + Columns * (Tile + Gap), Gap + rows * (Tile + Caption + Gap));
        for (var i = 0; i < mistakes.Length; i++)
        {
            var (left, top) = (Gap + i % Columns * (Tile + Gap), Gap + i / Columns * (Tile + Caption + Gap));
            using var batch = images.Range(mistakes[i].Index, 1);
            canvas.Digit(batch.Images.ToArray<float>(), left, top, Scale);
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{mistakes[i].Label}>{mistakes[i].Predicted} {mistakes[i].Probability * 100:F0}%"
            );
            canvas.Write(text, left + Tile / 2, top + Tile + Caption / 2, 2, new(203, 24, 29));
        }
        return canvas;
    }
}

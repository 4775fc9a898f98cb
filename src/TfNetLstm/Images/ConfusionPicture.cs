using System.Globalization;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;

namespace TfNetLstm.Images;

/// <summary>The confusion matrix: a row is what the image is, a column what it was told to be.</summary>
internal static class ConfusionPicture
{
    private const int Cell = 48;
    private const int Margin = 40;

    private static readonly Colour s_right = new(33, 113, 181);
    private static readonly Colour s_wrong = new(203, 24, 29);

    /// <summary>Draws it; a cell's colour is its share of the row, of the mistakes as a root so that few show too.</summary>
    public static Canvas Draw(Evaluation evaluation)
    {
        var side = Margin + DataSet.Classes * Cell + 1;
        var canvas = new Canvas(side, side);
        for (var label = 0; label < DataSet.Classes; label++)
        {
            var (name, middle) = (label.ToString(CultureInfo.InvariantCulture), Margin + label * Cell + Cell / 2);
            canvas.Write(name, middle, Margin / 2, 3, Colour.Black);
            canvas.Write(name, Margin / 2, middle, 3, Colour.Black);
            var images = Enumerable.Range(0, DataSet.Classes).Sum(p => evaluation.Confused(label, p));
            for (var predicted = 0; predicted < DataSet.Classes; predicted++)
                DrawCell(canvas, label, predicted, evaluation.Confused(label, predicted), Math.Max(1, images));
        }
        return canvas;
    }

    private static void DrawCell(Canvas canvas, int label, int predicted, int count, int images)
    {
        var share = (double)count / images;
        var (colour, depth) = label == predicted ? (s_right, share) : (s_wrong, Math.Sqrt(share));
        var (left, top) = (Margin + predicted * Cell, Margin + label * Cell);
        canvas.Fill(left, top, Cell + 1, Cell + 1, new(220, 220, 220));
        canvas.Fill(left + 1, top + 1, Cell - 1, Cell - 1, Colour.Between(Colour.White, colour, depth));
        if (count > 0)
        {
            var text = count.ToString(CultureInfo.InvariantCulture);
            canvas.Write(text, left + Cell / 2, top + Cell / 2, 2, depth > 0.5 ? Colour.White : Colour.Black);
        }
    }
}

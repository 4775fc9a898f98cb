using System.Globalization;
using System.Text;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;
using TfNetLstm.Images;

namespace TfNetLstm.Reports;

/// <summary>The evaluation as a page, or as a part of one.</summary>
internal static class EvaluationReport
{
    /// <summary>The page.</summary>
    public static string Page(Evaluation evaluation, DataSet images, OpenedModel model, string command)
    {
        var page = new HtmlPage(
            "How well the digits are told",
            FormattableString.Invariant(
                $"{model.Checkpoint}: accuracy {evaluation.Accuracy:F4}, loss {evaluation.Loss:F4}, {evaluation.Count} test images"
            )
        );
        AddTo(page, evaluation, images);
        return page.Heading("To repeat it").Lines([command]).ToString();
    }

    /// <summary>Scores, confusion matrix and worst mistakes.</summary>
    public static void AddTo(HtmlPage page, Evaluation evaluation, DataSet images)
    {
        page.Heading("Digit by digit")
            .Table(
                ["digit", "images", "precision", "recall", "F1"],
                evaluation
                    .Scores()
                    .Select(s =>
                        (string[])
                            [
                                Text(s.Digit),
                                Text(s.Images),
                                FormattableString.Invariant($"{s.Precision:F4}"),
                                FormattableString.Invariant($"{s.Recall:F4}"),
                                FormattableString.Invariant($"{s.F1:F4}"),
                            ]
                    ),
                numbersFrom: 0
            );
        page.Heading("Confusion matrix")
            .Paragraph("A row is what the image is, a column what it was told to be.")
            .Add(Confusion(evaluation));
        if (evaluation.Mistakes.Count > 0)
        {
            page.Heading("Worst mistakes")
                .Paragraph("What the image is, what it was told to be, and how surely.")
                .Png(MistakesPicture.Draw(evaluation, images).ToPng(), "The images that cost the most");
        }
    }

    private static string Confusion(Evaluation evaluation)
    {
        var html = new StringBuilder("<table class=\"heat\">\n<tr><th></th>");
        for (var digit = 0; digit < DataSet.Classes; digit++)
            html.Append(CultureInfo.InvariantCulture, $"<th class=\"n\">{digit}</th>");
        html.Append("</tr>\n");
        for (var label = 0; label < DataSet.Classes; label++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th>{label}</th>");
            var images = Math.Max(1, Enumerable.Range(0, DataSet.Classes).Sum(p => evaluation.Confused(label, p)));
            for (var predicted = 0; predicted < DataSet.Classes; predicted++)
            {
                var count = evaluation.Confused(label, predicted);
                var share = (double)count / images;
                var colour = label == predicted ? "47,129,247" : "207,34,46";
                var depth = count == 0 ? 0 : 0.1 + 0.7 * (label == predicted ? share : Math.Sqrt(share));
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<td style=\"background:rgba({colour},{depth:F2})\">{(count > 0 ? Text(count) : "")}</td>"
                );
            }
            html.Append("</tr>\n");
        }
        return html.Append("</table>\n").ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

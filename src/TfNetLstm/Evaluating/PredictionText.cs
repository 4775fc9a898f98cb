using System.Globalization;
using System.Text;
using TfNetLstm.Images;
using TfNetLstm.Reports;

namespace TfNetLstm.Evaluating;

/// <summary>Predictions as text.</summary>
internal static class PredictionText
{
    private const int BarWidth = 40;

    /// <summary>The picture where wanted, the digit, and a bar for each probability.</summary>
    public static string Plain(Prediction prediction, bool picture, bool colours)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{prediction.Path}: {prediction.Digit} ({100 * prediction.Probabilities[prediction.Digit]:F1} %)\n"
        );
        if (picture)
            text.Append(colours ? DigitText.Coloured(prediction.Pixels) : DigitText.Plain(prediction.Pixels));
        for (var digit = 0; digit < prediction.Probabilities.Length; digit++)
        {
            var share = prediction.Probabilities[digit];
            var bar = new string('#', (int)Math.Round(share * BarWidth));
            text.Append(string.Create(CultureInfo.InvariantCulture, $"  {digit}  {share:F4}  {bar}").TrimEnd())
                .Append('\n');
        }
        return text.Append('\n').ToString();
    }

    /// <summary>All predictions as one object.</summary>
    public static string Json(IEnumerable<Prediction> predictions, string checkpoint) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("checkpoint", checkpoint);
            json.WriteStartArray("predictions");
            foreach (var prediction in predictions)
            {
                json.WriteStartObject();
                json.WriteString("file", prediction.Path);
                if (prediction.Problem is { } problem)
                {
                    json.WriteString("error", problem);
                }
                else
                {
                    json.WriteNumber("digit", prediction.Digit);
                    json.WriteStartArray("probabilities");
                    foreach (var probability in prediction.Probabilities)
                        json.Value(probability);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
}

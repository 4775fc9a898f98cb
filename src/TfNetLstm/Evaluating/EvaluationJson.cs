using System.Text.Json;
using TfNetLstm.Data;
using TfNetLstm.Reports;

namespace TfNetLstm.Evaluating;

/// <summary>The evaluation as JSON.</summary>
internal static class EvaluationJson
{
    private const int Shown = 100;

    /// <summary>One object.</summary>
    public static string Text(Evaluation evaluation, string checkpoint) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("checkpoint", checkpoint);
            json.WriteNumber("images", evaluation.Count);
            json.WriteNumber("right", evaluation.Right);
            json.Number("accuracy", evaluation.Accuracy);
            json.Number("loss", evaluation.Loss);
            json.WriteStartArray("digits");
            foreach (var score in evaluation.Scores())
            {
                json.WriteStartObject();
                json.WriteNumber("digit", score.Digit);
                json.WriteNumber("images", score.Images);
                json.Number("precision", score.Precision);
                json.Number("recall", score.Recall);
                json.Number("f1", score.F1);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("confusion");
            for (var label = 0; label < DataSet.Classes; label++)
            {
                json.WriteStartArray();
                for (var predicted = 0; predicted < DataSet.Classes; predicted++)
                    json.WriteNumberValue(evaluation.Confused(label, predicted));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteStartArray("worst_mistakes");
            foreach (var mistake in evaluation.Mistakes.Take(Shown))
            {
                json.WriteStartObject();
                json.WriteNumber("index", mistake.Index);
                json.WriteNumber("label", mistake.Label);
                json.WriteNumber("predicted", mistake.Predicted);
                json.Number("probability", mistake.Probability);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
}

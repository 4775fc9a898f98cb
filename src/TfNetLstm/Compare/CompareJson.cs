using System.Text.Json;
using TfNetLstm.Reports;

namespace TfNetLstm.Compare;

/// <summary>The comparison as JSON.</summary>
internal static class CompareJson
{
    /// <summary>One object.</summary>
    public static string Text(Comparison comparison) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("passed", comparison.Passed);
            json.WriteStartArray("checks");
            foreach (var check in comparison.Checks)
            {
                json.WriteStartObject();
                json.WriteString("name", check.Name);
                json.WriteString("result", check.Result);
                if (check.Passed is { } passed)
                    json.WriteBoolean("passed", passed);
                else
                    json.WriteNull("passed");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("steps", comparison.Steps);
            Whole(json, "first_step_over_5e-7", comparison.FirstNotClose);
            Whole(json, "first_step_over_1e-4", comparison.FirstNotNear);
            json.Number("largest_difference", comparison.LargestGap);
            json.WriteNumber("largest_difference_step", comparison.LargestGapStep);
            json.WriteStartArray("graph_differences");
            foreach (var difference in comparison.GraphDifferences ?? [])
                json.WriteStringValue(difference);
            json.WriteEndArray();
            json.WriteStartObject("initial_weights");
            foreach (var (name, gap) in comparison.WeightGaps ?? [])
                json.Number(name, gap);
            json.WriteEndObject();
            Run(json, "ours", comparison.Ours);
            Run(json, "reference", comparison.Reference);
            json.WriteEndObject();
        });

    private static void Run(Utf8JsonWriter json, string name, RecordedRun run)
    {
        json.WriteStartObject(name);
        json.WriteString("origin", run.Origin);
        json.Number("test_accuracy", run.TestAccuracy);
        json.Number("step_ms", run.StepMilliseconds);
        json.Number("peak_memory_mb", run.PeakMegabytes);
        json.WriteStartArray("lines");
        foreach (var line in run.Lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteStartArray("losses");
        foreach (var loss in run.Losses)
            json.Value(loss);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Whole(Utf8JsonWriter json, string name, int? value)
    {
        json.WritePropertyName(name);
        if (value is { } whole)
            json.WriteNumberValue(whole);
        else
            json.WriteNullValue();
    }
}

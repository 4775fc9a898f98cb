using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TfNetLstm.Compare;

/// <summary>The comparison as JSON.</summary>
internal static class CompareJson
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One object.</summary>
    public static string Text(Comparison comparison)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
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
            Number(json, "largest_difference", comparison.LargestGap);
            json.WriteNumber("largest_difference_step", comparison.LargestGapStep);
            json.WriteStartArray("graph_differences");
            foreach (var difference in comparison.GraphDifferences ?? [])
                json.WriteStringValue(difference);
            json.WriteEndArray();
            json.WriteStartObject("initial_weights");
            foreach (var (name, gap) in comparison.WeightGaps ?? [])
                Number(json, name, gap);
            json.WriteEndObject();
            Run(json, "ours", comparison.Ours);
            Run(json, "reference", comparison.Reference);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Run(Utf8JsonWriter json, string name, RecordedRun run)
    {
        json.WriteStartObject(name);
        json.WriteString("origin", run.Origin);
        Number(json, "test_accuracy", run.TestAccuracy);
        Number(json, "step_ms", run.StepMilliseconds);
        Number(json, "peak_memory_mb", run.PeakMegabytes);
        json.WriteStartArray("lines");
        foreach (var line in run.Lines)
            json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteStartArray("losses");
        foreach (var loss in run.Losses)
            Value(json, loss);
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

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        Value(json, value);
    }

    // JSON has neither NaN nor infinity.
    private static void Value(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteRawValue(Training.PythonFormat.Json(number));
        else
            json.WriteNullValue();
    }
}

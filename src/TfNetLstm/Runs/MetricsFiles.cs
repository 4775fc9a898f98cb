using System.Globalization;
using System.Text;
using System.Text.Json;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>
/// The history of a run in its folder. <c>metrics.csv</c> has what a repeated or resumed run has too, byte for byte;
/// <c>metrics.jsonl</c> has the times as well. A row is on its way to the file when its step ends.
/// </summary>
internal sealed class MetricsFiles : ITrainingListener, IDisposable
{
    /// <summary>The table.</summary>
    public const string CsvName = "metrics.csv";

    /// <summary>The same and the times, an object a line.</summary>
    public const string JsonName = "metrics.jsonl";

    private const string Header = "step,examples,epoch,loss,accuracy,validation_loss,validation_accuracy";

    private readonly int _batchSize;
    private readonly StreamWriter _csv;
    private readonly StreamWriter _json;
    private DisplayedStep? _shown;
    private ValidatedStep? _validated;

    /// <summary>Goes on after <paramref name="stepsDone"/>: later rows of an earlier run are dropped.</summary>
    public MetricsFiles(string folder, int batchSize, long stepsDone)
    {
        _batchSize = batchSize;
        _csv = Open(Path.Combine(folder, CsvName), line => CsvStep(line) <= stepsDone);
        if (_csv.BaseStream.Length == 0)
            _csv.WriteLine(Header);
        _json = Open(Path.Combine(folder, JsonName), line => JsonStep(line) <= stepsDone);
    }

    /// <inheritdoc/>
    public void Displayed(DisplayedStep shown) => _shown = shown;

    /// <inheritdoc/>
    public void Validated(ValidatedStep validated) => _validated = validated;

    /// <inheritdoc/>
    public void Completed(long step, TimeSpan elapsed, bool isShown)
    {
        if (_shown is null && _validated is null)
            return;
        var examples = step * _batchSize;
        var epoch = (double)examples / MnistData.TrainCount;
        _csv.WriteLine(
            string.Join(
                ',',
                step.ToString(CultureInfo.InvariantCulture),
                examples.ToString(CultureInfo.InvariantCulture),
                PythonFormat.Fixed(epoch, 4),
                _shown is { } s ? PythonFormat.Repr(s.Loss) : "",
                _shown is { } a ? PythonFormat.Repr(a.Accuracy) : "",
                _validated is { } v ? PythonFormat.Json(v.Loss) : "",
                _validated is { } w ? PythonFormat.Json(w.Accuracy) : ""
            )
        );
        _json.WriteLine(Json(step, examples, elapsed));
        _csv.Flush();
        _json.Flush();
        (_shown, _validated) = (null, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _json.Dispose();
    }

    private string Json(long step, long examples, TimeSpan elapsed)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("step", step);
            json.WriteNumber("examples", examples);
            Number(json, "loss", _shown?.Loss);
            Number(json, "accuracy", _shown?.Accuracy);
            Number(json, "validation_loss", _validated?.Loss);
            Number(json, "validation_accuracy", _validated?.Accuracy);
            json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // JSON has no NaN.
    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        if (value is { } number && double.IsFinite(number))
            json.WriteRawValue(PythonFormat.Json(number));
        else
            json.WriteNullValue();
    }

    private static StreamWriter Open(string path, Func<string, bool> keeps)
    {
        var kept = File.Exists(path) ? File.ReadLines(path).TakeWhile(keeps).ToArray() : [];
        var writer = new StreamWriter(path) { NewLine = "\n" };
        foreach (var line in kept)
            writer.WriteLine(line);
        writer.Flush();
        return writer;
    }

    // The header is step 0; a torn line is none.
    private static long CsvStep(string line) =>
        line == Header ? 0
        : long.TryParse(line.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        && line.Count(c => c == ',') == Header.Count(c => c == ',')
            ? step
        : long.MaxValue;

    private static long JsonStep(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return long.MaxValue;
        }
    }
}

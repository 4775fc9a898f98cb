using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfNetLstm.Training;

namespace TfNetLstm.Reports;

/// <summary>JSON as all verbs print it: indented, UTF-8, line feeds, numbers as Python prints them.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What <paramref name="write"/> writes, as text.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
            write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A number, or null where there is none or JSON has no word for it.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.Value(value);
    }

    /// <summary>A number of an array.</summary>
    public static void Value(this Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteRawValue(PythonFormat.Json(number));
        else
            json.WriteNullValue();
    }
}

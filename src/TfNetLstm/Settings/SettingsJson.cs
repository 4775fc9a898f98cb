using System.Text.Json;
using TfNetLstm.Reports;
using TfNetLstm.Training;

namespace TfNetLstm.Settings;

/// <summary>Writes settings as the JSON that <c>--config</c> reads.</summary>
internal static class SettingsJson
{
    /// <summary>One object, a setting a line.</summary>
    public static string Text(IEnumerable<ResolvedSetting> settings) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var (key, value, _) in settings)
            {
                json.WritePropertyName(key);
                Write(json, value);
            }
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int whole:
                json.WriteNumberValue(whole);
                break;
            case float number:
                json.WriteRawValue(PythonFormat.Repr(number));
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}

using System.Globalization;
using TfNetLstm.Reports;

namespace TfNetLstm.Inspecting;

/// <summary>What is in a file, as text and as JSON.</summary>
internal static class InspectedText
{
    private const int MaxName = 48;

    /// <summary>A table.</summary>
    public static void Write(TextWriter output, Inspected file)
    {
        output.WriteLine($"{file.Kind}: {file.Path}");
        foreach (var (name, value) in file.Facts.Where(f => f.Value.Length > 0))
            output.WriteLine($"  {name}: {value}");
        if (file.Items.Count == 0)
            return;
        output.WriteLine();
        var names = Width(file.Items.Select(i => i.Name), MaxName);
        var type = Width(file.Items.Select(i => i.Type), MaxName);
        var shape = Width(file.Items.Select(i => i.Shape), MaxName);
        var bytes = Width(file.Items.Select(i => Bytes(i)), MaxName);
        foreach (var item in file.Items)
        {
            var line = $"{item.Name.PadRight(names)}  {item.Type.PadRight(type)}  {item.Shape.PadRight(shape)}  ";
            output.WriteLine($"{line}{Bytes(item).PadLeft(bytes)}  {item.Note}".TrimEnd());
        }
    }

    /// <summary>One object.</summary>
    public static string Json(Inspected file) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("kind", file.Kind);
            json.WriteString("path", file.Path);
            json.WriteStartObject("facts");
            foreach (var (name, value) in file.Facts)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray("items");
            foreach (var item in file.Items)
            {
                json.WriteStartObject();
                json.WriteString("name", item.Name);
                json.WriteString("type", item.Type);
                json.WriteString("shape", item.Shape);
                if (item.Bytes is { } bytes)
                    json.WriteNumber("bytes", bytes);
                json.WriteString("note", item.Note);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static string Bytes(InspectedItem item) => item.Bytes?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static int Width(IEnumerable<string> texts, int most) => Math.Min(most, texts.Max(t => t.Length));
}

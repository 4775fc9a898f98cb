using System.Text.Json;
using Tensorflow.Formats.Inspection;
using TfNetLstm.Reports;

namespace TfNetLstm.Inspecting;

/// <summary>What is in a file, as text and as JSON.</summary>
internal static class ReportText
{
    private const int MaxWidth = 56;

    /// <summary>Facts, then tables; numbers stand to the right.</summary>
    public static void Write(TextWriter output, FileReport report)
    {
        output.WriteLine($"{Name(report.Kind)}: {report.Path}");
        foreach (var (name, value) in report.Facts)
            output.WriteLine($"  {name}: {ReportTable.Text(value)}");
        foreach (var table in report.Tables.Where(t => t.Rows.Count > 0))
        {
            output.WriteLine();
            Write(output, table);
        }
    }

    /// <summary>One object.</summary>
    public static string Json(FileReport report) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(report.Kind));
            json.WriteString("path", report.Path);
            json.WriteNumber("bytes", report.Length);
            json.WriteStartObject("facts");
            foreach (var (name, value) in report.Facts)
                Cell(json, name, value);
            json.WriteEndObject();
            foreach (var table in report.Tables)
            {
                json.WriteStartArray(table.Name);
                foreach (var row in table.Rows)
                {
                    json.WriteStartObject();
                    foreach (var (column, cell) in table.Columns.Zip(row))
                        Cell(json, column, cell);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        });

    /// <summary>The kind of a file in words: <c>meta graph text</c>.</summary>
    public static string Name(FileKind kind) =>
        string.Concat(
            kind.ToString()
                .Select(
                    (c, i) =>
                        i > 0 && char.IsAsciiLetterUpper(c)
                            ? " " + char.ToLowerInvariant(c)
                            : char.ToLowerInvariant(c).ToString()
                )
        );

    private static void Write(TextWriter output, ReportTable table)
    {
        string[][] lines =
        [
            [.. table.Columns],
            .. table.Rows.Select(row => row.Select(ReportTable.Text).ToArray()),
        ];
        var widths = table.Columns.Select((_, i) => Math.Min(MaxWidth, lines.Max(l => l[i].Length))).ToArray();
        var numbers = table
            .Columns.Select((_, i) => table.Rows.All(r => r[i] is null or long or int or double))
            .ToArray();
        foreach (var line in lines)
        {
            var cells = line.Select((text, i) => numbers[i] ? text.PadLeft(widths[i]) : text.PadRight(widths[i]));
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private static void Cell(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case long whole:
                json.WriteNumber(name, whole);
                break;
            case double number:
                json.Number(name, number);
                break;
            case null:
                json.WriteNull(name);
                break;
            default:
                json.WriteString(name, ReportTable.Text(value));
                break;
        }
    }
}

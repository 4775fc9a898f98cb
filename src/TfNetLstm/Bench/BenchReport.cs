using System.Globalization;
using System.Runtime.InteropServices;
using TfNetLstm.Reports;

namespace TfNetLstm.Bench;

/// <summary>The lines, for people and for programs.</summary>
internal static class BenchReport
{
    /// <summary>The table's head: the machine, the yardstick.</summary>
    public static void WriteHead(TextWriter writer, IReadOnlyList<YardstickRate> yardsticks)
    {
        writer.WriteLine(
            Text(
                $"{RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {Engine.Name}"
            )
        );
        foreach (var rate in yardsticks)
            writer.WriteLine(Text($"R = {rate.Rate:F0} GFLOP/s on {rate.Threads} threads ({rate.Library})"));
        writer.WriteLine();
        writer.WriteLine(
            Text(
                $"{"work", -52} {"min", 10} {"(median)", 12} {"", -6}{"of R", 6}  {"goal", -8} TensorFlow 2.15 at R = 190 / 95"
            )
        );
    }

    /// <summary>One line.</summary>
    public static void WriteRow(TextWriter writer, BenchRow row)
    {
        var value = row.Value is { } v ? Number(v) : "-";
        var median = row.Median is { } m ? $"({Number(m)})" : "";
        var share = row.ShareOfR is { } s ? s.ToString("F2", CultureInfo.InvariantCulture) : "";
        var (work, parts) = row.Work.IndexOf(" (", StringComparison.Ordinal) is var at and >= 0
            ? (row.Work[..at], row.Work[(at + 1)..])
            : (row.Work, "");
        writer.WriteLine(
            Text($"{work, -52} {value, 10} {median, 12} {row.Unit, -6}{share, 6}  {row.Goal, -8} {row.TensorFlow}")
                .TrimEnd()
        );
        if (parts.Length > 0)
            writer.WriteLine($"  {parts}");
    }

    /// <summary>All as JSON.</summary>
    public static string Json(IReadOnlyList<YardstickRate> yardsticks, IReadOnlyList<BenchRow> rows) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("machine", RuntimeInformation.RuntimeIdentifier);
            json.WriteNumber("cores", Environment.ProcessorCount);
            json.WriteString("engine", Engine.Name);
            json.WriteStartArray("yardstick");
            foreach (var rate in yardsticks)
            {
                json.WriteStartObject();
                json.WriteNumber("threads", rate.Threads);
                json.Number("gflops", rate.Rate);
                json.WriteString("library", rate.Library);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("work", row.Work);
                json.WriteString("unit", row.Unit);
                json.Number("min", row.Value);
                json.Number("median", row.Median);
                json.Number("share_of_r", row.ShareOfR);
                json.WriteString("goal", row.Goal);
                json.WriteString("tensorflow", row.TensorFlow);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static string Number(double value) =>
        value.ToString(
            value >= 100 ? "F0"
                : value >= 1 ? "F2"
                : "F3",
            CultureInfo.InvariantCulture
        );

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

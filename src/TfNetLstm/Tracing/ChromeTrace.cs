using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TfNetLstm.Tracing;

/// <summary>
/// Kernels as JSON trace events, which a browser's tracing page and Perfetto open: a row for each thread, a bar for each
/// kernel.
/// </summary>
internal static class ChromeTrace
{
    private const int Process = 1;

    /// <summary>The whole file.</summary>
    public static byte[] Bytes(KernelLog log)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, log);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, KernelLog log)
    {
        var origin = log.Events.Count == 0 ? 0 : log.Events.Min(e => e.Start);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartArray("traceEvents");
        Name(json, "process_name", 0, s_commandLineName);
        foreach (var worker in log.Events.Select(e => e.Worker).Distinct().Order())
            Name(json, "thread_name", worker, worker == 0 ? "Session.run" : Text($"worker {worker}"));
        foreach (var kernel in log.Events)
        {
            json.WriteStartObject();
            json.WriteString("name", kernel.Kind);
            json.WriteString("cat", kernel.Worker == 0 ? "kernel" : "piece");
            json.WriteString("ph", "X");
            json.WriteNumber("ts", Microseconds(kernel.Start - origin));
            json.WriteNumber("dur", Microseconds(kernel.End - kernel.Start));
            json.WriteNumber("pid", Process);
            json.WriteNumber("tid", kernel.Worker);
            json.WriteStartObject("args");
            json.WriteString("node", kernel.Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (log.Dropped > 0)
            json.WriteNumber("droppedEvents", log.Dropped);
        json.WriteEndObject();
    }

    private static readonly string s_commandLineName = Commands.CommandLine.ProgramName;

    private static void Name(Utf8JsonWriter json, string what, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", what);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static double Microseconds(long ticks) => Math.Round(ticks * 1e6 / Stopwatch.Frequency, 3);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

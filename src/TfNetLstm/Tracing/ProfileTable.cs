using System.Diagnostics;
using System.Globalization;

namespace TfNetLstm.Tracing;

/// <summary>The most expensive kernels, as a table.</summary>
internal static class ProfileTable
{
    private const int Rows = 10;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, KernelLog log)
    {
        var totals = log.Totals;
        var all = totals.Sum(t => t.Ticks);
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{"kernel", -32} {"calls", 9} {"ms", 10} {"share", 7} {"us a call", 10} {"GFLOP/s", 9} {"GB/s", 7}"
            )
        );
        foreach (var total in totals.Take(Rows))
            Row(writer, total, all);
        var rest = new KernelTotal(string.Create(CultureInfo.InvariantCulture, $"{totals.Count - Rows} others"));
        foreach (var total in totals.Skip(Rows))
        {
            rest.Calls += total.Calls;
            rest.Ticks += total.Ticks;
            rest.Flops += total.Flops;
            rest.Bytes += total.Bytes;
        }
        if (rest.Calls > 0)
            Row(writer, rest, all);
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{"all", -32} {totals.Sum(t => t.Calls), 9} {Milliseconds(all), 10:F1}"
            )
        );
    }

    private static void Row(TextWriter writer, KernelTotal total, long all)
    {
        var ms = Milliseconds(total.Ticks);
        var rate = total.Flops == 0 ? "" : (total.Flops / ms / 1e6).ToString("F1", CultureInfo.InvariantCulture);
        writer.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{total.Kind, -32} {total.Calls, 9} {ms, 10:F1} {(double)total.Ticks / all, 7:P1} {ms * 1e3 / total.Calls, 10:F1} {rate, 9} {total.Bytes / ms / 1e6, 7:F1}"
            )
        );
    }

    private static double Milliseconds(long ticks) => ticks * 1e3 / Stopwatch.Frequency;
}

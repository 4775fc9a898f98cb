using System.Diagnostics;
using System.Text.Json;
using TfNetLstm.Tracing;

namespace TfNetLstm.Tests.Program;

public class KernelLogTests
{
    private static readonly long _millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void TheTraceHasABarForEachKernelAndEachPieceOnAnotherThread()
    {
        var log = Log(keepEvents: true);
        using var json = JsonDocument.Parse(ChromeTrace.Bytes(log));
        var events = json.RootElement.GetProperty("traceEvents").EnumerateArray().ToArray();
        string[] bars =
        [
            .. events
                .Where(e => e.GetProperty("ph").GetString() == "X")
                .Select(e =>
                    FormattableString.Invariant(
                        $"{e.GetProperty("name")} {e.GetProperty("args").GetProperty("node")} {e.GetProperty("tid")} {e.GetProperty("ts").GetDouble()} {e.GetProperty("dur").GetDouble()}"
                    )
                ),
        ];
        Assert.Equal(["MatMul b 1 1000 1000", "MatMul b 0 0 3000", "Mul c 0 3000 1000"], bars);
        string[] names =
        [
            .. events
                .Where(e => e.GetProperty("name").GetString() == "thread_name")
                .Select(e => e.GetProperty("args").GetProperty("name").GetString()!),
        ];
        Assert.Equal(["Session.run", "worker 1"], names);
    }

    [Fact]
    public void TheProfileHasTheMostExpensiveKernelsFirst()
    {
        var log = Log(keepEvents: false);
        Assert.Empty(log.Events);
        for (var i = 0; i < 11; i++)
            log.Add("n", FormattableString.Invariant($"Small{i}"), 0, _millisecond / 2, 0, 0);
        var writer = new StringWriter { NewLine = "\n" };
        ProfileTable.Write(writer, log);
        var lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(13, lines.Length);
        Assert.Matches("^MatMul +1 +3[.]0 +31[.]6 % +3000[.]0 +2[.]0 +4[.]0$", lines[1]);
        Assert.Matches("^Mul +1 +1[.]0 ", lines[2]);
        Assert.Matches("^3 others +3 +1[.]5 ", lines[11]);
        Assert.Matches("^all +13 +9[.]5$", lines[12]);
    }

    private static KernelLog Log(bool keepEvents)
    {
        var log = new KernelLog(keepEvents);
        var start = 5 * _millisecond;
        log.AddPiece(1, start + _millisecond, start + 2 * _millisecond);
        log.Add("b", "MatMul", start, start + 3 * _millisecond, 6_000_000, 12_000_000);
        log.Add("c", "Mul", start + 3 * _millisecond, start + 4 * _millisecond, 0, 1000);
        return log;
    }
}

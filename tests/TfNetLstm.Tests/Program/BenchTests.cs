using System.Text.Json;
using TfNetLstm.Bench;
using TfNetLstm.Settings;

namespace TfNetLstm.Tests.Program;

public class BenchTests
{
    [Fact]
    public void CountsTheFlopOfAStep()
    {
        // 28 steps of 128 x [28 x 128], 28 of 128 x [256 x 512], one of 128 x [128 x 10]; images have no gradient.
        var expected = 2.0 * 128 * (28 * (2 * 28 * 128 + 3 * 256 * 512) + 3 * 128 * 10);
        Assert.Equal(expected, BenchWork.StepFlop(128, new ModelSettings()));
        Assert.InRange(expected, 2.86e9, 2.88e9);
    }

    [Fact]
    public void PrintsARowAsTextAndJson()
    {
        var row = new BenchRow("a step (in parts)", "ms", 12.345, 13, "33-38 ms", "0.83 R") { ShareOfR = 0.8449 };
        var writer = new StringWriter { NewLine = "\n" };
        BenchReport.WriteRow(writer, row);
        Assert.Matches(
            "^a step +12[.]35? +[(]13[.]00[)] ms +0[.]84  0[.]83 R +33-38 ms\n  [(]in parts[)]\n$",
            writer.ToString()
        );
        using var json = JsonDocument.Parse(
            BenchReport.Json([new(2, 400, "some BLAS")], [row, new("not there", "s", null)])
        );
        var rows = json.RootElement.GetProperty("rows");
        Assert.Equal(12.345, rows[0].GetProperty("min").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("min").ValueKind);
        Assert.Equal(400, json.RootElement.GetProperty("yardstick")[0].GetProperty("gflops").GetDouble());
    }

    [Fact]
    public void WithoutNumPyTheYardstickIsOurOwnProduct()
    {
        var rate = Yardstick.Measure("/no/such/python", threads: 1, seconds: 0.01);
        Assert.True(rate.Rate > 0);
        Assert.Equal("managed engine's own product: no Python with NumPy", rate.Library);
    }

    [Fact]
    public void ReadsARateForEachShape()
    {
        const string Printed = "190.5 180.0 libopenblas.so\r\n7.0 6.5 libopenblas.so (OPENBLAS_CORETYPE=SkylakeX)\n";
        Assert.Equal(
            [new(190.5, 180, "libopenblas.so"), new(7, 6.5, "libopenblas.so (OPENBLAS_CORETYPE=SkylakeX)")],
            BlasScript.Parse(Printed, 2)!
        );
        Assert.Null(BlasScript.Parse(Printed, 3));
        Assert.Null(BlasScript.Parse("190.5 fast libopenblas.so", 1));
        Assert.Null(BlasScript.Run("/no/such/python", threads: 1, seconds: 0.01, ["8x8x8"]));
    }

    [Fact]
    public void SumsUpTimes()
    {
        var calls = 0;
        var time = Timing.Of(0, () => calls++, atLeast: 7);
        Assert.Equal(10, calls);
        Assert.InRange(time.Minimum, 0, time.Median);
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class LogLinesTests
{
    [Theory]
    [InlineData(1280, 3.079301f, 0.2109375f, "Iter 1280, Minibatch Loss= 3.079301, Training Accuracy= 0.21094")]
    [InlineData(6400, 1.119746f, 0.578125f, "Iter 6400, Minibatch Loss= 1.119746, Training Accuracy= 0.57812")]
    [InlineData(2147483648L, 0f, 1f, "Iter 2147483648, Minibatch Loss= 0.000000, Training Accuracy= 1.00000")]
    [InlineData(10, float.NaN, 0f, "Iter 10, Minibatch Loss= nan, Training Accuracy= 0.00000")]
    [InlineData(10, float.PositiveInfinity, 0f, "Iter 10, Minibatch Loss= inf, Training Accuracy= 0.00000")]
    public void IterIsTheTutorials(long examples, float loss, float accuracy, string expected) =>
        Assert.Equal(expected, LogLines.Iter(examples, loss, accuracy));

    [Theory]
    [InlineData(0.9296875f, "Testing Accuracy: 0.9296875")]
    [InlineData(1f, "Testing Accuracy: 1.0")]
    [InlineData(0.951f, "Testing Accuracy: 0.951")]
    public void TestingIsTheTutorials(float accuracy, string expected) =>
        Assert.Equal(expected, LogLines.Testing(accuracy));

    [Fact]
    public void SummaryNamesStepsAndTimes()
    {
        Assert.Equal("781 steps in 12.50 s, 16.01 ms a step", LogLines.Summary(781, TimeSpan.FromSeconds(12.5)));
        Assert.Equal("0 steps in 0.00 s, 0.00 ms a step", LogLines.Summary(0, TimeSpan.Zero));
    }

    /// <summary>Python printed these lines of these numbers: each is printed again from what it says.</summary>
    [Fact]
    public void TheGoldenLogIsPrintedFromItsNumbers()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "model", "log.txt"));
        var pattern = new Regex(@"^Iter (\d+), Minibatch Loss= (\S+), Training Accuracy= (\S+)$");
        var matches = lines.Select(line => pattern.Match(line)).Where(m => m.Success).ToList();
        Assert.Equal(78, matches.Count);
        foreach (var match in matches)
        {
            var right = Math.Round(Number(match.Groups[3].Value) * 128);
            var line = LogLines.Iter(
                (long)Number(match.Groups[1].Value),
                (float)Number(match.Groups[2].Value),
                (float)(right / 128)
            );
            Assert.Equal(match.Value, line);
        }
    }

    [Fact]
    public void TheGoldenLossesAreWrittenAsPythonWroteThem()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "model", "run.json"));
        using var run = JsonDocument.Parse(text);
        var losses = run.RootElement.GetProperty("losses").EnumerateArray().Select(e => e.GetRawText()).ToList();
        Assert.Equal(781, losses.Count);
        foreach (var loss in losses)
        {
            Assert.Equal(loss, PythonFormat.Json((float)Number(loss)));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

using Spectre.Console;
using TfNetLstm.Commands;
using TfNetLstm.Training;

namespace TfNetLstm.Tests.Program;

public class LiveViewTests
{
    [Fact]
    public void ShowsBarRatesNumbersAndCurve()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = 60;
        ITrainingListener view = new LiveView(console);
        var code = ((LiveView)view).Show(() =>
        {
            view.Started(new(0, 4));
            for (var step = 1; step <= 2; step++)
                view.Stepped(step, 4f / step);
            view.Displayed(new(2, 256, 1.5f, 0.25f));
            view.Validated(new(2, 1.25, 0.5, true));
            view.Ended(new(ExitCode.Ok, 2, TimeSpan.FromSeconds(1)));
            view.Tested(0.5f);
            return ExitCode.Ok;
        });
        Assert.Equal(ExitCode.Ok, code);
        var text = output.ToString();
        Assert.Contains(" 50 %", text, StringComparison.Ordinal);
        Assert.Contains("step 2 of 4", text, StringComparison.Ordinal);
        Assert.Contains("loss 1.5000   accuracy 0.2500   validation: loss 1.2500", text, StringComparison.Ordinal);
        Assert.Contains("4.0000 █", text, StringComparison.Ordinal);
        Assert.Contains("2.0000 █▁", text, StringComparison.Ordinal);
        Assert.EndsWith("Testing Accuracy: 0.5\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheChartKeepsItsSizeAndItsRange()
    {
        var (lines, low, high) = LossChart.Draw(
            [.. Enumerable.Range(0, 1000).Select(i => 10.0 - i / 100.0), double.NaN],
            50,
            4
        );
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal(50, line.Length));
        Assert.Equal(
            (9.905, 0.105),
            (high, low),
            (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9
        );
        Assert.Equal('█', lines[0][0]);
        Assert.Equal('▁', lines[3][^1]);
        Assert.Equal(["", ""], LossChart.Draw([], 10, 2).Lines);
        Assert.Equal(["▁▁"], LossChart.Draw([1, 1], 10, 1).Lines);
    }

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(false, null, null, false)]
    [InlineData(true, "NO_COLOR", "1", false)]
    [InlineData(true, "CI", "true", false)]
    [InlineData(true, "TERM", "dumb", false)]
    [InlineData(true, "TERM", "xterm", true)]
    [InlineData(true, "NO_COLOR", "", true)]
    public void ATerminalIsInteractiveUnlessItSaysOtherwise(bool isTerminal, string? name, string? value, bool expected)
    {
        var context = new ProgramContext { IsTerminal = isTerminal, Environment = n => n == name ? value : null };
        Assert.Equal(expected, context.IsInteractive);
    }
}

using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace TfNetLstm.Training;

/// <summary>What a terminal shows while it trains: a bar, rates, loss and accuracy, the curve of the loss.</summary>
internal sealed class LiveView(IAnsiConsole console) : ITrainingListener
{
    private const int ChartHeight = 6;
    private const int MaxWidth = 72;
    private const int MinMillisecondsBetween = 100;

    private readonly List<double> _losses = [];
    private readonly Stopwatch _clock = new();
    private readonly List<string> _last = [];
    private LiveDisplayContext? _context;
    private TrainingStart _start;
    private DisplayedStep? _shown;
    private ValidatedStep? _validated;
    private long _step;
    private long _drawn;

    /// <inheritdoc/>
    public bool WantsLosses => true;

    /// <summary>Shows what the work tells until it ends.</summary>
    public ExitCode Show(Func<ExitCode> work)
    {
        var code = console
            .Live(new Text(""))
            .Start(context =>
            {
                _context = context;
                return work();
            });
        foreach (var line in _last)
            console.WriteLine(line);
        return code;
    }

    /// <inheritdoc/>
    public void Started(TrainingStart start)
    {
        (_start, _step) = (start, start.StepsDone);
        _clock.Start();
        Draw();
    }

    /// <inheritdoc/>
    public void Stepped(long step, float? loss)
    {
        _step = step;
        if (loss is { } value)
            _losses.Add(value);
        if (_clock.ElapsedMilliseconds - _drawn >= MinMillisecondsBetween)
            Draw();
    }

    /// <inheritdoc/>
    public void Displayed(DisplayedStep shown) => _shown = shown;

    /// <inheritdoc/>
    public void Validated(ValidatedStep validated) => _validated = validated;

    /// <inheritdoc/>
    public void Finished() => _last.Add(LogLines.Finished);

    /// <inheritdoc/>
    public void Tested(float accuracy) => _last.Add(LogLines.Testing(accuracy));

    /// <inheritdoc/>
    public void Ended(TrainingEnd end) => Draw();

    private void Draw()
    {
        _drawn = _clock.ElapsedMilliseconds;
        _context?.UpdateTarget(Picture());
        _context?.Refresh();
    }

    private Rows Picture()
    {
        var width = Math.Clamp(console.Profile.Width - 12, 10, MaxWidth);
        var rows = new List<IRenderable> { Bar(width), new Text(Rates()), new Text(Numbers()) };
        var (lines, low, high) = LossChart.Draw(_losses, width, ChartHeight);
        if (_losses.Count > 1)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var label =
                    i == 0 ? Text(high)
                    : i == lines.Length - 1 ? Text(low)
                    : "";
                rows.Add(new Markup($"[grey]{label, 8}[/] [yellow]{lines[i]}[/]"));
            }
        }
        return new Rows(rows);
    }

    private Markup Bar(int width)
    {
        var share = _start.StepsInAll == 0 ? 1 : (double)_step / _start.StepsInAll;
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        var percent = (100 * share).ToString("F0", CultureInfo.InvariantCulture);
        return new Markup($"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/] {percent, 3} %");
    }

    private string Rates()
    {
        var (done, seconds) = (_step - _start.StepsDone, _clock.Elapsed.TotalSeconds);
        var rate = seconds > 0 ? done / seconds : 0;
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Ceiling((_start.StepsInAll - _step) / rate)) : (TimeSpan?)null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"step {_step} of {_start.StepsInAll}   {rate:F1} steps/s   {left?.ToString("c") ?? "--:--:--"} left"
        );
    }

    private string Numbers() =>
        string.Join(
            "   ",
            (
                (string?[])
                    [
                        _shown is { } s ? $"loss {Text(s.Loss)}   accuracy {PythonFormat.Fixed(s.Accuracy, 4)}" : null,
                        _validated is { } v
                            ? $"validation: loss {Text(v.Loss)}   accuracy {PythonFormat.Fixed(v.Accuracy, 4)}"
                            : null,
                    ]
            ).OfType<string>()
        );

    private static string Text(double loss) => PythonFormat.Fixed(loss, 4);
}

using System.Globalization;
using TfNetLstm.Data;
using TfNetLstm.Evaluating;
using TfNetLstm.Images;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Reports;

/// <summary>Collects a training for its page.</summary>
internal sealed class RunReport(TrainSettings settings, MnistData data) : ITrainingListener
{
    private const int Samples = 12;
    private const int SampleScale = 2;

    private readonly List<(double, double)> _losses = [];
    private readonly List<(double, double)> _accuracies = [];
    private readonly List<(double, double)> _validationLosses = [];
    private readonly List<(double, double)> _validationAccuracies = [];
    private TrainingEnd _end;
    private float _tested;

    /// <inheritdoc/>
    public bool WantsLosses => true;

    /// <inheritdoc/>
    public void Stepped(long step, float? loss) => _losses.Add((step, loss ?? double.NaN));

    /// <inheritdoc/>
    public void Displayed(DisplayedStep shown) => _accuracies.Add((shown.Step, shown.Accuracy));

    /// <inheritdoc/>
    public void Validated(ValidatedStep validated)
    {
        _validationLosses.Add((validated.Step, validated.Loss));
        _validationAccuracies.Add((validated.Step, validated.Accuracy));
    }

    /// <inheritdoc/>
    public void Tested(float accuracy) => _tested = accuracy;

    /// <inheritdoc/>
    public void Ended(TrainingEnd end) => _end = end;

    /// <summary>The page; a model that gives logits is evaluated for it.</summary>
    public string Page(ITrainingModel model, string settingsText, string command)
    {
        var page = new HtmlPage(
            "A training of the MNIST LSTM",
            FormattableString.Invariant(
                $"TfNetLstm {RunHeader.Version}, {Engine.Name}: {_losses.Count} steps, accuracy {_tested:F4} on {settings.TestExamples} test images"
            )
        );
        page.Heading("Loss")
            .Add(Chart("loss", true, ("batch, before its update", _losses), ("validation", _validationLosses)));
        page.Heading("Accuracy")
            .Add(Chart("accuracy", false, ("batch", _accuracies), ("validation", _validationAccuracies)));
        if (model is IClassifier classifier)
        {
            var layout = InputLayout.Of(settings.Model);
            EvaluationReport.AddTo(page, Evaluation.Of(classifier, layout, data.Test, data.Test.Count), data.Test);
        }
        page.Heading("Sample digits").Png(SampleDigits(), "The first test images");
        var seconds = _end.Time.TotalSeconds;
        page.Heading("Times")
            .Table(
                [],
                [
                    ["seconds", seconds.ToString("F2", CultureInfo.InvariantCulture)],
                    [
                        "ms a step",
                        (1e3 * seconds / Math.Max(1, _losses.Count)).ToString("F2", CultureInfo.InvariantCulture),
                    ],
                    [
                        "images a second",
                        (_losses.Count * settings.BatchSize / Math.Max(1e-9, seconds)).ToString(
                            "F0",
                            CultureInfo.InvariantCulture
                        ),
                    ],
                    ["SIMD bits", RunHeader.SimdBits.ToString(CultureInfo.InvariantCulture)],
                ],
                numbersFrom: 1
            );
        page.Heading("Settings").Lines([settingsText]);
        page.Heading("Data").Lines(MnistFiles.All.Zip(data.Hashes).Select(f => $"{f.Second}  {f.First.Name}"));
        return page.Heading("To repeat it").Lines([command]).ToString();
    }

    private static string Chart(
        string name,
        bool logarithmic,
        params (string Name, List<(double, double)> Points)[] curves
    ) =>
        LineChart.Draw(
            name,
            logarithmic,
            [.. curves.Where(c => c.Points.Count > 0).Select(c => new Series(c.Name, c.Points))]
        ) ?? "<p>none</p>\n";

    private byte[] SampleDigits()
    {
        const int Tile = DigitFinder.Side * SampleScale;
        var canvas = new Canvas(Samples * Tile, Tile);
        using var batch = data.Test.Head(Samples);
        var pixels = batch.Images.ToArray<float>();
        for (var i = 0; i < Samples; i++)
            canvas.Digit(pixels.AsSpan(i * DataSet.Pixels, DataSet.Pixels), i * Tile, 0, SampleScale);
        return canvas.ToPng();
    }
}

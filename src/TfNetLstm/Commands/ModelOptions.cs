using System.CommandLine;
using TfNetLstm.Settings;

namespace TfNetLstm.Commands;

/// <summary>The options that change the graph.</summary>
internal sealed class ModelOptions
{
    private const int MaxHidden = 8192;

    private static readonly ModelSettings s_defaults = new();

    private readonly ValueOption<float> _learningRate = ValueOptions.Positive(
        "--learning-rate",
        s_defaults.LearningRate
    );
    private readonly ValueOption<string> _optimizer = ValueOptions.Choice("--optimizer", ModelSettings.Optimizers);
    private readonly ValueOption<string> _cell = ValueOptions.Choice("--cell", ModelSettings.Cells);
    private readonly ValueOption<int> _hidden = ValueOptions.Whole("--hidden", 1, MaxHidden, s_defaults.Hidden);
    private readonly ValueOption<int> _steps = ValueOptions.Divisor("--steps", ModelSettings.Pixels, s_defaults.Steps);
    private readonly ValueOption<float> _forgetBias = ValueOptions.Number("--forget-bias", s_defaults.ForgetBias);

    /// <summary>Describes the options.</summary>
    public ModelOptions()
    {
        _learningRate.Description = "The optimizer's learning rate.";
        _optimizer.Description = "What updates the weights: " + string.Join(", ", ModelSettings.Optimizers) + ".";
        _cell.Description = "What reads the image: " + string.Join(", ", ModelSettings.Cells) + ".";
        _hidden.Description = "Units of the cell.";
        _steps.Description = "In how many steps the cell reads the 784 pixels; with 28 a step is a row.";
        _forgetBias.Description = "What an LSTM cell adds to its forget gate.";
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_learningRate, _optimizer, _cell, _hidden, _steps, _forgetBias];

    /// <summary>The values that come out.</summary>
    public ModelSettings Read(SettingsReader reader) =>
        new()
        {
            LearningRate = reader.Get(_learningRate),
            Optimizer = reader.Get(_optimizer),
            Cell = reader.Get(_cell),
            Hidden = reader.Get(_hidden),
            Steps = reader.Get(_steps),
            ForgetBias = reader.Get(_forgetBias),
        };
}

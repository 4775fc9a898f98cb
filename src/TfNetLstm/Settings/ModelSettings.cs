namespace TfNetLstm.Settings;

/// <summary>The constants of the graph; the defaults are the tutorial's.</summary>
internal sealed record ModelSettings
{
    /// <summary>Pixels of an image, which <see cref="Steps"/> divides.</summary>
    public const int Pixels = 784;

    /// <summary>The optimizers that can be chosen.</summary>
    public static readonly string[] Optimizers = ["adam", "sgd", "momentum", "adagrad", "adadelta", "rmsprop", "ftrl"];

    /// <summary>The cells that can be chosen.</summary>
    public static readonly string[] Cells = ["basic_lstm", "lstm", "gru", "rnn"];

    /// <summary>In how many steps the cell reads an image.</summary>
    public int Steps { get; init; } = MnistLstm.N_STEPS;

    /// <summary>Units of the cell.</summary>
    public int Hidden { get; init; } = MnistLstm.N_HIDDEN;

    /// <summary>One of <see cref="Cells"/>.</summary>
    public string Cell { get; init; } = Cells[0];

    /// <summary>What both LSTM cells add to the forget gate.</summary>
    public float ForgetBias { get; init; } = 1;

    /// <summary>One of <see cref="Optimizers"/>.</summary>
    public string Optimizer { get; init; } = Optimizers[0];

    /// <summary>The optimizer's learning rate.</summary>
    public float LearningRate { get; init; } = 0.001f;

    /// <summary>Values that the cell reads at a step; null for its part of an image.</summary>
    public int? InputWidth { get; init; }

    /// <summary>Pixels that the cell reads at a step.</summary>
    public int Input => InputWidth ?? Pixels / Steps;

    /// <summary>Values of the cell's state: an LSTM has its memory and its output side by side.</summary>
    public int State => Cell is "basic_lstm" or "lstm" ? 2 * Hidden : Hidden;
}

namespace TfNetLstm.Training;

/// <summary>What the user asked of <c>train</c>; the defaults are the tutorial's.</summary>
internal sealed record TrainSettings
{
    /// <summary>The folder with the four MNIST files; the one beside the program when null.</summary>
    public string? DataDir { get; init; }

    /// <summary>Seeds the graph and NumPy's shuffles; each run differs when null.</summary>
    public int? Seed { get; init; }

    /// <summary>Training goes on while step * batch size is below this.</summary>
    public int TrainingIters { get; init; } = 100_000;

    /// <summary>Examples of a training step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps from one printed line to the next.</summary>
    public int DisplayStep { get; init; } = 10;

    /// <summary>Adam's learning rate.</summary>
    public float LearningRate { get; init; } = 0.001f;

    /// <summary>How many test images, from the first on, the last line measures.</summary>
    public int TestExamples { get; init; } = 256;

    /// <summary>Threads of the engine; 0 for all cores.</summary>
    public int Threads { get; init; }

    /// <summary>Where each step's loss goes as JSON; nowhere when null.</summary>
    public string? Curve { get; init; }
}

using Tensorflow.Formats.Proto;

namespace TfNetLstm.Compare;

/// <summary>What a run of the program left behind, in Python or here: all that the two are compared by.</summary>
internal sealed record RecordedRun
{
    /// <summary>Who ran it, in a few words.</summary>
    public required string Origin { get; init; }

    /// <summary>What it was asked to do.</summary>
    public required RunArguments Arguments { get; init; }

    /// <summary>Each step's loss before its update.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>The printed lines.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The share of test images told right.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Milliseconds a step.</summary>
    public double? StepMilliseconds { get; init; }

    /// <summary>The most memory the process held, in MB.</summary>
    public double? PeakMegabytes { get; init; }

    /// <summary>The machine, where it is not this one.</summary>
    public string? Machine { get; init; }

    /// <summary>The graph.</summary>
    public GraphDef? Graph { get; init; }

    /// <summary>The trained variables before the first step, row-major.</summary>
    public IReadOnlyDictionary<string, float[]>? Initial { get; init; }

    /// <summary>The labels of all batches, one after the other.</summary>
    public byte[]? Labels { get; init; }
}

/// <summary>What a run of the program is asked to do, as far as Python's knows it too.</summary>
internal sealed record RunArguments
{
    /// <summary>Seeds graph and shuffles.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Training goes on while step * batch size is below this.</summary>
    public int TrainingIters { get; init; } = 100_000;

    /// <summary>Examples of a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps from one printed line to the next.</summary>
    public int DisplayStep { get; init; } = 10;

    /// <summary>Adam's learning rate.</summary>
    public float LearningRate { get; init; } = 0.001f;

    /// <summary>Test images, from the first on.</summary>
    public int TestExamples { get; init; } = 256;

    /// <summary>How many steps that makes.</summary>
    public int Steps => Math.Max(0, (TrainingIters - 1) / BatchSize);
}

using Tensorflow.Formats.Proto;

namespace Tensorflow.Saving;

/// <summary>What a saver is told when it is made.</summary>
internal sealed record SaverSettings
{
    public bool Reshape { get; init; }

    public bool Sharded { get; init; }

    public int MaxToKeep { get; init; } = 5;

    public float KeepCheckpointEveryNHours { get; init; } = 10_000;

    /// <summary>The name scope of the nodes; where a definition is given, the scope to find its nodes in.</summary>
    public string? Name { get; init; }

    public SaverDef? SaverDef { get; init; }

    public bool DeferBuild { get; init; }

    public bool AllowEmpty { get; init; }

    /// <summary>Whether steps in names have eight digits, so that they sort as numbers do.</summary>
    public bool PadStepNumber { get; init; }

    /// <summary>Whether the state file names checkpoints relative to its folder.</summary>
    public bool SaveRelativePaths { get; init; }

    public string? Filename { get; init; }
}

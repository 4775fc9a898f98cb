namespace TfNetLstm.Training;

/// <summary>Where a training is, beside weights and data: what a resumed one goes on with.</summary>
internal sealed record LoopPosition
{
    /// <summary>Steps done.</summary>
    public long Step { get; init; }

    /// <summary>The best validation so far.</summary>
    public BestValidation? Best { get; init; }

    /// <summary>Validations since then.</summary>
    public int Stale { get; init; }
}

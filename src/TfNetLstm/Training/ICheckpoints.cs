namespace TfNetLstm.Training;

/// <summary>Keeps what a training needs to go on.</summary>
internal interface ICheckpoints
{
    /// <summary>The newest one, null while there is none.</summary>
    string? Latest { get; }

    /// <summary>Saves after a step.</summary>
    void Save(LoopPosition position);

    /// <summary>Saves the best step so far, which no later save takes away.</summary>
    void SaveBest(LoopPosition position);
}

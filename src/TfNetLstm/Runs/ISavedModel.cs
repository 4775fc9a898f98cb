using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>A model whose variables can be kept in checkpoints.</summary>
internal interface ISavedModel : ITrainingModel
{
    /// <summary>Saves all variables; gives the checkpoint's prefix.</summary>
    /// <param name="prefix">The path without the step.</param>
    /// <param name="step">What goes behind it.</param>
    /// <param name="isBest">Whether it is the best so far, which are counted by themselves.</param>
    string Save(string prefix, long step, bool isBest);

    /// <summary>Restores all variables.</summary>
    /// <exception cref="Data.DataFileException">The checkpoint is damaged, or of another graph.</exception>
    void Restore(string prefix);

    /// <summary>Takes these checkpoints, oldest first, as saved by this model.</summary>
    void Recover(IEnumerable<string> prefixes);

    /// <summary>SHA-256 of all variables; empty where others change them meanwhile.</summary>
    string VariablesHash();

    /// <summary>Where the random nodes stand.</summary>
    IReadOnlyList<RandomNode> RandomNodes { get; set; }
}

using NumSharp;
using TfNetLstm.Data;
using TfNetLstm.Training;

namespace TfNetLstm.Runs;

/// <summary>Saves a training into its run folder.</summary>
/// <param name="folder">The run folder.</param>
/// <param name="model">What is trained.</param>
/// <param name="train">The data.</param>
/// <param name="random">What shuffles them.</param>
/// <param name="settings">The settings, to be found again by who resumes.</param>
/// <param name="tell">Takes a line for each file written.</param>
internal sealed class RunCheckpoints(
    string folder,
    ISavedModel model,
    DataSet train,
    NumPyRandom random,
    IReadOnlyDictionary<string, string> settings,
    Action<string> tell
) : ICheckpoints
{
    /// <inheritdoc/>
    public string? Latest { get; set; }

    /// <inheritdoc/>
    public void Save(LoopPosition position)
    {
        Latest = Save(folder, position, isBest: false);
        tell($"saved {Latest}");
    }

    /// <inheritdoc/>
    public void SaveBest(LoopPosition position)
    {
        var best = Path.Combine(folder, RunFolder.BestFolder);
        Directory.CreateDirectory(best);
        tell($"saved {Save(best, position, isBest: true)}, the best so far");
    }

    // First the small file, which is nothing without its checkpoint; then the checkpoint, which makes itself the newest.
    private string Save(string into, LoopPosition position, bool isBest)
    {
        var prefix = Path.Combine(into, RunFolder.CheckpointName);
        new TrainState
        {
            Position = position,
            Data = train.State,
            Random = random.get_state(),
            RandomNodes = model.RandomNodes,
            VariablesHash = model.VariablesHash(),
            Settings = settings,
        }.Write(FormattableString.Invariant($"{prefix}-{position.Step}"));
        try
        {
            return model.Save(prefix, position.Step, isBest);
        }
        finally
        {
            // Those of checkpoints that had to go, or of this one if it did not come.
            TrainState.RemoveOrphans(into);
        }
    }
}

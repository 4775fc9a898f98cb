using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Evaluating;

/// <summary>A trained model: its weights came from <paramref name="Checkpoint"/>.</summary>
internal sealed record OpenedModel(IClassifier Classifier, ModelSettings Constants, string Checkpoint) : IDisposable
{
    /// <summary>How images are fed.</summary>
    public InputLayout Layout => InputLayout.Of(Constants);

    /// <inheritdoc/>
    public void Dispose() => Classifier.Dispose();
}

/// <summary>Opens a checkpoint by a path that a user gave.</summary>
internal delegate OpenedModel OpenModel(string checkpoint, int threads);

using NumSharp;

namespace TfNetLstm.Training;

/// <summary>A model that shows itself in TensorBoard.</summary>
internal interface ISummarizes
{
    /// <summary>Begins an event file with the graph; later calls of <see cref="Summarize"/> go there.</summary>
    Engine.EventLog OpenEventLog(string folder);

    /// <summary>Adds the graph's summaries for these examples.</summary>
    void Summarize(Engine.EventLog log, NDArray x, NDArray y, long step);
}

using NumSharp;

namespace TfNetLstm.Training;

/// <summary>A model that can look at every value of its graph.</summary>
internal interface IFindsBadNodes
{
    /// <summary>The first node, in the order of the graph, whose value is not finite for these examples; null if none.</summary>
    string? FirstBadNode(NDArray x, NDArray y);
}

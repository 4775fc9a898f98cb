namespace Tensorflow;

public sealed partial class tensorflow
{
    /// <summary>Layers that make their own variables.</summary>
    public LayersApi layers { get; } = new();
}

using Tensorflow.Saving;

namespace Tensorflow;

/// <summary>Reads</summary>
public sealed class CheckpointReader : IDisposable
{
    private readonly CheckpointTensors _tensors;

    internal CheckpointReader(string prefix) =>
        _tensors = CheckpointTensors.Open(Formats.DiskFileLayer.Instance, prefix);

    /// <summary>s</summary>
    public IReadOnlyDictionary<string, long[]> get_variable_to_shape_map() =>
        _tensors.Names.ToDictionary(n => n, n => _tensors.Find(n)!.Value.Shape.dims, StringComparer.Ordinal);

    /// <summary>s</summary>
    public NumSharp.NDArray get_tensor(string name) => throw new UnimplementedError(name);

    /// <summary>s</summary>
    public void Dispose() => _tensors.Dispose();
}

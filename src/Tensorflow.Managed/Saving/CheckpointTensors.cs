using Tensorflow.Formats;

namespace Tensorflow.Saving;

internal sealed class CheckpointTensors : IDisposable
{
    public static CheckpointTensors Open(IFileLayer files, string prefix) => throw new UnimplementedError(prefix);

    public IEnumerable<string> Names => [];

    public (TF_DataType DType, Shape Shape)? Find(string name) => null;

    public void Dispose() { }
}

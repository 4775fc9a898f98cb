using Tensorflow.Formats;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Saving;

/// <summary>A checkpoint's tensors in the engine's types.</summary>
internal sealed class CheckpointTensors : IDisposable
{
    private readonly Formats.CheckpointReader _reader;

    private CheckpointTensors(Formats.CheckpointReader reader) => _reader = reader;

    /// <summary>The names in ordinal order.</summary>
    public IEnumerable<string> Names => _reader.Entries.Select(e => e.Name);

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="OpError">There is none, or it is damaged.</exception>
    public static CheckpointTensors Open(IFileLayer files, string prefix) =>
        FileFailures.Do(() => new CheckpointTensors(Formats.CheckpointReader.Open(prefix, files)));

    /// <summary>A tensor's type and shape; null where there is none of the name.</summary>
    public (TF_DataType DType, Shape Shape)? Find(string name)
    {
        if (!_reader.HasTensor(name))
            return null;
        var entry = _reader.GetEntry(name);
        return ((TF_DataType)entry.Type, new([.. entry.Shape]));
    }

    /// <summary>Reads a tensor.</summary>
    /// <exception cref="TensorFileException">There is none, or it is damaged.</exception>
    public Value Read(string name)
    {
        var entry = _reader.GetEntry(name);
        var value = Value.Create((TF_DataType)entry.Type, [.. entry.Shape]);
        Read(name, null, value);
        return value;
    }

    /// <summary>Reads a tensor, or a slice of it, into a value of its shape.</summary>
    /// <exception cref="TensorFileException">There is none, or it is damaged.</exception>
    public void Read(string name, TensorSlice? slice, Value target)
    {
        if (target.DType == TF_DataType.TF_STRING)
            _reader.ReadStrings(name).CopyTo(target.Strings!, 0);
        else if (slice is null)
            _reader.Read(name, target.Bytes);
        else
            _reader.ReadSlice(name, slice, target.Bytes);
    }

    public void Dispose() => _reader.Dispose();
}

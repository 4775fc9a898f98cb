using NumSharp;
using Tensorflow.Formats;
using Tensorflow.Saving;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>The tensors of a checkpoint, without a graph (<c>tf.train.NewCheckpointReader</c>).</summary>
public sealed class NewCheckpointReader : IDisposable
{
    private readonly CheckpointTensors _tensors;

    /// <summary>Opens a checkpoint by its prefix.</summary>
    /// <exception cref="NotFoundError">There is none.</exception>
    /// <exception cref="DataLossError">It is damaged.</exception>
    public NewCheckpointReader(string filepattern)
    {
        if (string.IsNullOrEmpty(filepattern))
            throw new ValueError("filepattern must be the prefix of a checkpoint's files.");
        _tensors = CheckpointTensors.Open(DiskFileLayer.Instance, filepattern);
    }

    /// <summary>The dimensions of each tensor.</summary>
    public IReadOnlyDictionary<string, long[]> get_variable_to_shape_map() =>
        _tensors.Names.ToDictionary(n => n, n => Entry(n).Shape.dims, StringComparer.Ordinal);

    /// <summary>The element type of each tensor.</summary>
    public IReadOnlyDictionary<string, TF_DataType> get_variable_to_dtype_map() =>
        _tensors.Names.ToDictionary(n => n, n => Entry(n).DType, StringComparer.Ordinal);

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool has_tensor(string tensor_str) => _tensors.Find(tensor_str.Given()) is not null;

    /// <summary>A tensor's value.</summary>
    /// <exception cref="NotFoundError">There is no such tensor.</exception>
    /// <exception cref="DataLossError">Its data are damaged.</exception>
    public NDArray get_tensor(string tensor_str)
    {
        Entry(tensor_str.Given());
        return HostArrays.ToNDArray(FileFailures.Do(() => _tensors.Read(tensor_str)));
    }

    /// <summary>A line for each tensor: name, type, dimensions.</summary>
    public string debug_string() =>
        string.Join(
            '\n',
            _tensors.Names.Select(n =>
                $"{n} (DT_{Entry(n).DType.as_cpp_name().ToUpperInvariant()}) {Entry(n).Shape.ToRuntimeString()}"
            )
        );

    /// <summary>Closes the files.</summary>
    public void Dispose() => _tensors.Dispose();

    private (TF_DataType DType, Shape Shape) Entry(string name) =>
        _tensors.Find(name) ?? throw new NotFoundError($"Key {name} not found in checkpoint");
}

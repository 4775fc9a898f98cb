using Tensorflow.Formats.Proto;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.GrpcServer;

/// <summary>Feeds and results of a step as messages.</summary>
/// <param name="feeds">What is fed, in the plan's order.</param>
/// <param name="results">Places for what is fetched.</param>
internal readonly struct MessageValues(IReadOnlyList<TensorProto> feeds, TensorProto[] results) : IRunValues
{
    /// <inheritdoc/>
    public void Feed(int index, Tensor tensor, Value slot, BufferPool buffers)
    {
        var proto = feeds[index];
        var type = tensor.dtype.as_base_dtype();
        if ((TF_DataType)proto.Dtype != type)
            throw new InvalidArgumentError(
                $"Tensor {tensor.name} of type {type.as_numpy_name()} was fed one of type "
                    + $"{((TF_DataType)proto.Dtype).as_numpy_name()}."
            );
        TensorProtos.Parse(proto, slot, buffers);
        Feeding.CheckShape(tensor, slot.Dims);
    }

    /// <inheritdoc/>
    public void Fetched(int index, Value value) => results[index] = TensorProtos.WithContent(value);
}

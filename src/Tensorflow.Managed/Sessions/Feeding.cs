using System.Text;
using NumSharp;
using Tensorflow.Values;

namespace Tensorflow.Sessions;

/// <summary>Puts a fed value into its slot, in the tensor's element type.</summary>
internal static class Feeding
{
    /// <summary>Copies, and converts where the host's numbers are of another type, as Python's <c>numpy.asarray</c> does.</summary>
    /// <exception cref="ValueError">The shape does not fit the tensor's.</exception>
    /// <exception cref="TypeError">The value cannot become a tensor of the type.</exception>
    public static void Feed(Tensor tensor, object? host, Value slot, BufferPool buffers)
    {
        var type = tensor.dtype.as_base_dtype();
        switch (host)
        {
            case null:
                throw new TypeError($"The value fed to {tensor.name} is null.");
            case ITensorOrOperation or IVariableV1:
                throw new TypeError(
                    "The value of a feed cannot be a tf.Tensor object. Acceptable feed values include Python scalars, "
                        + $"strings, lists, numpy ndarrays. For reference, the tensor object was {host} which was passed to "
                        + $"the feed with key {tensor}."
                );
            case NDArray array when HostArrays.IsPlain(array):
                CheckShape(tensor, array.shape);
                slot.Allocate(buffers, type, array.shape);
                HostArrays.CopyTo(array, slot);
                return;
            default:
                var value = HostArrays.ToValue(host);
                CheckShape(tensor, value.Dims);
                if (value.Strings is { Length: > 0 } texts && type != TF_DataType.TF_STRING)
                    throw new ValueError(
                        $"could not convert string to {(type.is_floating() ? "float" : type.as_numpy_name())}: "
                            + $"'{Encoding.UTF8.GetString(texts[0])}'"
                    );
                if (type == TF_DataType.TF_STRING != (value.DType == TF_DataType.TF_STRING))
                    throw new TypeError(
                        $"Cannot feed a value of type {value.DType.as_numpy_name()} for {tensor.name} of type "
                            + $"{type.as_numpy_name()}."
                    );
                if (value.DType == type)
                    slot.Share(value);
                else
                {
                    slot.Allocate(buffers, type, value.Dims);
                    Elements.ConvertTo(value, slot);
                }
                return;
        }
    }

    /// <exception cref="ValueError">Dimensions do not fit what is known of the tensor's shape.</exception>
    public static void CheckShape(Tensor tensor, ReadOnlySpan<long> dims)
    {
        var shape = tensor.shape;
        var fits = shape.IsNull || shape.ndim == dims.Length;
        for (var i = 0; fits && !shape.IsNull && i < dims.Length; i++)
            fits = shape.dims[i] < 0 || shape.dims[i] == dims[i];
        if (!fits)
            throw new ValueError(
                $"Cannot feed value of shape {new Shape(dims.ToArray())} for Tensor {tensor.name}, which has shape {shape}"
            );
    }
}

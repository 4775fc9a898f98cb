using Tensorflow;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>Values as arrays.</summary>
internal static class ValueExtensions
{
    /// <summary>The elements, in an array of their type.</summary>
    public static Array ToArray(this Value value) =>
        value.DType switch
        {
            TF_DataType.TF_FLOAT => value.Span<float>().ToArray(),
            TF_DataType.TF_DOUBLE => value.Span<double>().ToArray(),
            TF_DataType.TF_INT32 => value.Span<int>().ToArray(),
            TF_DataType.TF_INT64 => value.Span<long>().ToArray(),
            TF_DataType.TF_BOOL => value.Span<bool>().ToArray(),
            TF_DataType.TF_UINT8 => value.Span<byte>().ToArray(),
            var other => throw new InvalidDataException($"No array of type {other}."),
        };
}

using System.Runtime.InteropServices;
using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Values;

/// <summary>Values to and from <c>TensorProto</c>, laid out as Python's <c>make_tensor_proto</c> does.</summary>
internal static class TensorProtos
{
    /// <summary>
    /// The message of a value: a single element in its typed field, several as little-endian <c>tensor_content</c>,
    /// strings one by one.
    /// </summary>
    public static TensorProto Of(Value value) => Of(value, value.ToShape());

    /// <summary>The message of a value under a shape; one element stands for all where the shape has more.</summary>
    public static TensorProto Of(Value value, Shape shape)
    {
        var proto = new TensorProto { Dtype = (DataType)value.DType, TensorShape = AttrValues.ToProto(shape) };
        if (value.DType == TF_DataType.TF_STRING)
            proto.StringVal.AddRange(value.Strings!.Select(ByteString.CopyFrom));
        else if (value.Count > 1)
            proto.TensorContent = ByteString.CopyFrom(value.Bytes);
        else if (value.Count == 1)
            AddElement(proto, value);
        return proto;
    }

    /// <summary>
    /// The message of a value with all elements in <c>tensor_content</c>, as they go between processes (C++'s
    /// <c>AsProtoTensorContent</c>).
    /// </summary>
    public static TensorProto WithContent(Value value) =>
        WithContent(value, value.Strings is null ? ByteString.CopyFrom(value.Bytes) : null);

    /// <summary>The same over the value's own memory: the message is of no use once the value has let go of that.</summary>
    public static TensorProto OverContent(Value value) =>
        WithContent(value, value.Strings is null ? UnsafeByteOperations.UnsafeWrap(value.Memory) : null);

    private static TensorProto WithContent(Value value, ByteString? content) =>
        new()
        {
            Dtype = (DataType)value.DType,
            TensorShape = AttrValues.ToProto(value.ToShape()),
            TensorContent = content ?? StringContent.Encode(value.Strings!),
        };

    /// <summary>The value of a message, checked for its size.</summary>
    /// <exception cref="InvalidArgumentError">The message is inconsistent or its type cannot be held.</exception>
    public static Value Parse(TensorProto proto)
    {
        var (type, dims) = Header(proto);
        var value = Value.Create(type, dims);
        Read(proto, value);
        return value;
    }

    /// <summary>Puts the value of a message, checked for its size, into a slot.</summary>
    /// <exception cref="InvalidArgumentError">The message is inconsistent or its type cannot be held.</exception>
    public static void Parse(TensorProto proto, Value slot, BufferPool buffers)
    {
        var (type, dims) = Header(proto);
        slot.Allocate(buffers, type, dims);
        Read(proto, slot);
    }

    private static (TF_DataType Type, long[] Dims) Header(TensorProto proto)
    {
        var type = (TF_DataType)proto.Dtype;
        if (type != TF_DataType.TF_STRING && type.Size() == 0)
            throw new InvalidArgumentError($"A constant of type {type.as_numpy_name()} is not supported.");
        var dims = proto.TensorShape?.Dim.Select(d => d.Size).ToArray() ?? [];
        if (proto.TensorShape is { UnknownRank: true })
            throw new InvalidArgumentError("A constant must have a rank.");
        CheckSize(proto, type, dims);
        return (type, dims);
    }

    private static void Read(TensorProto proto, Value value)
    {
        var content = proto.TensorContent.Span;
        if (content.IsEmpty)
            FromFields(proto, value);
        else if (value.Strings is { } strings)
            StringContent.Decode(content, strings);
        else if (content.Length != value.Bytes.Length)
            throw new InvalidArgumentError(
                $"A constant of shape {value.ToShape().ToRuntimeString()} and type {value.DType.as_numpy_name()} needs "
                    + $"{value.Bytes.Length} bytes, but tensor_content has {content.Length}."
            );
        else
            content.CopyTo(value.Bytes);
    }

    private static void CheckSize(TensorProto proto, TF_DataType type, long[] dims)
    {
        var bytes = (Int128)Math.Max(1, type.Size());
        foreach (var dim in dims)
        {
            if (dim < 0)
                throw new InvalidArgumentError($"A constant cannot have the dimension {dim}.");
            bytes *= dim;
            if (bytes > int.MaxValue - 128)
                throw new InvalidArgumentError($"A constant of shape {new Shape(dims)} is too large.");
        }
    }

    private static void AddElement(TensorProto proto, Value value)
    {
        switch (value.DType)
        {
            case TF_DataType.TF_FLOAT:
                proto.FloatVal.Add(value.Scalar<float>());
                break;
            case TF_DataType.TF_DOUBLE:
                proto.DoubleVal.Add(value.Scalar<double>());
                break;
            case TF_DataType.TF_INT32:
                proto.IntVal.Add(value.Scalar<int>());
                break;
            case TF_DataType.TF_INT64:
                proto.Int64Val.Add(value.Scalar<long>());
                break;
            case TF_DataType.TF_BOOL:
                proto.BoolVal.Add(value.Scalar<byte>() != 0);
                break;
            case TF_DataType.TF_UINT8:
                proto.IntVal.Add(value.Scalar<byte>());
                break;
            case TF_DataType.TF_INT8:
                proto.IntVal.Add(value.Scalar<sbyte>());
                break;
            case TF_DataType.TF_INT16:
                proto.IntVal.Add(value.Scalar<short>());
                break;
            case TF_DataType.TF_UINT16:
                proto.IntVal.Add(value.Scalar<ushort>());
                break;
            case TF_DataType.TF_HALF:
            case TF_DataType.TF_BFLOAT16:
                proto.HalfVal.Add(value.Scalar<ushort>());
                break;
            case TF_DataType.TF_UINT32:
                proto.Uint32Val.Add(value.Scalar<uint>());
                break;
            case TF_DataType.TF_UINT64:
                proto.Uint64Val.Add(value.Scalar<ulong>());
                break;
            default:
                proto.TensorContent = ByteString.CopyFrom(value.Bytes);
                break;
        }
    }

    private static void FromFields(TensorProto proto, Value value)
    {
        switch (value.DType)
        {
            case TF_DataType.TF_FLOAT:
                Fill(proto.FloatVal, value.Span<float>(), f => f);
                break;
            case TF_DataType.TF_DOUBLE:
                Fill(proto.DoubleVal, value.Span<double>(), d => d);
                break;
            case TF_DataType.TF_INT32:
                Fill(proto.IntVal, value.Span<int>(), i => i);
                break;
            case TF_DataType.TF_INT64:
                Fill(proto.Int64Val, value.Span<long>(), l => l);
                break;
            case TF_DataType.TF_BOOL:
                Fill(proto.BoolVal, value.Span<bool>(), b => b);
                break;
            case TF_DataType.TF_UINT8 or TF_DataType.TF_INT8:
                Fill(proto.IntVal, value.Span<byte>(), i => (byte)i);
                break;
            case TF_DataType.TF_INT16 or TF_DataType.TF_UINT16:
                Fill(proto.IntVal, value.Span<ushort>(), i => (ushort)i);
                break;
            case TF_DataType.TF_HALF or TF_DataType.TF_BFLOAT16:
                Fill(proto.HalfVal, value.Span<ushort>(), i => (ushort)i);
                break;
            case TF_DataType.TF_UINT32:
                Fill(proto.Uint32Val, value.Span<uint>(), i => i);
                break;
            case TF_DataType.TF_UINT64:
                Fill(proto.Uint64Val, value.Span<ulong>(), i => i);
                break;
            case TF_DataType.TF_STRING:
                Fill(proto.StringVal, value.Strings.AsSpan(), s => s.ToByteArray());
                break;
            case TF_DataType.TF_COMPLEX64:
                Fill(proto.ScomplexVal, MemoryMarshal.Cast<byte, float>(value.Bytes), f => f, perElement: 2);
                break;
            case TF_DataType.TF_COMPLEX128:
                Fill(proto.DcomplexVal, MemoryMarshal.Cast<byte, double>(value.Bytes), d => d, perElement: 2);
                break;
            default:
                throw new InvalidArgumentError(
                    $"A constant of type {value.DType.as_numpy_name()} needs tensor_content."
                );
        }
    }

    /// <summary>
    /// Copies the elements; where there are fewer than the shape asks for, the last one fills the rest. A shape without
    /// elements has none, though Python writes the one that would have filled it.
    /// </summary>
    private static void Fill<TField, T>(
        IReadOnlyList<TField> field,
        Span<T> target,
        Func<TField, T> convert,
        int perElement = 1
    )
    {
        if (field.Count > Math.Max(perElement, target.Length))
            throw new InvalidArgumentError($"A constant has {field.Count} elements for {target.Length} places.");
        if (field.Count < perElement)
        {
            target.Clear();
            return;
        }
        for (var i = 0; i < target.Length; i++)
            target[i] = convert(field[i < field.Count ? i : field.Count - perElement + i % perElement]);
    }
}

using System.Collections;
using System.Text;
using NumSharp;

namespace Tensorflow.Values;

/// <summary>Values from and to what a program holds: numbers, strings, .NET arrays, NumSharp arrays.</summary>
internal static class HostArrays
{
    /// <summary>
    /// The value of a host object. Without a wanted type, an element type follows the object's own: int32, int64,
    /// float32, float64, bool, string.
    /// </summary>
    /// <exception cref="TypeError">The object cannot become a value, or not of that type.</exception>
    public static Value ToValue(object host, TF_DataType? dtype = null, TF_DataType? preferred = null)
    {
        var value = Natural(host);
        if (dtype is null && preferred is not null && CanConvert(value, preferred.Value, host))
            dtype = preferred;
        if (dtype is null || dtype == value.DType)
            return value;
        if (!CanConvert(value, dtype.Value, host))
            throw new TypeError(
                $"Cannot convert {Describe(host)} to EagerTensor of dtype {dtype.Value.as_numpy_name()}: it is of type "
                    + $"{value.DType.as_numpy_name()}."
            );
        return Elements.Convert(value, dtype.Value);
    }

    /// <summary>A NumSharp array with a copy of the value's elements.</summary>
    public static NDArray ToNDArray(Value value)
    {
        var shape = new NumSharp.Shape(value.Dims.ToArray());
        return value.DType switch
        {
            TF_DataType.TF_FLOAT => Copy<float>(value, NPTypeCode.Single, shape),
            TF_DataType.TF_DOUBLE => Copy<double>(value, NPTypeCode.Double, shape),
            TF_DataType.TF_INT32 => Copy<int>(value, NPTypeCode.Int32, shape),
            TF_DataType.TF_INT64 => Copy<long>(value, NPTypeCode.Int64, shape),
            TF_DataType.TF_BOOL => Copy<bool>(value, NPTypeCode.Boolean, shape),
            TF_DataType.TF_UINT8 => Copy<byte>(value, NPTypeCode.Byte, shape),
            TF_DataType.TF_INT8 => Copy<sbyte>(value, NPTypeCode.SByte, shape),
            TF_DataType.TF_INT16 => Copy<short>(value, NPTypeCode.Int16, shape),
            TF_DataType.TF_UINT16 => Copy<ushort>(value, NPTypeCode.UInt16, shape),
            TF_DataType.TF_UINT32 => Copy<uint>(value, NPTypeCode.UInt32, shape),
            TF_DataType.TF_UINT64 => Copy<ulong>(value, NPTypeCode.UInt64, shape),
            TF_DataType.TF_STRING => new StringArray([.. value.Strings!], value.Dims.ToArray()),
            _ => throw new UnimplementedError($"A tensor of type {value.DType.as_numpy_name()} cannot be fetched."),
        };
    }

    private static unsafe NDArray Copy<T>(Value value, NPTypeCode code, NumSharp.Shape shape)
        where T : unmanaged
    {
        var array = new NDArray(code, shape, false);
        value.Span<T>().CopyTo(new Span<T>((void*)array.Unsafe.Address, value.Count));
        return array;
    }

    /// <summary>The value in the host object's own element type.</summary>
    private static Value Natural(object host) =>
        host switch
        {
            float x => Value.Of(x),
            double x => Value.Of(x),
            int x => Value.Of(x),
            long x => Value.Of(x),
            bool x => Value.Of(x),
            byte x => Value.Of(x),
            sbyte x => Value.Of(x),
            short x => Value.Of(x),
            ushort x => Value.Of(x),
            uint x => Value.Of(x),
            ulong x => Value.Of(x),
            string x => Value.OfStrings([Encoding.UTF8.GetBytes(x)], []),
            Shape { IsFullyDefined: true } x => Value.Of<int>(Array.ConvertAll(x.dims, d => checked((int)d)), [x.ndim]),
            Shape x => throw new ValueError($"Cannot convert a partially known TensorShape {x} to a Tensor."),
            StringArray x => Value.OfStrings([.. x.Bytes], [.. x.Dims]),
            NDArray x => FromNDArray(x),
            Value x => x,
            Array x => FromArray(x),
            IEnumerable x => FromArray(ToArray(x)),
            _ => throw new TypeError($"Failed to convert a value of type {host.GetType()} to a Tensor."),
        };

    private static Value FromArray(Array array)
    {
        var type = array.GetType().GetElementType()!;
        if (type.IsArray || type == typeof(object))
            return Stack(array);
        var dims = new long[array.Rank];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = array.GetLength(i);
        if (type == typeof(string))
            return Value.OfStrings([.. array.Cast<string>().Select(Encoding.UTF8.GetBytes)], dims);
        var dtype = DataTypes.Of(type);
        if (dtype == TF_DataType.DtInvalid)
            throw new TypeError($"Failed to convert an array of {type} to a Tensor.");
        var value = Value.Create(dtype, dims);
        Elements.CopyFrom(array, value);
        return value;
    }

    /// <summary>Rows of equal shape become one value with one dimension more.</summary>
    private static Value Stack(Array rows)
    {
        if (rows.Length == 0)
            return Value.Create(TF_DataType.TF_FLOAT, [0]);
        var values = rows.Cast<object>().Select(Natural).ToArray();
        var first = values[0];
        if (Array.Exists(values, v => !v.Dims.SequenceEqual(first.Dims)))
            throw new ValueError("Can't convert non-rectangular sequence to Tensor.");
        if (Array.Exists(values, v => v.DType != first.DType))
            throw new TypeError("Can't convert a sequence of mixed element types to Tensor.");
        if (first.Strings is not null)
            return Value.OfStrings([.. values.SelectMany(v => v.Strings!)], [values.Length, .. first.Dims]);
        var stacked = Value.Create(first.DType, [values.Length, .. first.Dims]);
        for (var i = 0; i < values.Length; i++)
            values[i].Bytes.CopyTo(stacked.Bytes[(i * first.Bytes.Length)..]);
        return stacked;
    }

    private static Array ToArray(IEnumerable list)
    {
        var elements = list.Cast<object>().ToArray();
        var type = elements.Length > 0 ? elements[0].GetType() : typeof(float);
        if (Array.Exists(elements, e => e.GetType() != type))
            return elements;
        var array = Array.CreateInstance(type, elements.Length);
        Array.Copy(elements, array, elements.Length);
        return array;
    }

    /// <summary>The elements of a NumSharp array, in C order whatever its strides.</summary>
    public static Value FromNDArray(NDArray array)
    {
        if (!IsPlain(array))
            throw new TypeError($"Failed to convert a NumSharp array of {array.dtype} to a Tensor.");
        var value = Value.Create(DataTypes.Of(array.dtype), array.shape);
        CopyTo(array, value);
        return value;
    }

    /// <summary>Whether the array holds numbers or truth values.</summary>
    public static bool IsPlain(NDArray array) =>
        DataTypes.Of(array.dtype) is not (TF_DataType.DtInvalid or TF_DataType.TF_STRING);

    /// <summary>Copies a plain array into a value of its shape, in C order, converting numbers of another type.</summary>
    public static unsafe void CopyTo(NDArray array, Value target)
    {
        var type = DataTypes.Of(array.dtype);
        // NumSharp gives the address of whole arrays alone.
        var source = array.Shape is { IsContiguous: true, IsSliced: false, IsBroadcasted: false }
            ? array
            : array.copy();
        var start = (byte*)source.Unsafe.Address;
        Elements.ConvertTo(new ReadOnlySpan<byte>(start, target.Count * type.Size()), type, target);
        GC.KeepAlive(source);
    }

    /// <summary>As Python's constants convert: integers to any number, floats to floats, else only to the same type.</summary>
    private static bool CanConvert(Value value, TF_DataType type, object host) =>
        value.DType == type
        || value.DType is not (TF_DataType.TF_STRING or TF_DataType.TF_BOOL)
            && (
                value.DType.is_integer() && (type.is_integer() || type.is_floating())
                || value.DType.is_floating() && type.is_floating()
                || host is Array { Length: 0 } or NDArray { size: 0 } && type != TF_DataType.TF_STRING
            );

    private static string Describe(object host) => host is IEnumerable and not string ? "an array" : $"{host}";
}

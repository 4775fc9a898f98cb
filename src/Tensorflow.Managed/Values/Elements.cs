using System.Numerics;
using System.Runtime.InteropServices;

namespace Tensorflow.Values;

/// <summary>Element by element conversion between the types that a host may hold.</summary>
internal static class Elements
{
    /// <summary>A copy of the value in another numeric type; numbers out of range wrap or saturate as C# casts do.</summary>
    public static Value Convert(Value source, TF_DataType type)
    {
        var target = Value.Create(type, source.Dims);
        ConvertTo(source, target);
        return target;
    }

    /// <summary>Converts into a value of the same count.</summary>
    public static void ConvertTo(Value source, Value target)
    {
        if (source.DType == target.DType)
            source.CopyTo(target);
        else
            ConvertTo(source.Bytes, source.DType, target);
    }

    /// <summary>Converts elements that lie in memory of any kind into a value of the same count.</summary>
    public static void ConvertTo(ReadOnlySpan<byte> source, TF_DataType type, Value target)
    {
        if (type == target.DType)
        {
            source.CopyTo(target.Bytes);
            return;
        }
        switch (type)
        {
            case TF_DataType.TF_FLOAT:
                From<float>(source, target);
                break;
            case TF_DataType.TF_DOUBLE:
                From<double>(source, target);
                break;
            case TF_DataType.TF_INT32:
                From<int>(source, target);
                break;
            case TF_DataType.TF_INT64:
                From<long>(source, target);
                break;
            case TF_DataType.TF_UINT8:
            case TF_DataType.TF_BOOL:
                From<byte>(source, target);
                break;
            case TF_DataType.TF_INT8:
                From<sbyte>(source, target);
                break;
            case TF_DataType.TF_INT16:
                From<short>(source, target);
                break;
            case TF_DataType.TF_UINT16:
                From<ushort>(source, target);
                break;
            case TF_DataType.TF_UINT32:
                From<uint>(source, target);
                break;
            case TF_DataType.TF_UINT64:
                From<ulong>(source, target);
                break;
            case TF_DataType.TF_HALF:
                From<Half>(source, target);
                break;
            default:
                throw new TypeError($"{type.as_numpy_name()} does not convert to {target.DType.as_numpy_name()}.");
        }
    }

    /// <summary>Copies a .NET array of the value's element type, of any rank.</summary>
    public static void CopyFrom(Array array, Value target)
    {
        if (target.Count == 0)
            return;
        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        MemoryMarshal.CreateReadOnlySpan(ref start, target.Bytes.Length).CopyTo(target.Bytes);
    }

    private static void From<T>(ReadOnlySpan<byte> source, Value target)
        where T : unmanaged, INumberBase<T>
    {
        switch (target.DType)
        {
            case TF_DataType.TF_FLOAT:
                Cast<T, float>(source, target);
                break;
            case TF_DataType.TF_DOUBLE:
                Cast<T, double>(source, target);
                break;
            case TF_DataType.TF_INT32:
                Cast<T, int>(source, target);
                break;
            case TF_DataType.TF_INT64:
                Cast<T, long>(source, target);
                break;
            case TF_DataType.TF_UINT8:
                Cast<T, byte>(source, target);
                break;
            case TF_DataType.TF_INT8:
                Cast<T, sbyte>(source, target);
                break;
            case TF_DataType.TF_INT16:
                Cast<T, short>(source, target);
                break;
            case TF_DataType.TF_UINT16:
                Cast<T, ushort>(source, target);
                break;
            case TF_DataType.TF_UINT32:
                Cast<T, uint>(source, target);
                break;
            case TF_DataType.TF_UINT64:
                Cast<T, ulong>(source, target);
                break;
            case TF_DataType.TF_HALF:
                Cast<T, Half>(source, target);
                break;
            case TF_DataType.TF_BOOL:
                var from = MemoryMarshal.Cast<byte, T>(source);
                var to = target.Span<bool>();
                for (var i = 0; i < to.Length; i++)
                    to[i] = !T.IsZero(from[i]);
                break;
            default:
                throw new TypeError($"{typeof(T).Name} does not convert to {target.DType.as_numpy_name()}.");
        }
    }

    private static void Cast<TFrom, TTo>(ReadOnlySpan<byte> source, Value target)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        var from = MemoryMarshal.Cast<byte, TFrom>(source);
        var to = target.Span<TTo>();
        for (var i = 0; i < to.Length; i++)
            to[i] = TTo.CreateTruncating(from[i]);
    }
}

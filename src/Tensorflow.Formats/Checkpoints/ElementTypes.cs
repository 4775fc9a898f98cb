using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats;

/// <summary>How the elements of each type lie in a file.</summary>
public static class ElementTypes
{
    /// <summary>Bytes of one element; 0 for types whose elements differ in length, and for what is no type of elements.</summary>
    public static int SizeOf(DataType type) =>
        type switch
        {
            DataType.DtBool or DataType.DtInt8 or DataType.DtUint8 or DataType.DtQint8 or DataType.DtQuint8 => 1,
            DataType.DtFloat8E5M2 or DataType.DtFloat8E4M3Fn or DataType.DtInt4 or DataType.DtUint4 => 1,
            DataType.DtInt16 or DataType.DtUint16 or DataType.DtQint16 or DataType.DtQuint16 => 2,
            DataType.DtHalf or DataType.DtBfloat16 => 2,
            DataType.DtFloat or DataType.DtInt32 or DataType.DtUint32 or DataType.DtQint32 => 4,
            DataType.DtDouble or DataType.DtInt64 or DataType.DtUint64 or DataType.DtComplex64 => 8,
            DataType.DtComplex128 => 16,
            _ => 0,
        };

    /// <summary>The type's name in Python: <c>float32</c> for DT_FLOAT.</summary>
    public static string NameOf(DataType type) =>
        type switch
        {
            DataType.DtFloat => "float32",
            DataType.DtDouble => "float64",
            DataType.DtHalf => "float16",
            DataType.DtFloat8E5M2 => "float8_e5m2",
            DataType.DtFloat8E4M3Fn => "float8_e4m3fn",
            _ when Enum.IsDefined(type) => type.ToString()[2..].ToLowerInvariant(),
            _ => FormattableString.Invariant($"type {(int)type}"),
        };
}

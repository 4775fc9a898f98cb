using System.Collections.Frozen;

namespace Tensorflow;

/// <summary>What is known of each element type: Python's name, size, and the .NET type that holds one element.</summary>
public static class DataTypes
{
    private const int RefOffset = 100;

    private static readonly (TF_DataType Type, string Name, int Size, Type? Clr)[] _table =
    [
        (TF_DataType.TF_FLOAT, "float32", 4, typeof(float)),
        (TF_DataType.TF_DOUBLE, "float64", 8, typeof(double)),
        (TF_DataType.TF_INT32, "int32", 4, typeof(int)),
        (TF_DataType.TF_UINT8, "uint8", 1, typeof(byte)),
        (TF_DataType.TF_INT16, "int16", 2, typeof(short)),
        (TF_DataType.TF_INT8, "int8", 1, typeof(sbyte)),
        (TF_DataType.TF_STRING, "string", 0, typeof(byte[])),
        (TF_DataType.TF_COMPLEX64, "complex64", 8, null),
        (TF_DataType.TF_INT64, "int64", 8, typeof(long)),
        (TF_DataType.TF_BOOL, "bool", 1, typeof(bool)),
        (TF_DataType.TF_QINT8, "qint8", 1, null),
        (TF_DataType.TF_QUINT8, "quint8", 1, null),
        (TF_DataType.TF_QINT32, "qint32", 4, null),
        (TF_DataType.TF_BFLOAT16, "bfloat16", 2, null),
        (TF_DataType.TF_QINT16, "qint16", 2, null),
        (TF_DataType.TF_QUINT16, "quint16", 2, null),
        (TF_DataType.TF_UINT16, "uint16", 2, typeof(ushort)),
        (TF_DataType.TF_COMPLEX128, "complex128", 16, null),
        (TF_DataType.TF_HALF, "float16", 2, typeof(Half)),
        (TF_DataType.TF_RESOURCE, "resource", 0, null),
        (TF_DataType.TF_VARIANT, "variant", 0, null),
        (TF_DataType.TF_UINT32, "uint32", 4, typeof(uint)),
        (TF_DataType.TF_UINT64, "uint64", 8, typeof(ulong)),
    ];

    private static readonly FrozenDictionary<TF_DataType, (string Name, int Size, Type? Clr)> _byType =
        _table.ToFrozenDictionary(t => t.Type, t => (t.Name, t.Size, t.Clr));

    private static readonly FrozenDictionary<Type, TF_DataType> _byClr = _table
        .Where(t => t.Clr is not null)
        .ToFrozenDictionary(t => t.Clr!, t => t.Type);

    /// <summary>The type without its reference mark: <c>DtFloatRef</c> becomes <c>TF_FLOAT</c>.</summary>
    public static TF_DataType as_base_dtype(this TF_DataType type) => is_ref_dtype(type) ? type - RefOffset : type;

    /// <summary>The reference type of a base type; a reference type stays itself.</summary>
    public static TF_DataType as_ref(this TF_DataType type) => is_ref_dtype(type) ? type : type + RefOffset;

    /// <summary>Whether the type marks a reference to a variable's memory.</summary>
    public static bool is_ref_dtype(this TF_DataType type) => (int)type > RefOffset;

    /// <summary>Python's name of the type: <c>float32</c>, <c>int64_ref</c>, ...</summary>
    public static string as_numpy_name(this TF_DataType type) =>
        !_byType.TryGetValue(type.as_base_dtype(), out var entry) ? type.ToString()
        : type.is_ref_dtype() ? entry.Name + "_ref"
        : entry.Name;

    /// <summary>C++'s name of the type, as the runtime's messages have it: <c>float</c>, <c>double</c>, ...</summary>
    internal static string as_cpp_name(this TF_DataType type) =>
        as_numpy_name(type.as_base_dtype()) switch
        {
            "float32" => "float",
            "float64" => "double",
            "float16" => "half",
            var name => name,
        } + (type.is_ref_dtype() ? "_ref" : "");

    /// <summary>Whether elements are float16, bfloat16, float32 or float64.</summary>
    public static bool is_floating(this TF_DataType type) =>
        type.as_base_dtype()
            is TF_DataType.TF_FLOAT
                or TF_DataType.TF_DOUBLE
                or TF_DataType.TF_HALF
                or TF_DataType.TF_BFLOAT16;

    /// <summary>Whether elements are complex numbers.</summary>
    public static bool is_complex(this TF_DataType type) =>
        type.as_base_dtype() is TF_DataType.TF_COMPLEX64 or TF_DataType.TF_COMPLEX128;

    /// <summary>Whether elements are plain (not quantized) integers.</summary>
    public static bool is_integer(this TF_DataType type) =>
        type.as_base_dtype()
            is TF_DataType.TF_INT8
                or TF_DataType.TF_INT16
                or TF_DataType.TF_INT32
                or TF_DataType.TF_INT64
                or TF_DataType.TF_UINT8
                or TF_DataType.TF_UINT16
                or TF_DataType.TF_UINT32
                or TF_DataType.TF_UINT64;

    /// <summary>Bytes of one element; 0 where elements have no fixed size (strings, resources).</summary>
    internal static int Size(this TF_DataType type) =>
        _byType.TryGetValue(type.as_base_dtype(), out var entry) ? entry.Size : 0;

    /// <summary>The element type that holds <paramref name="clr"/>, or <c>DtInvalid</c>; <c>string</c> counts as bytes.</summary>
    internal static TF_DataType Of(Type clr) =>
        clr == typeof(string) ? TF_DataType.TF_STRING : _byClr.GetValueOrDefault(clr, TF_DataType.DtInvalid);
}

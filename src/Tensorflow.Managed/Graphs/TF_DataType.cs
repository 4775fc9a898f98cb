namespace Tensorflow;

/// <summary>The element type of a tensor, numbered as in TensorFlow's types.proto; a reference type is its base + 100.</summary>
public enum TF_DataType
{
    /// <summary>No type.</summary>
    DtInvalid = 0,

    /// <summary>32-bit float (<c>DT_FLOAT</c>).</summary>
    TF_FLOAT = 1,

    /// <summary>64-bit float (<c>DT_DOUBLE</c>).</summary>
    TF_DOUBLE = 2,

    /// <summary>32-bit signed integer.</summary>
    TF_INT32 = 3,

    /// <summary>8-bit unsigned integer.</summary>
    TF_UINT8 = 4,

    /// <summary>16-bit signed integer.</summary>
    TF_INT16 = 5,

    /// <summary>8-bit signed integer.</summary>
    TF_INT8 = 6,

    /// <summary>Byte string.</summary>
    TF_STRING = 7,

    /// <summary>Complex number of two 32-bit floats.</summary>
    TF_COMPLEX64 = 8,

    /// <summary>64-bit signed integer.</summary>
    TF_INT64 = 9,

    /// <summary>Truth value, one byte.</summary>
    TF_BOOL = 10,

    /// <summary>Quantized 8-bit signed integer.</summary>
    TF_QINT8 = 11,

    /// <summary>Quantized 8-bit unsigned integer.</summary>
    TF_QUINT8 = 12,

    /// <summary>Quantized 32-bit signed integer.</summary>
    TF_QINT32 = 13,

    /// <summary>Float32 cut to 16 bits.</summary>
    TF_BFLOAT16 = 14,

    /// <summary>Quantized 16-bit signed integer.</summary>
    TF_QINT16 = 15,

    /// <summary>Quantized 16-bit unsigned integer.</summary>
    TF_QUINT16 = 16,

    /// <summary>16-bit unsigned integer.</summary>
    TF_UINT16 = 17,

    /// <summary>Complex number of two 64-bit floats.</summary>
    TF_COMPLEX128 = 18,

    /// <summary>16-bit float.</summary>
    TF_HALF = 19,

    /// <summary>Handle of a resource.</summary>
    TF_RESOURCE = 20,

    /// <summary>Value of any type.</summary>
    TF_VARIANT = 21,

    /// <summary>32-bit unsigned integer.</summary>
    TF_UINT32 = 22,

    /// <summary>64-bit unsigned integer.</summary>
    TF_UINT64 = 23,

    /// <summary>Reference to 32-bit floats: what <c>VariableV2</c> yields.</summary>
    DtFloatRef = 101,

    /// <summary>Reference to 64-bit floats.</summary>
    DtDoubleRef = 102,

    /// <summary>Reference to 32-bit integers.</summary>
    DtInt32Ref = 103,

    /// <summary>Reference to byte strings.</summary>
    DtStringRef = 107,

    /// <summary>Reference to 64-bit integers.</summary>
    DtInt64Ref = 109,

    /// <summary>Reference to truth values.</summary>
    DtBoolRef = 110,
}

namespace Tensorflow.Operations;

/// <summary>Element types for which an op has kernels, as its rule states them.</summary>
[Flags]
internal enum TypeSet
{
    /// <summary>None is stated: the op cannot run.</summary>
    None = 0,
    Float32 = 1 << 0,
    Float64 = 1 << 1,
    Int32 = 1 << 2,
    Int64 = 1 << 3,
    UInt8 = 1 << 4,
    Bool = 1 << 5,
    String = 1 << 6,

    /// <summary>The op works on no elements: it only takes part in the order of things.</summary>
    Untyped = 1 << 7,

    Reals = Float32 | Float64,
    Integers = Int32 | Int64,
    Numbers = Reals | Integers,
    NumbersAndBytes = Numbers | UInt8 | Bool,
    Any = NumbersAndBytes | String,
}

/// <summary>The element types in a set.</summary>
internal static class TypeSets
{
    private static readonly (TypeSet Set, TF_DataType Type)[] _types =
    [
        (TypeSet.Float32, TF_DataType.TF_FLOAT),
        (TypeSet.Float64, TF_DataType.TF_DOUBLE),
        (TypeSet.Int32, TF_DataType.TF_INT32),
        (TypeSet.Int64, TF_DataType.TF_INT64),
        (TypeSet.UInt8, TF_DataType.TF_UINT8),
        (TypeSet.Bool, TF_DataType.TF_BOOL),
        (TypeSet.String, TF_DataType.TF_STRING),
    ];

    /// <summary>The types of a set, in a fixed order.</summary>
    public static TF_DataType[] Members(this TypeSet set) =>
        [.. _types.Where(t => set.HasFlag(t.Set)).Select(t => t.Type)];

    /// <summary>The rules of ops that have kernels for these types.</summary>
    public static IEnumerable<OpRule> For(this TypeSet types, OpRule[] rules) =>
        rules.Select(rule => rule with { Types = types });
}

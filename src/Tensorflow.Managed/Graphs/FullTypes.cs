using Tensorflow.Formats.Proto;

namespace Tensorflow.Graphs;

/// <summary>
/// The <c>experimental_type</c> of a node: where an op's definition gives outputs a full type, that type with the
/// attributes that it names put in (C++'s <c>full_type::SpecializeType</c>).
/// </summary>
internal static class FullTypes
{
    /// <summary>The node's full type, or null where its op declares none.</summary>
    public static FullTypeDef? Of(OpDef op, IReadOnlyDictionary<string, AttrValue> attrs)
    {
        if (op.OutputArg.All(arg => arg.ExperimentalFullType is null))
            return null;
        var product = new FullTypeDef { TypeId = FullTypeId.TftProduct };
        foreach (var arg in op.OutputArg)
        {
            var type = arg.ExperimentalFullType?.Clone() ?? new();
            foreach (var variable in type.Args.Where(a => a.TypeId == FullTypeId.TftVar))
                Resolve(variable, attrs[variable.S]);
            product.Args.Add(type);
        }
        return product;
    }

    private static void Resolve(FullTypeDef variable, AttrValue attr)
    {
        variable.ClearAttr();
        if (attr.ValueCase == AttrValue.ValueOneofCase.Type)
        {
            variable.TypeId = Of(attr.Type);
            return;
        }
        variable.TypeId = FullTypeId.TftProduct;
        variable.Args.AddRange(attr.List.Type.Select(type => new FullTypeDef { TypeId = Of(type) }));
    }

    private static FullTypeId Of(DataType type) =>
        type switch
        {
            DataType.DtFloat => FullTypeId.TftFloat,
            DataType.DtDouble => FullTypeId.TftDouble,
            DataType.DtInt32 => FullTypeId.TftInt32,
            DataType.DtUint8 => FullTypeId.TftUint8,
            DataType.DtInt16 => FullTypeId.TftInt16,
            DataType.DtInt8 => FullTypeId.TftInt8,
            DataType.DtString => FullTypeId.TftString,
            DataType.DtComplex64 => FullTypeId.TftComplex64,
            DataType.DtInt64 => FullTypeId.TftInt64,
            DataType.DtBool => FullTypeId.TftBool,
            DataType.DtUint16 => FullTypeId.TftUint16,
            DataType.DtComplex128 => FullTypeId.TftComplex128,
            DataType.DtHalf => FullTypeId.TftHalf,
            DataType.DtUint32 => FullTypeId.TftUint32,
            DataType.DtUint64 => FullTypeId.TftUint64,
            DataType.DtVariant => FullTypeId.TftLegacyVariant,
            _ => FullTypeId.TftUnset,
        };
}

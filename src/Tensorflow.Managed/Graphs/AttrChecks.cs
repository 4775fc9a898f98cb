using System.Globalization;
using Tensorflow.Formats.Proto;
using Tensorflow.Operations;

namespace Tensorflow.Graphs;

/// <summary>Checks the attributes of a node from a file against its op's definition, before anything is made of them.</summary>
internal static class AttrChecks
{
    /// <summary>The greatest rank of a tensor.</summary>
    private const int MaxRank = 254;

    /// <summary>The attributes with the definition's defaults filled in.</summary>
    /// <exception cref="ValueError">One is missing, has another type or a value that is not allowed, or the op has none such.</exception>
    public static Dictionary<string, AttrValue> Complete(NodeDef node, OpSchema schema)
    {
        var attrs = new Dictionary<string, AttrValue>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Attr)
        {
            if (schema.AttrDef(key) is { } def)
                CheckDefined(node, schema, def, value);
            else if (key.StartsWith('_'))
                CheckShapes(node, key, value);
            else
                throw new ValueError(
                    $"NodeDef mentions attr '{key}' not in Op<name={schema.Name}>; NodeDef: {Text(node)}. (Check whether your "
                        + "GraphDef-interpreting binary is up to date with your GraphDef-generating binary.)."
                );
            attrs[key] = value.Clone();
        }
        foreach (var def in schema.Def.Attr)
            if (!attrs.ContainsKey(def.Name))
                attrs[def.Name] =
                    def.DefaultValue?.Clone()
                    ?? throw new ValueError(
                        $"NodeDef missing attr '{def.Name}' from Op<name={schema.Name}>; NodeDef: {Text(node)}"
                    );
        return attrs;
    }

    /// <summary>The node as messages name it.</summary>
    public static string Text(NodeDef node) => $"{{{{node {node.Name}}}}}";

    private static void CheckDefined(NodeDef node, OpSchema schema, OpDef.Types.AttrDef def, AttrValue value)
    {
        if (!HasType(value, def.Type))
            throw new ValueError(
                $"AttrValue had value with type '{TypeOf(value)}' when '{def.Type}' expected\n\t for attr '{def.Name}'\n\t; "
                    + $"NodeDef: {Text(node)}; Op<name={schema.Name}>"
            );
        CheckShapes(node, def.Name, value);
        if (def.AllowedValues is { } allowed)
        {
            foreach (var type in Types(value).Where(t => !allowed.List.Type.Contains(t)))
                throw new ValueError(
                    $"Value for attr '{def.Name}' of {((TF_DataType)type).as_cpp_name()} is not in the list of allowed values: "
                        + $"{string.Join(", ", allowed.List.Type.Select(t => ((TF_DataType)t).as_cpp_name()))}\n\t; NodeDef: "
                        + $"{Text(node)}; Op<name={schema.Name}>"
                );
            if (value.ValueCase == AttrValue.ValueOneofCase.S && !allowed.List.S.Contains(value.S))
                throw new ValueError(
                    $"Value for attr '{def.Name}' of \"{value.S.ToStringUtf8()}\" is not in the list of allowed values: "
                        + $"{string.Join(", ", allowed.List.S.Select(s => $"\"{s.ToStringUtf8()}\""))}\n\t; NodeDef: "
                        + $"{Text(node)}; Op<name={schema.Name}>"
                );
        }
        if (!def.HasMinimum)
            return;
        var number = value.ValueCase == AttrValue.ValueOneofCase.I ? value.I : Count(value.List);
        if (number < def.Minimum)
            throw new ValueError(
                $"Value for attr '{def.Name}' of {number.ToString(CultureInfo.InvariantCulture)} must be at least minimum "
                    + $"{def.Minimum.ToString(CultureInfo.InvariantCulture)}\n\t; NodeDef: {Text(node)}; Op<name={schema.Name}>"
            );
    }

    private static IEnumerable<DataType> Types(AttrValue value) =>
        value.ValueCase switch
        {
            AttrValue.ValueOneofCase.Type => [value.Type],
            AttrValue.ValueOneofCase.List => value.List.Type,
            _ => [],
        };

    private static bool HasType(AttrValue value, string type)
    {
        if (!type.StartsWith("list(", StringComparison.Ordinal))
            return TypeOf(value) == type;
        if (value.ValueCase != AttrValue.ValueOneofCase.List)
            return false;
        var count = Count(value.List);
        return count == 0 || CountOf(value.List, type[5..^1]) == count;
    }

    private static string TypeOf(AttrValue value) =>
        value.ValueCase switch
        {
            AttrValue.ValueOneofCase.S => "string",
            AttrValue.ValueOneofCase.I => "int",
            AttrValue.ValueOneofCase.F => "float",
            AttrValue.ValueOneofCase.B => "bool",
            AttrValue.ValueOneofCase.Type => "type",
            AttrValue.ValueOneofCase.Shape => "shape",
            AttrValue.ValueOneofCase.Tensor => "tensor",
            AttrValue.ValueOneofCase.Func => "func",
            AttrValue.ValueOneofCase.List => "list",
            AttrValue.ValueOneofCase.Placeholder => "placeholder",
            _ => "missing",
        };

    private static int CountOf(AttrValue.Types.ListValue list, string type) =>
        type switch
        {
            "string" => list.S.Count,
            "int" => list.I.Count,
            "float" => list.F.Count,
            "bool" => list.B.Count,
            "type" => list.Type.Count,
            "shape" => list.Shape.Count,
            "tensor" => list.Tensor.Count,
            "func" => list.Func.Count,
            _ => 0,
        };

    private static int Count(AttrValue.Types.ListValue? list) =>
        list is null
            ? 0
            : list.S.Count
                + list.I.Count
                + list.F.Count
                + list.B.Count
                + list.Type.Count
                + list.Shape.Count
                + list.Tensor.Count
                + list.Func.Count;

    private static void CheckShapes(NodeDef node, string key, AttrValue value)
    {
        switch (value.ValueCase)
        {
            case AttrValue.ValueOneofCase.Shape:
                CheckShape(node, key, value.Shape, isPartial: true);
                break;
            case AttrValue.ValueOneofCase.Tensor:
                CheckShape(node, key, value.Tensor.TensorShape, isPartial: false);
                break;
            case AttrValue.ValueOneofCase.List:
                foreach (var shape in value.List.Shape)
                    CheckShape(node, key, shape, isPartial: true);
                foreach (var tensor in value.List.Tensor)
                    CheckShape(node, key, tensor.TensorShape, isPartial: false);
                break;
        }
    }

    /// <summary>A shape's dimensions must not be negative, nor have a product beyond 64 bits.</summary>
    private static void CheckShape(NodeDef node, string key, TensorShapeProto? shape, bool isPartial)
    {
        if (shape is null)
            return;
        if (shape.UnknownRank && (!isPartial || shape.Dim.Count > 0))
            throw Error("has an unknown rank");
        if (shape.Dim.Count > MaxRank)
            throw Error($"has too many dimensions ({shape.Dim.Count}, at most {MaxRank} are allowed)");
        var product = (Int128)1;
        foreach (var dim in shape.Dim)
        {
            if (dim.Size < (isPartial ? -1 : 0))
                throw Error(
                    isPartial
                        ? "has dimensions with values below -1 (where -1 means unknown)"
                        : "is not fully defined or has negative dimensions"
                );
            product *= dim.Size < 0 ? 1 : dim.Size;
            if (product > long.MaxValue)
                throw Error("is too large (more than 2**63 - 1 entries)");
        }

        ValueError Error(string what) =>
            new(
                $"Shape [{string.Join(",", shape.Dim.Take(8).Select(d => d.Size.ToString(CultureInfo.InvariantCulture)))}"
                    + $"{(shape.Dim.Count > 8 ? ",..." : "")}] {what}\n\t for attr '{key}'\n\t; NodeDef: {Text(node)}"
            );
    }
}

using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>What this engine can do with one of TensorFlow's ops.</summary>
/// <param name="Name">The op's name, <c>MatMul</c> for instance.</param>
/// <param name="Types">The element types that it computes with; empty where it has no kernel.</param>
/// <param name="Gradient">Whether gradients flow through it, stop there, or have no rule.</param>
public sealed record OpSupport(string Name, IReadOnlyList<TF_DataType> Types, OpGradient Gradient);

/// <summary>What happens to a gradient that reaches an op.</summary>
public enum OpGradient
{
    /// <summary>There is no rule: asking for one is an error.</summary>
    Missing,

    /// <summary>The op is not differentiable: the gradient stops.</summary>
    None,

    /// <summary>The gradient goes on to the inputs.</summary>
    Defined,
}

/// <summary>
/// The ops that the engine has rules for, with the element types found by asking each kernel for them. All the others of
/// TensorFlow's list can be held, imported and exported.
/// </summary>
public static class SupportedOps
{
    private static readonly TF_DataType[] _asked =
    [
        TF_DataType.TF_FLOAT,
        TF_DataType.TF_DOUBLE,
        TF_DataType.TF_INT32,
        TF_DataType.TF_INT64,
        TF_DataType.TF_UINT8,
        TF_DataType.TF_BOOL,
        TF_DataType.TF_STRING,
    ];

    /// <summary>How many ops TensorFlow's list has in all.</summary>
    public static int Registered => OpRegistry.Names.Count;

    /// <summary>The ops with rules, by name.</summary>
    public static IReadOnlyList<OpSupport> All { get; } =
    [.. OpRegistry.Rules.OrderBy(r => r.Name, StringComparer.Ordinal).Select(Support)];

    private static OpSupport Support(OpRule rule)
    {
        var gradient =
            rule.Gradient is null ? OpGradient.Missing
            : rule.Gradient == Gradients.None ? OpGradient.None
            : OpGradient.Defined;
        return new(rule.Name, [.. _asked.Where(type => HasKernel(rule, type))], gradient);
    }

    /// <summary>Makes a node of the op with inputs of the type and asks its rule for a kernel.</summary>
    private static bool HasKernel(OpRule rule, TF_DataType type)
    {
        if (rule.Kernel is null)
            return false;
        var schema = OpRegistry.Get(rule.Name);
        var main = MainType(schema.Def);
        if (
            main is not null
            && schema.AttrDef(main)?.AllowedValues is { } allowed
            && !allowed.List.Type.Contains((DataType)type)
        )
            return false;
        var attrs = schema.Def.Attr.ToDictionary(
            a => a.Name,
            a => Example(a, a.Name == main, type),
            StringComparer.Ordinal
        );
        try
        {
            rule.Kernel(new(Node(schema, attrs), new SessionState()));
            return main is not null || type == FixedType(schema.Def);
        }
        catch (TensorflowException)
        {
            return false;
        }
    }

    /// <summary>The attribute that gives the type of what the op computes with; null where that type is fixed.</summary>
    private static string? MainType(OpDef def)
    {
        var types = def.Attr.Where(a => a.Type == "type").Select(a => a.Name).ToArray();
        return Array.Find(types, a => a == "dtype")
            ?? Array.Find(types, a => a == "T")
            ?? def.InputArg.Select(a => a.TypeAttr).FirstOrDefault(a => a.Length > 0 && !IsIndex(def, a));
    }

    /// <summary>Whether the attribute is the type of indices, which TensorFlow gives a default.</summary>
    private static bool IsIndex(OpDef def, string attr) => def.Attr.First(a => a.Name == attr).DefaultValue is not null;

    /// <summary>The fixed type of the first input, or of the output where there is none.</summary>
    private static TF_DataType FixedType(OpDef def) =>
        (TF_DataType)(def.InputArg.Concat(def.OutputArg).FirstOrDefault(a => a.TypeAttr.Length == 0)?.Type ?? 0);

    private static AttrValue Example(OpDef.Types.AttrDef def, bool isMain, TF_DataType type) =>
        isMain ? AttrValues.Of(type)
        : def.DefaultValue is not null ? def.DefaultValue.Clone()
        : def.Type switch
        {
            "type" => AttrValues.Of(
                def.AllowedValues is not { } allowed || allowed.List.Type.Contains((DataType)type) ? type
                : allowed.List.Type.Contains(DataType.DtInt32) ? TF_DataType.TF_INT32
                : (TF_DataType)allowed.List.Type[0]
            ),
            "int" => AttrValues.Of(Math.Max(2, def.Minimum)),
            "shape" => AttrValues.Of(Shape.Unknown),
            "bool" => AttrValues.Of(false),
            "float" => AttrValues.Of(0f),
            "string" => AttrValues.Of(def.AllowedValues?.List.S[0].ToStringUtf8() ?? ""),
            "tensor" => AttrValues.Of(Value.Create(type, [1])),
            "list(type)" => AttrValues.Of([type]),
            "list(shape)" => AttrValues.Of(new[] { Shape.Unknown }),
            _ => AttrValues.Of((IEnumerable<long>)[1, 1, 1, 1]),
        };

    private static Operation Node(OpSchema schema, Dictionary<string, AttrValue> attrs)
    {
        var graph = new Graph();
        var inputs = new List<Tensor>();
        foreach (var arg in schema.Def.InputArg)
        {
            var inputType = (TF_DataType)(arg.TypeAttr.Length > 0 ? attrs[arg.TypeAttr].Type : arg.Type);
            var count = arg.NumberAttr.Length > 0 ? attrs[arg.NumberAttr].I : 1;
            for (var i = 0; i < count; i++)
                inputs.Add(Input(graph, arg.IsRef ? inputType.as_ref() : inputType));
        }
        return new(graph, inputs.Count, "node", schema, [.. inputs], [], attrs, OpBuilder.OutputTypes(schema, attrs));
    }

    private static Tensor Input(Graph graph, TF_DataType type)
    {
        var schema = OpRegistry.Get(type.is_ref_dtype() ? "VariableV2" : "Placeholder");
        var attrs = new Dictionary<string, AttrValue>(StringComparer.Ordinal)
        {
            ["dtype"] = AttrValues.Of(type.as_base_dtype()),
            ["shape"] = AttrValues.Of(Shape.Unknown),
        };
        return new Operation(graph, 0, "input", schema, [], [], attrs, [type]).outputs[0];
    }
}

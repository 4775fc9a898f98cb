using Tensorflow;
using Tensorflow.Formats.Proto;
using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace TfNetLstm.Tests.Operations;

/// <summary>The element types that a rule states are those that its kernel takes: every one is asked for.</summary>
public class KernelTypesTests
{
    private static readonly TF_DataType[] _asked = TypeSet.Any.Members();

    public static TheoryData<string> Names => new(OpRegistry.Rules.Select(r => r.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void StatedTypesAreThoseOfTheKernel(string name)
    {
        var (rule, schema) = (OpRegistry.Get(name).Rule!, OpRegistry.Get(name));
        Assert.Equal(rule.Kernel is not null, rule.Types != TypeSet.None);
        var main = MainType(schema.Def);
        foreach (var type in rule.Kernel is null || rule.Types == TypeSet.Untyped ? [] : _asked)
        {
            if (main is null)
            {
                // Its arguments have the types that TensorFlow gives them, or lists of any.
                var given = schema.Def.InputArg.Concat(schema.Def.OutputArg).Select(a => (TF_DataType)a.Type);
                var isOfAny = rule.Types == TypeSet.Any;
                var takesLists = schema.Def.Attr.Any(a => a.Type == "list(type)");
                Assert.True(
                    takesLists || isOfAny || !rule.Types.Members().Contains(type) || given.Contains(type),
                    $"{name}: {type}"
                );
                continue;
            }
            var stated = rule.Types.Members().Contains(type);
            Assert.True(stated == HasKernel(rule, schema, main, type), $"{name} of {type}: stated {stated}");
        }
    }

    /// <summary>Makes a node of the op with inputs of the type and asks its rule for a kernel.</summary>
    private static bool HasKernel(OpRule rule, OpSchema schema, string? main, TF_DataType type)
    {
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
            rule.Kernel!(new(Node(schema, attrs), new SessionState()));
            return true;
        }
        catch (TensorflowException)
        {
            return false;
        }
    }

    /// <summary>The attribute that gives the type of what the op computes with; null where that type is fixed.</summary>
    private static string? MainType(OpDef def)
    {
        var types = def.Attr.Where(a => a.Type == "type").ToArray();
        // Types of indices and shapes have a default.
        return (
                Array.Find(types, a => a.Name is "dtype" or "T" or "elem_type")
                ?? Array.Find(types, a => a.DefaultValue is null)
            )?.Name
            ?? (def.InputArg.FirstOrDefault()?.TypeAttr is { Length: > 0 } first ? first : null);
    }

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

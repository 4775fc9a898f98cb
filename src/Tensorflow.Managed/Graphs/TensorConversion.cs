using System.Collections;
using System.Globalization;
using System.Text;
using NumSharp;
using Tensorflow.Formats.Proto;
using Tensorflow.Values;

namespace Tensorflow.Graphs;

/// <summary>Turns what a caller passes - tensor, variable, number, array, list of them - into a tensor of the graph.</summary>
internal static class TensorConversion
{
    /// <summary>The tensor of a value; a constant of the given name is made where it is none yet.</summary>
    /// <param name="value">Tensor, variable, number, string, array, NDArray, shape, or a list with tensors in it.</param>
    /// <param name="dtype">The element type that is needed, or null.</param>
    /// <param name="name">The name of a constant that has to be made.</param>
    /// <param name="graph">The graph that such a constant goes to.</param>
    /// <param name="preferred">The element type to try where none is needed.</param>
    /// <exception cref="ValueError">A tensor has another element type, or the value cannot become a tensor.</exception>
    public static Tensor Convert(
        object? value,
        TF_DataType? dtype = null,
        string? name = null,
        Graph? graph = null,
        TF_DataType? preferred = null
    )
    {
        switch (value)
        {
            case Tensor { Slices: not null } rows:
                return Convert(IndexedSlices.Dense(rows, name), dtype, name, graph, preferred);
            case Tensor tensor:
                return dtype is null || tensor.dtype.as_base_dtype() == dtype
                    ? tensor
                    : throw new ValueError(
                        $"Tensor conversion requested dtype {dtype.Value.as_numpy_name()} for Tensor with dtype "
                            + $"{tensor.dtype.as_numpy_name()}: {tensor}"
                    );
            case IVariableV1 variable:
                return Convert(variable.AsTensor(), dtype, name, graph, preferred);
            case Operation op:
                throw new TypeError($"Can't convert Operation '{op.name}' to Tensor");
            case null:
                throw new ValueError("None values not supported.");
            case IEnumerable list and not (string or NDArray) when ContainsTensor(list):
                return Pack(list, dtype, name, graph);
            default:
                return Constant(HostArrays.ToValue(value, dtype, preferred), null, name, graph);
        }
    }

    /// <summary>The reference that an op writes through.</summary>
    public static Tensor ConvertToRef(object? value, string argument, string op) =>
        value switch
        {
            IVariableV1 variable => variable.Handle,
            Tensor tensor when tensor.dtype.is_ref_dtype() => tensor,
            _ => throw new TypeError(
                $"'{op}' Op requires that input '{argument}' be a mutable tensor (e.g.: a tf.Variable)"
            ),
        };

    /// <summary>A Const node; a shape with more elements than the value repeats its one element.</summary>
    public static Tensor Constant(Value value, Shape? shape, string? name, Graph? graph = null)
    {
        graph ??= Graph.Default;
        var attrs = new Dictionary<string, AttrValue>(StringComparer.Ordinal)
        {
            ["dtype"] = AttrValues.Of(value.DType),
            ["value"] = new() { Tensor = TensorProtos.Of(value, shape ?? value.ToShape()) },
        };
        var schema = Operations.OpRegistry.Get("Const");
        return graph.AddOperation(schema, graph.NodeName(name ?? "Const"), [], attrs, [value.DType]).outputs[0];
    }

    private static bool ContainsTensor(IEnumerable list)
    {
        if (list is Array { Rank: > 1 } || list is Array array && array.GetType().GetElementType()!.IsPrimitive)
            return false;
        foreach (var element in list)
            if (
                element is Tensor or IVariableV1
                || element is IEnumerable inner and not (string or NDArray) && ContainsTensor(inner)
            )
                return true;
        return false;
    }

    /// <summary>Python's automatic packing: the elements become tensors of one type and are stacked.</summary>
    private static Tensor Pack(IEnumerable list, TF_DataType? dtype, string? name, Graph? graph)
    {
        graph ??= Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "packed", out var full);
        var elements = list.Cast<object?>().ToArray();
        dtype ??= elements.OfType<Tensor>().FirstOrDefault()?.dtype.as_base_dtype();
        var tensors = elements
            .Select((e, i) => Convert(e, dtype, i.ToString(CultureInfo.InvariantCulture), graph))
            .ToArray();
        return OpBuilder.Tensor("Pack", full, [tensors], ("axis", 0));
    }
}

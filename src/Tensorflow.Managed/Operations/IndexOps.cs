using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops whose inputs are the places of elements: picking and placing by index vectors, one-hot, unique.</summary>
internal static partial class IndexOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("GatherNd", GatherNdShape, GatherNdKernel, GatherNdGradient),
                new("OneHot", OneHotShape, OneHotKernel, Gradients.None),
            ]),
            .. TypeSet.Numbers.For([new("ScatterNd", ScatterNdShape, ScatterNdKernel, ScatterNdGradient)]),
            .. TypeSet.NumbersAndBytes.For([new("Unique", UniqueShape, UniqueKernel, Gradients.None)]),
        ];

    public static Tensor GatherNd(Tensor parameters, object indices, string? name = null) =>
        OpBuilder.Tensor("GatherNd", name, [parameters, indices]);

    public static Tensor ScatterNd(Tensor indices, object updates, object shape, string? name = null) =>
        OpBuilder.Tensor("ScatterNd", name, [indices, updates, shape]);

    /// <summary>Python's <c>one_hot</c>: what is not given is 1 and 0, of the type that is.</summary>
    public static Tensor OneHot(
        object indices,
        object depth,
        object? on_value = null,
        object? off_value = null,
        int? axis = null,
        TF_DataType? dtype = null,
        string? name = null
    )
    {
        var graph = (indices as ITensorOrOperation)?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "one_hot", out var full);
        // Given values become constants first, so that their type is known.
        var on = on_value is null ? null : TensorConversion.Convert(on_value, dtype, null, graph);
        var off = off_value is null ? null : TensorConversion.Convert(off_value, dtype, null, graph);
        var type = on?.dtype ?? off?.dtype ?? dtype ?? TF_DataType.TF_FLOAT;
        on ??= TensorConversion.Convert(1, type.as_base_dtype(), "on_value", graph);
        off ??= TensorConversion.Convert(0, type.as_base_dtype(), "off_value", graph);
        if (on.dtype.as_base_dtype() != off.dtype.as_base_dtype())
            throw new TypeError(
                $"dtype {on.dtype.as_numpy_name()} of on_value does not match dtype {off.dtype.as_numpy_name()} of off_value"
            );
        return OpBuilder.Tensor("OneHot", full, [indices, depth, on, off], ("axis", axis ?? -1));
    }

    private static void GatherNdShape(ShapeInference node)
    {
        var (values, indices) = (node.Input(0), node.Input(1));
        if (values.IsNull || indices.IsNull || indices.ndim > 0 && indices[-1] < 0)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        if (indices.ndim == 0)
            throw node.Error("Shape must be at least rank 1 but is rank 0");
        if (indices[-1] > values.ndim)
            throw node.Error($"indices.shape[-1] must be <= params.rank, but saw indices shape {indices}");
        node.Set(0, indices.Slice(0, indices.ndim - 1).Concatenate(values.Slice((int)indices[-1])));
    }

    private static void ScatterNdShape(ShapeInference node)
    {
        var (indices, updates, shape) = (node.Input(0), node.Input(1), node.ConstantAsShape(2));
        if (!indices.IsNull && !updates.IsNull && !shape.IsNull && indices.ndim > 0 && indices[-1] >= 0)
        {
            var depth = (int)indices[-1];
            if (depth > shape.ndim)
                throw node.Error($"The index vectors of {indices} are longer than the rank of {shape}");
            node.Merge(indices.Slice(0, indices.ndim - 1).Concatenate(shape.Slice(depth)), updates);
        }
        node.Set(0, shape);
    }

    private static void OneHotShape(ShapeInference node)
    {
        var (indices, depth) = (node.Input(0), node.Constant(1));
        if (indices.IsNull)
        {
            node.Set(0, indices);
            return;
        }
        if (depth is not null && depth.Integer(0) < 0)
            throw node.Error("depth must be non-negative");
        var given = node.Op.Int("axis");
        var axis = given == -1 ? indices.ndim : node.Axis(given, indices.ndim + 1);
        node.Set(0, new([.. indices.dims[..axis], depth?.Integer(0) ?? -1, .. indices.dims[axis..]]));
    }

    private static void UniqueShape(ShapeInference node)
    {
        node.InputOfRank(0, 1);
        node.Set(0, new(-1L));
        node.Set(1, node.Input(0));
    }

    private static Tensor?[] GatherNdGradient(Operation op, Tensor?[] grads)
    {
        var indices = op.inputs[1];
        var shape = ShapeOps.Shape(op.inputs[0], out_type: indices.dtype.as_base_dtype());
        return [ScatterNd(indices, grads[0]!, shape), null];
    }

    private static Tensor?[] ScatterNdGradient(Operation op, Tensor?[] grads) =>
        [null, GatherNd(grads[0]!, op.inputs[0]), null];
}

using Tensorflow.Graphs;
using Tensorflow.Values;

namespace Tensorflow.Operations;

/// <summary>Ops that tell or change a shape without touching elements.</summary>
internal static partial class ShapeOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("Shape", ShapeShape, ShapeKernel, Gradients.None),
                new("ShapeN", ShapeNShape, ShapeKernel, Gradients.None),
                new("Size", ShapeRules.Scalar, SizeKernel, Gradients.None),
                new("Rank", ShapeRules.Scalar, RankKernel, Gradients.None),
                new("Reshape", ReshapeShape, ReshapeKernel, ReshapeGradient),
                new("ExpandDims", ExpandDimsShape, ExpandDimsKernel, ReshapeGradient),
                new("Squeeze", SqueezeShape, SqueezeKernel, SqueezeGradient),
                new("BroadcastTo", BroadcastToShape, BroadcastToKernel, BroadcastToGradient),
            ]),
            .. TypeSet.Integers.For([
                new("BroadcastGradientArgs", BroadcastGradientArgsShape, BroadcastGradientArgsKernel, Gradients.None),
                new("BroadcastArgs", BroadcastArgsShape, BroadcastArgsKernel, Gradients.None),
            ]),
        ];

    /// <summary>The shape as a tensor: a constant where it is known, unless that is not wanted.</summary>
    public static Tensor Shape(
        Tensor input,
        string? name = null,
        TF_DataType out_type = TF_DataType.TF_INT32,
        bool optimize = true
    )
    {
        using var scope = input.Given().graph.OpenNameScope(name ?? "Shape", out var full);
        return optimize && input.shape.IsFullyDefined
            ? TensorConversion.Constant(IntegerVector(input.shape.dims, out_type), null, full, input.graph)
            : OpBuilder.Tensor("Shape", full, [input], ("out_type", out_type));
    }

    public static Tensor[] ShapeN(Tensor[] inputs, string? name = null) =>
        OpBuilder.Apply("ShapeN", name, [inputs]).outputs;

    /// <summary>The rank as a tensor: a constant where it is known.</summary>
    public static Tensor Rank(Tensor input, string? name = null)
    {
        using var scope = input.Given().graph.OpenNameScope(name ?? "Rank", out var full);
        return input.shape.IsNull
            ? OpBuilder.Tensor("Rank", full, [input])
            : TensorConversion.Constant(Value.Of(input.shape.ndim), null, full, input.graph);
    }

    /// <summary>The number of elements as a tensor: a constant where it is known.</summary>
    public static Tensor Size(Tensor input, string? name = null, TF_DataType out_type = TF_DataType.TF_INT32)
    {
        using var scope = input.Given().graph.OpenNameScope(name ?? "Size", out var full);
        if (!input.shape.IsFullyDefined)
            return OpBuilder.Tensor("Size", full, [input], ("out_type", out_type));
        var size = Elements.Convert(Value.Of(input.shape.size), out_type);
        return TensorConversion.Constant(size, null, full, input.graph);
    }

    public static Tensor Reshape(Tensor tensor, object shape, string? name = null) =>
        OpBuilder.Tensor("Reshape", name, [tensor, shape]);

    public static Tensor ExpandDims(Tensor input, object axis, string? name = null) =>
        OpBuilder.Tensor("ExpandDims", name, [input, axis]);

    public static Tensor Squeeze(Tensor input, IEnumerable<int>? axis = null, string? name = null) =>
        OpBuilder.Tensor("Squeeze", name, [input], ("squeeze_dims", axis?.ToArray()));

    public static Tensor BroadcastTo(Tensor input, object shape, string? name = null) =>
        OpBuilder.Tensor("BroadcastTo", name, [input, shape]);

    /// <summary>The axes over which the gradients of two operands that were broadcast together are summed.</summary>
    public static (Tensor X, Tensor Y) BroadcastGradientArgs(Tensor shapeX, Tensor shapeY)
    {
        var outputs = OpBuilder.Apply("BroadcastGradientArgs", null, [shapeX, shapeY]).outputs;
        return (outputs[0], outputs[1]);
    }

    internal static Value IntegerVector(long[] numbers, TF_DataType type) =>
        type == TF_DataType.TF_INT64
            ? Value.Of<long>(numbers, [numbers.Length])
            : Value.Of<int>(Array.ConvertAll(numbers, n => checked((int)n)), [numbers.Length]);

    private static void ShapeShape(ShapeInference node) => node.Set(0, new(node.Input(0).ndim));

    private static void ShapeNShape(ShapeInference node)
    {
        for (var i = 0; i < node.InputCount; i++)
            node.Set(i, new(node.Input(i).ndim));
    }

    private static void ReshapeShape(ShapeInference node)
    {
        var input = node.Input(0);
        var target = node.ConstantAsShape(1);
        if (target.IsNull)
        {
            node.Set(0, Tensorflow.Shape.Unknown);
            return;
        }
        if (!input.IsFullyDefined)
        {
            node.Set(0, target);
            return;
        }
        var dims = (long[])target.dims.Clone();
        var unknown = dims.Count(d => d < 0);
        var known = dims.Where(d => d >= 0).Aggregate(1L, (p, d) => p * d);
        if (unknown == 1 && known > 0)
        {
            if (input.size % known != 0)
                throw node.Error($"Dimension size must be evenly divisible by {known} but is {input.size}");
            dims[Array.FindIndex(dims, d => d < 0)] = input.size / known;
        }
        else if (unknown == 0 && known != input.size)
            throw node.Error(
                $"Cannot reshape a tensor with {input.size} elements to shape {target.ToRuntimeString()} ({known} elements)"
            );
        node.Set(0, new(dims));
    }

    private static void ExpandDimsShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull || node.Constant(1) is not { } axis)
        {
            node.Set(0, input.IsNull ? Tensorflow.Shape.Unknown : Tensorflow.Shape.UnknownOfRank(input.ndim + 1));
            return;
        }
        var at = node.Axis(axis.Integer(0), input.ndim + 1);
        node.Set(0, new([.. input.dims[..at], 1, .. input.dims[at..]]));
    }

    private static void SqueezeShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull)
        {
            node.Set(0, input);
            return;
        }
        var axes = node.Op.Attr("squeeze_dims").List.I.Select(a => node.Axis(a, input.ndim)).ToHashSet();
        foreach (var axis in axes)
            if (input[axis] > 1)
                throw node.Error($"Can not squeeze dim[{axis}], expected a dimension of 1, got {input[axis]}");
        if (axes.Count == 0 && !input.IsFullyDefined)
        {
            node.Set(0, Tensorflow.Shape.Unknown);
            return;
        }
        var kept = Enumerable.Range(0, input.ndim).Where(i => axes.Count > 0 ? !axes.Contains(i) : input[i] != 1);
        node.Set(0, new([.. kept.Select(i => input[i])]));
    }

    private static void BroadcastGradientArgsShape(ShapeInference node)
    {
        node.InputOfRank(0, 1);
        node.InputOfRank(1, 1);
        node.Set(0, new(-1L));
        node.Set(1, new(-1L));
    }

    private static void BroadcastArgsShape(ShapeInference node)
    {
        var (x, y) = (node.InputOfRank(0, 1)[0], node.InputOfRank(1, 1)[0]);
        node.Set(0, new(x < 0 || y < 0 ? -1 : Math.Max(x, y)));
    }

    private static void BroadcastToShape(ShapeInference node)
    {
        var target = node.ConstantAsShape(1);
        if (target.IsNull || node.Input(0).IsNull)
        {
            node.Set(0, target);
            return;
        }
        if (node.Input(0).ndim > target.ndim)
            throw node.Error($"Input rank {node.Input(0).ndim} exceeds the target's {target.ndim}");
        ShapeRules.Broadcast(node, node.Input(0), target);
        node.Set(0, target);
    }

    private static Tensor?[] ReshapeGradient(Operation op, Tensor?[] grads) =>
        [Reshape(grads[0]!, Shape(op.inputs[0])), null];

    private static Tensor?[] SqueezeGradient(Operation op, Tensor?[] grads) =>
        [Reshape(grads[0]!, Shape(op.inputs[0]))];

    private static Tensor?[] BroadcastToGradient(Operation op, Tensor?[] grads)
    {
        var (input, broadcast) = (op.inputs[0], op.inputs[1]);
        var shape = Shape(input, out_type: broadcast.dtype);
        if (ConstantFolding.Evaluate(broadcast) is { } known)
            broadcast = TensorConversion.Convert(known, null, null, input.graph);
        var (_, axes) = BroadcastGradientArgs(broadcast, shape);
        return [Reshape(ReduceOps.Sum(grads[0]!, axes, keepdims: true), shape), null];
    }
}

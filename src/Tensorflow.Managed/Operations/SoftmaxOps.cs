using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Softmax, its logarithm, and the cross entropy between softmax and labels.</summary>
internal static partial class SoftmaxOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Reals.For([
                new("Softmax", AtLeastVector, SoftmaxKernel, SoftmaxGradient),
                new("LogSoftmax", AtLeastVector, LogSoftmaxKernel, LogSoftmaxGradient),
                new("SoftmaxCrossEntropyWithLogits", CrossEntropyShape, CrossEntropyKernel, CrossEntropyGradient),
            ]),
        ];

    /// <summary>
    /// The cross entropy of each row, for logits and labels of any equal shape: flattened to matrices for the op and
    /// back (nn_ops.py, <c>softmax_cross_entropy_with_logits_v2_helper</c>, last axis).
    /// </summary>
    public static Tensor CrossEntropy(object labels, object logits, string? name = null)
    {
        var graph = ((logits as ITensorOrOperation) ?? (labels as ITensorOrOperation))?.graph ?? Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "softmax_cross_entropy_with_logits", out var full);
        var scores = TensorConversion.Convert(logits, null, "logits", graph);
        var targets = TensorConversion.Convert(labels, null, "labels", graph);
        targets = MathOps.Cast(targets, scores.dtype);
        var rank = ShapeOps.Rank(scores);
        var shape = ShapeOps.Shape(scores);
        var known = scores.shape;
        var rows = FlattenOuterDims(scores);
        var rowTargets = FlattenOuterDims(targets);
        var loss = OpBuilder.Tensor("SoftmaxCrossEntropyWithLogits", full, [rows, rowTargets]);
        var outer = SliceOps.Slice(shape, new[] { 0 }, new object[] { OpBuilder.Tensor("Sub", null, [rank, 1]) });
        var cost = ShapeOps.Reshape(loss, outer);
        if (!known.IsNull)
            cost.RefineShape(known.Slice(0, known.ndim - 1));
        return cost;
    }

    /// <summary>Softmax or its logarithm along any axis: others than the last change places with it (nn_ops.py).</summary>
    public static Tensor AlongAxis(string type, Tensor logits, int axis, string? name = null)
    {
        var shape = logits.shape;
        if (axis == -1 || axis == shape.ndim - 1)
            return OpBuilder.Tensor(type, name, [logits]);
        if (shape.IsNull)
            throw new ValueError($"{type} along axis {axis} needs to know the rank of {logits}.");
        if (axis < -shape.ndim || axis >= shape.ndim)
            throw new InvalidArgumentError($"dim ({axis}) should be within [{-shape.ndim}, {shape.ndim})");
        ShapeOps.Rank(logits);
        var rank = ShapeOps.Rank(logits);
        var place = axis < 0 ? axis + shape.ndim : axis;
        var moved = SwapLast(logits, place, rank);
        var output = SwapLast(OpBuilder.Tensor(type, null, [moved]), place, rank, name);
        output.RefineShape(shape);
        return output;
    }

    private static Tensor SwapLast(Tensor logits, int axis, Tensor rank, string? name = null)
    {
        var last = OpBuilder.Tensor("Sub", null, [rank, 1]);
        object[] order =
        [
            OpBuilder.Tensor("Range", "range", [0, axis, 1]),
            new object[] { last },
            OpBuilder.Tensor("Range", "range", [axis + 1, last, 1]),
            new[] { axis },
        ];
        return LayoutOps.Transpose(logits, OpBuilder.Tensor("ConcatV2", "concat", [order, 0]), name);
    }

    private static Tensor FlattenOuterDims(Tensor logits)
    {
        var rank = ShapeOps.Rank(logits);
        var last = SliceOps.Slice(
            ShapeOps.Shape(logits),
            new object[] { OpBuilder.Tensor("Sub", null, [rank, 1]) },
            new[] { 1 }
        );
        var output = ShapeOps.Reshape(
            logits,
            OpBuilder.Tensor("ConcatV2", "concat", [new object[] { new[] { -1 }, last }, 0])
        );
        var shape = logits.shape;
        if (!shape.IsNull && shape.ndim > 0 && shape.Slice(0, shape.ndim - 1) is { IsFullyDefined: true } outer)
            output.RefineShape(new(outer.size, shape[-1]));
        return output;
    }

    private static void AtLeastVector(ShapeInference node)
    {
        if (node.Input(0).ndim == 0)
            throw node.Error("Shape must be at least rank 1 but is rank 0");
        node.Set(0, node.Input(0));
    }

    private static void CrossEntropyShape(ShapeInference node)
    {
        var shape = ShapeRules.Broadcast(node, node.Input(0), node.Input(1));
        if (!shape.IsNull && shape.ndim != 2)
            throw node.Error($"Shape must be rank 2 but is rank {shape.ndim}");
        node.Set(0, shape.IsNull ? new(-1L) : new(shape[0]));
        node.Set(1, shape.IsNull ? Shape.UnknownOfRank(2) : shape);
    }

    private static Tensor?[] SoftmaxGradient(Operation op, Tensor?[] grads)
    {
        var (softmax, grad) = (op.outputs[0], grads[0]!);
        var sums = ReduceOps.Sum(MathOps.Mul(grad, softmax), -1, keepdims: true);
        return [MathOps.Mul(MathOps.Sub(grad, sums), softmax)];
    }

    private static Tensor?[] LogSoftmaxGradient(Operation op, Tensor?[] grads)
    {
        var grad = grads[0]!;
        var softmax = OpBuilder.Tensor("Exp", null, [op.outputs[0]]);
        return [MathOps.Sub(grad, MathOps.Mul(ReduceOps.Sum(grad, -1, keepdims: true), softmax))];
    }

    private static Tensor?[] CrossEntropyGradient(Operation op, Tensor?[] grads)
    {
        var grad = LogitsGradient(op, grads);
        return [grad, ScaleRows(grads[0]!, MathOps.Negate(OpBuilder.Tensor("LogSoftmax", null, [op.inputs[0]])))];
    }

    /// <summary>
    /// The gradient of a cross entropy by its logits: the op gives softmax - labels as its second output; a gradient of
    /// that one adds the second order term.
    /// </summary>
    public static Tensor LogitsGradient(Operation op, Tensor?[] grads)
    {
        var grad = ScaleRows(grads[0]!, op.outputs[1]);
        if (grads[1] is not { IsZeros: false } second)
            return grad;
        var softmax = OpBuilder.Tensor("Softmax", null, [op.inputs[0]]);
        var product = MatrixOps.MatMul(ShapeOps.ExpandDims(second, 1), ShapeOps.ExpandDims(softmax, 2));
        return MathOps.Add(grad, MathOps.Mul(MathOps.Sub(second, ShapeOps.Squeeze(product, [1])), softmax));
    }

    private static Tensor ScaleRows(Tensor vector, Tensor matrix) =>
        MathOps.Mul(ShapeOps.ExpandDims(vector, -1), matrix);
}

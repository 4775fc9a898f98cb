using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>The cross entropies with class numbers for labels, and of sigmoids.</summary>
internal static class CrossEntropies
{
    public static IEnumerable<OpRule> Rules =>
        [.. TypeSet.Reals.For([new("SparseSoftmaxCrossEntropyWithLogits", SparseShape, SparseKernel, SparseGradient)])];

    /// <summary>The cross entropy of each row of logits of any rank (nn_ops.py).</summary>
    public static Tensor Sparse(Tensor labels, Tensor logits, string? name = null)
    {
        var graph = OpBuilder.GraphOf(labels, logits);
        using var scope = graph.OpenNameScope(name ?? "SparseSoftmaxCrossEntropyWithLogits", out _);
        var classes = TensorConversion.Convert(labels, null, "Const", graph);
        var scores = TensorConversion.Convert(logits, null, "Const", graph);
        var (known, rows) = (classes.shape, scores.shape);
        var labelsShape = ShapeOps.Shape(classes);
        if (rows.ndim == 0)
            throw new ValueError("`logits` cannot be a scalar. Received logits=" + scores);
        if (!rows.IsNull && !known.IsNull && known.ndim != rows.ndim - 1)
            throw new ValueError(
                $"`labels.shape.rank` must equal `logits.shape.rank - 1`. Received: labels.shape={known} of rank "
                    + $"{known.ndim} and logits.shape={rows} of rank {rows.ndim}"
            );
        if (rows.ndim == 2)
            return OpBuilder.Apply("SparseSoftmaxCrossEntropyWithLogits", name, [scores, classes]).outputs[0];
        var count = SliceOps.Item(ShapeOps.Shape(scores), MathOps.Sub(ShapeOps.Rank(scores), 1));
        var matrix = ShapeOps.Reshape(scores, new object[] { -1, count });
        var vector = ShapeOps.Reshape(classes, new[] { -1 });
        var loss = OpBuilder.Apply("SparseSoftmaxCrossEntropyWithLogits", name, [matrix, vector]).outputs[0];
        var cost = ShapeOps.Reshape(loss, labelsShape);
        cost.RefineShape(known);
        return cost;
    }

    /// <summary>max(x, 0) - x z + ln(1 + e^-|x|) for logits x and labels z (nn_impl.py).</summary>
    public static Tensor Sigmoid(Tensor labels, Tensor logits, string? name = null)
    {
        var graph = OpBuilder.GraphOf(logits, labels);
        using var scope = graph.OpenNameScope(name ?? "logistic_loss", out var full);
        var x = TensorConversion.Convert(logits, null, "logits", graph);
        var z = TensorConversion.Convert(labels, null, "labels", graph);
        if (!x.shape.is_compatible_with(z.shape))
            throw new ValueError($"`logits` and `labels` must have the same shape, received ({x.shape} vs {z.shape}).");
        var zeros = SourceOps.ZerosLike(x);
        var positive = OpBuilder.Tensor("GreaterEqual", null, [x, zeros]);
        var relu = SelectionOps.Where(positive, x, zeros);
        var negative = SelectionOps.Where(positive, MathOps.Negate(x), x);
        var linear = MathOps.Sub(relu, MathOps.Mul(x, z));
        var log = OpBuilder.Tensor("Log1p", null, [OpBuilder.Tensor("Exp", null, [negative])]);
        return OpBuilder.Tensor("AddV2", full, [linear, log]);
    }

    private static void SparseShape(ShapeInference node)
    {
        var logits = node.InputOfRank(0, 2);
        var batch = node.Merge(new(logits[0]), node.InputOfRank(1, 1));
        node.Set(0, batch);
        node.Set(1, batch.Concatenate(new(logits[1])));
    }

    private static Tensor?[] SparseGradient(Operation op, Tensor?[] grads) =>
        [SoftmaxOps.LogitsGradient(op, grads), null];

    private static Kernel SparseKernel(KernelRequest node) =>
        node.InputType(1) switch
        {
            TF_DataType.TF_INT32 => ElementTypes.Reals<SparseEntropy<int>>(node, node.OutputType(0)),
            TF_DataType.TF_INT64 => ElementTypes.Reals<SparseEntropy<long>>(node, node.OutputType(0)),
            _ => throw node.NoKernel(),
        };

    /// <summary>loss[batch] and softmax - labels[batch, classes] for logits[batch, classes] and class numbers[batch]</summary>
    private readonly struct SparseEntropy<TLabel> : INumberBody
        where TLabel : unmanaged, IBinaryInteger<TLabel>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (logits, labels) = (context.Input(0), context.Input(1));
            if (logits.Rank != 2)
                throw context.Invalid($"logits must be 2-D, but got shape {RuntimeShapes.Text(logits)}");
            if (labels.Rank != 1)
                throw context.Invalid($"labels must be 1-D, but got shape {RuntimeShapes.Text(labels)}");
            if (labels.Count != logits.Sizes[0])
                throw context.Invalid(
                    "logits and labels must have the same first dimension, got logits shape "
                        + $"{RuntimeShapes.Text(logits)} and labels shape {RuntimeShapes.Text(labels)}"
                );
            var classes = logits.Sizes[1];
            if (logits.Count == 0 && labels.Count > 0)
                throw context.Invalid(
                    $"Must have at least one class, but got logits shape {RuntimeShapes.Text(logits)}"
                );
            var numbers = labels.Span<TLabel>();
            foreach (var label in numbers)
                if (TLabel.IsNegative(label) || label >= TLabel.CreateSaturating(classes))
                    throw context.Invalid(
                        $"Received a label value of {label} which is outside the valid range of [0, {classes}).  "
                            + $"Label values: {string.Join(' ', numbers.ToArray())}"
                    );
            Span<int> narrow = labels.Count <= 256 ? stackalloc int[labels.Count] : new int[labels.Count];
            for (var i = 0; i < narrow.Length; i++)
                narrow[i] = int.CreateTruncating(numbers[i]);
            var loss = context.Allocate(0, labels.Sizes).Span<T>();
            var backprop = context.Allocate(1, logits.Sizes).Span<T>();
            Softmaxing.SparseCrossEntropy(logits.Span<T>(), narrow, classes, loss, backprop);
        }
    }
}

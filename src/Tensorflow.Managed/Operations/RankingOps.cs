using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>The greatest elements of rows.</summary>
internal static class RankingOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([new("TopKV2", TopKShape, TopKKernel, TopKGradient)]),
            .. TypeSet.Integers.For([new("InTopKV2", InTopKShape, InTopKKernel, Gradients.None)]),
        ];

    /// <summary>The k greatest elements along the last axis, and where they lie.</summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor input, object k, bool sorted, string? name = null)
    {
        var outputs = OpBuilder.Apply("TopKV2", name, [input, k], ("sorted", sorted)).outputs;
        return (outputs[0], outputs[1]);
    }

    /// <summary>Whether each target is among the k greatest of its row (nn_ops.py, <c>in_top_k</c>).</summary>
    public static Tensor InTopK(Tensor predictions, Tensor targets, object k, string? name = null)
    {
        using var scope = OpBuilder.GraphOf(predictions, targets).OpenNameScope(name ?? "in_top_k", out _);
        return OpBuilder.Tensor("InTopKV2", name, [predictions, targets, k]);
    }

    private static void TopKShape(ShapeInference node)
    {
        var (input, k) = (node.Input(0), node.Constant(1)?.Integer(0) ?? -1);
        if (input.ndim == 0)
            throw node.Error("Shape must be at least rank 1 but is rank 0");
        if (!input.IsNull && k >= 0 && input[-1] >= 0 && input[-1] < k)
            throw node.Error($"input must have last dimension >= k = {k} but is {input[-1]}");
        var output = input.Slice(0, input.ndim - 1).Concatenate(new(k));
        node.Set(0, output);
        node.Set(1, output);
    }

    private static void InTopKShape(ShapeInference node) =>
        node.Set(0, node.Merge(new(node.InputOfRank(0, 2)[0]), node.InputOfRank(1, 1)));

    /// <summary>Puts the gradient back to where the values came from (nn_grad.py, <c>_TopKGrad</c>).</summary>
    private static Tensor?[] TopKGradient(Operation op, Tensor?[] grads)
    {
        var shape = ShapeOps.Shape(op.inputs[0]);
        var indices = op.outputs[1];
        var indexShape = ShapeOps.Shape(indices);
        var k = Last(indexShape);
        var rows = ShapeOps.Reshape(indices, LayoutOps.Stack([-1, k]));
        var size = Last(shape);
        var count = SliceOps.Item(ShapeOps.Shape(rows), 0);
        var limit = MathOps.Mul(MathOps.Cast(count, TF_DataType.TF_INT64), size);
        var starts = ShapeOps.ExpandDims(SourceOps.Range(0, limit, size), -1);
        var places = MathOps.Add(rows, MathOps.Cast(starts, TF_DataType.TF_INT32));
        var flat = ShapeOps.Reshape(places, new[] { -1 });
        var scattered = IndexOps.ScatterNd(
            ShapeOps.ExpandDims(flat, -1),
            ShapeOps.Reshape(grads[0]!, new[] { -1 }),
            new object[] { ReduceOps.Reduce("Prod", shape, null, false, null) }
        );
        return [ShapeOps.Reshape(scattered, shape), SourceOps.Zeros(Shape.Scalar, TF_DataType.TF_INT32)];

        static Tensor Last(Tensor shape)
        {
            var wide = MathOps.Cast(shape, TF_DataType.TF_INT64);
            return LayoutOps.Gather(wide, MathOps.Sub(ShapeOps.Size(shape), 1));
        }
    }

    private static Kernel TopKKernel(KernelRequest node) =>
        node.OutputType(1) switch
        {
            TF_DataType.TF_INT32 => ElementTypes.Numbers<Greatest<int>>(node, node.InputType(0)),
            TF_DataType.TF_INT64 => ElementTypes.Numbers<Greatest<long>>(node, node.InputType(0)),
            _ => throw node.NoKernel(),
        };

    private static Kernel InTopKKernel(KernelRequest node) => ElementTypes.Integers<Contained>(node, node.InputType(1));

    /// <summary>The k greatest elements of each row, and where they lie</summary>
    private readonly struct Greatest<TIndex> : INumberBody
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var k = RuntimeShapes.Scalar(context, 1, "k");
            if (x.Rank < 1)
                throw context.Invalid($"input must be >= 1-D, got shape {RuntimeShapes.Text(x)}");
            if (k < 0)
                throw context.Invalid($"Need k >= 0, got {k}");
            if (x.Sizes[^1] < k)
                throw context.Invalid($"input must have at least k columns. Had {x.Sizes[^1]}, needed {k}");
            Span<int> dims = stackalloc int[x.Rank];
            x.Sizes.CopyTo(dims);
            dims[^1] = (int)k;
            var values = context.Allocate(0, dims).Span<T>();
            var indices = context.Allocate(1, dims).Span<TIndex>();
            Ranking.TopK(x.Span<T>(), x.Sizes[^1], (int)k, values, indices);
        }
    }

    /// <summary>y[batch] = whether the target is among the k greatest of its row</summary>
    private readonly struct Contained : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, targets) = (context.Input(0), context.Input(1));
            var k = RuntimeShapes.Scalar(context, 2, "k");
            if (x.Rank != 2)
                throw context.Invalid("predictions must be 2-dimensional");
            if (targets.Rank != 1)
                throw context.Invalid("targets must be 1-dimensional");
            if (targets.Count != x.Sizes[0])
                throw context.Invalid(
                    $"First dimension of predictions {x.Sizes[0]} must match length of targets {targets.Count}"
                );
            var y = context.Allocate(0, targets.Sizes).Span<bool>();
            if (typeof(T) == typeof(long))
                Ranking.InTopK<long>(x.Span<float>(), x.Sizes[1], targets.Span<long>(), k, y);
            else
                Ranking.InTopK<int>(x.Span<float>(), x.Sizes[1], targets.Span<int>(), k, y);
        }
    }
}

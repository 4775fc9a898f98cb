using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops that sort rows by a number that each of them has: sums of segments, partitions.</summary>
internal static partial class SegmentOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([new("UnsortedSegmentSum", SegmentSumShape, SegmentSumKernel, SegmentSumGradient)]),
            .. TypeSet.Any.For([new("DynamicPartition", PartitionShape, PartitionKernel, PartitionGradient)]),
        ];

    public static Tensor UnsortedSegmentSum(
        Tensor data,
        object segment_ids,
        object num_segments,
        string? name = null
    ) => OpBuilder.Tensor("UnsortedSegmentSum", name, [data, segment_ids, num_segments]);

    public static Tensor[] DynamicPartition(object data, object partitions, int num_partitions, string? name = null) =>
        OpBuilder.Apply("DynamicPartition", name, [data, partitions], ("num_partitions", num_partitions)).outputs;

    private static void SegmentSumShape(ShapeInference node)
    {
        var (data, ids) = (node.Input(0), node.Input(1));
        node.InputOfRank(2, 0);
        if (data.IsNull || ids.IsNull)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        if (data.ndim < ids.ndim)
            throw node.Error($"Shape must be at least rank {ids.ndim} but is rank {data.ndim}");
        node.Merge(data.Slice(0, ids.ndim), ids);
        node.Set(0, new Shape(node.Constant(2)?.Integer(0) ?? -1).Concatenate(data.Slice(ids.ndim)));
    }

    private static void PartitionShape(ShapeInference node)
    {
        var (data, partitions) = (node.Input(0), node.Input(1));
        var shape = Shape.Unknown;
        if (!data.IsNull && !partitions.IsNull)
        {
            if (data.ndim < partitions.ndim)
                throw node.Error($"Shape must be at least rank {partitions.ndim} but is rank {data.ndim}");
            node.Merge(data.Slice(0, partitions.ndim), partitions);
            shape = new Shape(-1L).Concatenate(data.Slice(partitions.ndim));
        }
        for (var i = 0; i < node.OutputCount; i++)
            node.Set(i, shape);
    }

    /// <summary>
    /// Each row takes its segment's gradient, and zeros where its number is negative (math_grad.py,
    /// <c>_GatherDropNegatives</c>).
    /// </summary>
    private static Tensor?[] SegmentSumGradient(Operation op, Tensor?[] grads)
    {
        var ids = op.inputs[1];
        var clipped = OpBuilder.Tensor("Maximum", null, [ids, SourceOps.ZerosLike(ids)]);
        var gathered = LayoutOps.Gather(grads[0]!, clipped);
        var positive = OpBuilder.Tensor("GreaterEqual", null, [ids, 0]);
        var shape = ShapeOps.Shape(positive);
        var missing = MathOps.Sub(ShapeOps.Rank(gathered), ShapeOps.Rank(positive));
        var ones = SourceOps.Ones(new object[] { missing }, TF_DataType.TF_INT32);
        positive = ShapeOps.Reshape(positive, LayoutOps.Concat([shape, ones], 0));
        positive = MathOps.Binary("LogicalAnd", "and", positive, SourceOps.OnesLike(gathered, TF_DataType.TF_BOOL));
        var zeros = SourceOps.ZerosLike(gathered);
        return [OpBuilder.Tensor("SelectV2", null, [positive, gathered, zeros]), null, null];
    }

    /// <summary>The gradients of the parts go back to where their rows came from (data_flow_grad.py).</summary>
    private static Tensor?[] PartitionGradient(Operation op, Tensor?[] grads)
    {
        var (data, partitions) = (op.inputs[0], op.inputs[1]);
        var shape = ShapeOps.Shape(partitions);
        var count = ReduceOps.Reduce("Prod", shape, null, false, null);
        var places = ShapeOps.Reshape(SourceOps.Range(0, count), shape);
        var parts = DynamicPartition(places, partitions, (int)op.Int("num_partitions"));
        var joined = OpBuilder.Tensor("ParallelDynamicStitch", null, [parts, grads]);
        return [ShapeOps.Reshape(joined, ShapeOps.Shape(data)), null];
    }
}

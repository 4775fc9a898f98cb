using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class SegmentOps
{
    private static Kernel SegmentSumKernel(KernelRequest node) =>
        ElementTypes.Numbers<SegmentSums>(node, node.OutputType(0));

    private static Kernel PartitionKernel(KernelRequest node) =>
        ElementTypes.Moved<Partitioned>(node, node.OutputType(0));

    /// <summary>Inputs: rows, the segment of each (left out where negative), how many segments there are.</summary>
    private readonly struct SegmentSums : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, ids) = (context.Input(0), context.Input(1));
            RequirePrefix(context, x, ids, "data", "segment_ids");
            var segments = RuntimeShapes.Scalar(context, 2, "num_segments");
            if (segments < 0)
                throw context.Invalid($"Input num_segments == {segments} must not be negative.");
            Span<int> dims = stackalloc int[1 + x.Rank - ids.Rank];
            dims[0] = RuntimeShapes.Dim(context, segments);
            x.Sizes[ids.Rank..].CopyTo(dims[1..]);
            var y = context.Allocate(0, dims).Span<T>();
            var bad =
                ids.DType == TF_DataType.TF_INT64
                    ? Gathering.UnsortedSegmentSum<T, long>(x.Span<T>(), ids.Span<long>(), dims[0], y)
                    : Gathering.UnsortedSegmentSum<T, int>(x.Span<T>(), ids.Span<int>(), dims[0], y);
            if (bad >= 0)
                throw context.Invalid($"segment_ids[{bad}] = {ids.Integer(bad)} is out of range [0, {segments})");
        }
    }

    /// <summary>Output p has the rows of input 0 for which input 1 says p, in their order.</summary>
    private readonly struct Partitioned : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, partitions) = (context.Input(0), context.Input(1));
            RequirePrefix(context, x, partitions, "data", "partitions");
            var parts = context.OutputCount;
            var numbers = partitions.Span<int>();
            var counts = parts <= 256 ? stackalloc int[parts] : new int[parts];
            counts.Clear();
            for (var i = 0; i < numbers.Length; i++)
                if ((uint)numbers[i] < (uint)parts)
                    counts[numbers[i]]++;
                else
                    throw context.Invalid($"partitions[{i}] = {numbers[i]} is not in [0, {parts})");
            Span<int> dims = stackalloc int[1 + x.Rank - partitions.Rank];
            x.Sizes[partitions.Rank..].CopyTo(dims[1..]);
            var inner = RuntimeShapes.Product(dims[1..]);
            for (var part = 0; part < parts; part++)
            {
                dims[0] = counts[part];
                context.Allocate(part, dims);
            }
            counts.Clear();
            for (var i = 0; i < numbers.Length; i++)
            {
                var row = counts[numbers[i]]++;
                Value target = context.Output(numbers[i]);
                x.Elements<T>().Slice(i * inner, inner).CopyTo(target.Elements<T>().Slice(row * inner, inner));
            }
        }
    }

    private static void RequirePrefix(KernelContext context, Value data, Value numbers, string what, string by)
    {
        if (data.Rank < numbers.Rank || !data.Sizes[..numbers.Rank].SequenceEqual(numbers.Sizes))
            throw context.Invalid(
                $"{what}.shape must start with {by}.shape, got {what}.shape = {RuntimeShapes.Text(data)}, {by}.shape = "
                    + RuntimeShapes.Text(numbers)
            );
    }
}

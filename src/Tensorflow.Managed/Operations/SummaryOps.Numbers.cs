using System.Numerics;
using Tensorflow.Formats.Proto;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <content>Summaries of numbers: single ones, and how many of them are alike.</content>
internal static partial class SummaryOps
{
    private static Kernel ScalarKernel(KernelRequest node) => Reals<ScalarBody>(node, node.InputType(1));

    private static Kernel HistogramKernel(KernelRequest node) => Reals<HistogramBody>(node, node.InputType(1));

    /// <summary>A kernel for every real number type that a tensor here can have.</summary>
    private static Kernel Reals<TBody>(KernelRequest node, TF_DataType type, TBody body = default)
        where TBody : struct, IRealBody =>
        type switch
        {
            TF_DataType.TF_FLOAT => body.Run<float>,
            TF_DataType.TF_DOUBLE => body.Run<double>,
            TF_DataType.TF_HALF => body.Run<Half>,
            TF_DataType.TF_INT8 => body.Run<sbyte>,
            TF_DataType.TF_INT16 => body.Run<short>,
            TF_DataType.TF_INT32 => body.Run<int>,
            TF_DataType.TF_INT64 => body.Run<long>,
            TF_DataType.TF_UINT8 => body.Run<byte>,
            TF_DataType.TF_UINT16 => body.Run<ushort>,
            TF_DataType.TF_UINT32 => body.Run<uint>,
            TF_DataType.TF_UINT64 => body.Run<ulong>,
            _ => throw node.NoKernel(),
        };

    /// <summary>What a kernel does with numbers of any type.</summary>
    private interface IRealBody
    {
        /// <summary>Runs on inputs whose elements are of type <typeparamref name="T"/>.</summary>
        void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>;
    }

    /// <summary>tags, values [the same shape] -> a value for each tag.</summary>
    private struct ScalarBody : IRealBody
    {
        public readonly void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>
        {
            var (tags, values) = (context.Input(0), context.Input(1));
            if (!tags.Dims.SequenceEqual(values.Dims))
                throw context.Invalid(
                    $"tags and values not the same shape: {tags.ToShape().ToRuntimeString()} != "
                        + values.ToShape().ToRuntimeString()
                        + (tags.Count == 1 ? $" (tag '{Utf8(tags.Strings![0])}')" : "")
                );
            var summary = new Summary();
            var numbers = values.Span<T>();
            for (var i = 0; i < numbers.Length; i++)
                summary.Value.Add(
                    new Summary.Types.Value
                    {
                        Tag = Utf8(tags.Strings![i]),
                        SimpleValue = float.CreateTruncating(numbers[i]),
                    }
                );
            Put(context, summary);
        }
    }

    /// <summary>tag, values [any shape] -> one histogram.</summary>
    private struct HistogramBody : IRealBody
    {
        public readonly void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>
        {
            var tag = Tag(context, "tags must be scalar");
            var histogram = new Histogram();
            foreach (var element in context.Input(1).Span<T>())
            {
                var number = double.CreateTruncating(element);
                if (!double.IsFinite(number))
                    throw context.Invalid(
                        $"{(double.IsNaN(number) ? "Nan" : "Infinity")} in summary histogram for: {context.Op.name}"
                    );
                histogram.Add(number);
            }
            var proto = new HistogramProto
            {
                Min = histogram.Min,
                Max = histogram.Max,
                Num = histogram.Count,
                Sum = histogram.Sum,
                SumSquares = histogram.SumOfSquares,
            };
            foreach (var (limit, count) in histogram.Buckets())
            {
                proto.BucketLimit.Add(limit);
                proto.Bucket.Add(count);
            }
            Put(
                context,
                new()
                {
                    Value =
                    {
                        new Summary.Types.Value { Tag = tag, Histo = proto },
                    },
                }
            );
        }
    }
}

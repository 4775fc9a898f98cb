using System.Buffers;
using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class SoftmaxOps
{
    private static Kernel CrossEntropyKernel(KernelRequest node) =>
        ElementTypes.Reals<Entropy>(node, node.OutputType(0));

    private static Kernel LogSoftmaxKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new Normalized(Logarithm: true));

    private static Kernel SoftmaxKernel(KernelRequest node) =>
        ElementTypes.Reals(node, node.OutputType(0), new Normalized(Logarithm: false));

    /// <summary>Softmax or its logarithm along the last axis.</summary>
    private readonly record struct Normalized(bool Logarithm) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            if (x.Rank < 1)
                throw context.Invalid($"logits must have >= 1 dimension, got {RuntimeShapes.Text(x)}");
            var y = context.AllocateOver(1, x.Sizes);
            if (Logarithm)
                Softmaxing.LogSoftmax(x.Span<T>(), x.Sizes[^1], y.Span<T>());
            else
                Softmaxing.Softmax(x.Span<T>(), x.Sizes[^1], y.Span<T>());
        }
    }

    /// <summary>Losses and their gradients for logits and labels, matrices that broadcast together.</summary>
    private readonly struct Entropy : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (logits, labels) = (context.Input(0), context.Input(1));
            var rank = Math.Max(logits.Rank, labels.Rank);
            Span<int> dims = stackalloc int[rank];
            if (!RuntimeShapes.TryBroadcast(logits.Sizes, labels.Sizes, dims))
                throw context.Invalid(
                    $"logits and labels must be broadcastable: logits_size={RuntimeShapes.Text(logits)} "
                        + $"labels_size={RuntimeShapes.Text(labels)}"
                );
            if (rank != 2)
                throw context.Invalid(
                    "logits and labels must be either 2-dimensional, or broadcasted to be 2-dimensional"
                );
            var loss = context.Allocate(0, dims[..1]).Span<T>();
            var backprop = context.Allocate(1, dims).Span<T>();
            if (backprop.Length == logits.Count && backprop.Length == labels.Count)
                Softmaxing.CrossEntropy(logits.Span<T>(), labels.Span<T>(), dims[1], loss, backprop);
            else
                Repeated(logits, labels, dims, loss, backprop);
        }

        private static void Repeated<T>(
            Value logits,
            Value labels,
            ReadOnlySpan<int> dims,
            Span<T> loss,
            Span<T> backprop
        )
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var rented = ArrayPool<T>.Shared.Rent(2 * backprop.Length);
            var wholeLogits = rented.AsSpan(0, backprop.Length);
            var wholeLabels = rented.AsSpan(backprop.Length, backprop.Length);
            Repeating.BroadcastTo(logits.Span<T>(), logits.Sizes, wholeLogits, dims);
            Repeating.BroadcastTo(labels.Span<T>(), labels.Sizes, wholeLabels, dims);
            Softmaxing.CrossEntropy<T>(wholeLogits, wholeLabels, dims[1], loss, backprop);
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}

using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class SliceOps
{
    private static Kernel PadKernel(KernelRequest node) => ElementTypes.Moved<Padded>(node, node.OutputType(0));

    private static Kernel SliceKernel(KernelRequest node) => ElementTypes.Moved<Sliced>(node, node.OutputType(0));

    private static Kernel StridedSliceGradKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new StridedBack(SliceMasks.Of(node.Op)));

    private static Kernel StridedSliceKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Strided(SliceMasks.Of(node.Op)));

    /// <summary>Narrows numbers that are known to fit.</summary>
    private static void Narrow(ReadOnlySpan<long> from, Span<int> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = (int)from[i];
    }

    private static void RequireMatchingIndices(KernelContext context, int first)
    {
        var (begin, end, strides) = (context.Input(first), context.Input(first + 1), context.Input(first + 2));
        if (
            begin.Rank != 1
            || end.Rank != 1
            || strides.Rank != 1
            || begin.Count != strides.Count
            || end.Count != strides.Count
            || begin.Count >= 32
        )
            throw context.Invalid(
                "Expected begin, end, and strides to be 1D equal size tensors, but got shapes "
                    + $"{RuntimeShapes.Text(begin)}, {RuntimeShapes.Text(end)}, and {RuntimeShapes.Text(strides)} instead."
            );
    }

    /// <summary>A part of the input: begin and size of each axis.</summary>
    private readonly struct Sliced : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, begin, size) = (context.Input(0), context.Input(1), context.Input(2));
            if (begin.Rank != 1 || size.Rank != 1 || begin.Count != x.Rank || size.Count != x.Rank)
                throw context.Invalid(
                    $"Expected begin and size arguments to be 1-D tensors of size {x.Rank}, but got shapes "
                        + $"{RuntimeShapes.Text(begin)} and {RuntimeShapes.Text(size)} instead."
                );
            Span<int> start = stackalloc int[x.Rank];
            Span<int> dims = stackalloc int[x.Rank];
            for (var i = 0; i < dims.Length; i++)
            {
                var (from, wanted, whole) = (begin.Integer(i), size.Integer(i), x.Sizes[i]);
                if (from < 0 || from > whole)
                    throw context.Invalid($"Expected begin[{i}] in [0, {whole}], but got {from}");
                var length = wanted == -1 ? whole - from : wanted;
                if (length < 0 || length > whole - from)
                    throw context.Invalid($"Expected size[{i}] in [0, {whole - from}], but got {wanted}");
                (start[i], dims[i]) = ((int)from, (int)length);
            }
            if (dims.SequenceEqual(x.Sizes))
                context.Output(0).Share(x);
            else
                Slicing.Slice(x.Elements<T>(), x.Sizes, start, dims, context.Allocate(0, dims).Elements<T>());
        }
    }

    /// <summary>A part of the input with steps, from its begins to before its ends.</summary>
    private readonly record struct Strided(SliceMasks Masks) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            RequireMatchingIndices(context, 1);
            var (x, strides) = (context.Input(0), context.Input(3));
            var scratch = StridedSliceSpec.ScratchLength(x.Rank, strides.Count);
            var spec = new StridedSliceSpec(Masks, x.Rank, strides, stackalloc long[scratch]);
            if (spec.Resolve(x.Dims, context.Input(1), context.Input(2)) is { } error)
                throw context.Invalid(error);
            Span<int> begin = stackalloc int[x.Rank];
            Span<int> steps = stackalloc int[x.Rank];
            Span<int> counts = stackalloc int[x.Rank];
            Narrow(spec.Begin, begin);
            Narrow(spec.Strides, steps);
            Narrow(spec.Counts, counts);
            var y = context.Allocate(0, spec.FinalDims);
            Slicing.Strided(x.Elements<T>(), x.Sizes, begin, steps, counts, y.Elements<T>());
        }
    }

    /// <summary>Inputs: the shape of what was sliced, begin, end, strides, the gradient of the slice.</summary>
    private readonly record struct StridedBack(SliceMasks Masks) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            RequireMatchingIndices(context, 1);
            var (shape, strides, grad) = (
                RuntimeShapes.Vector(context, 0, "shape"),
                context.Input(3),
                context.Input(4)
            );
            var rank = RuntimeShapes.RankOf(context, shape);
            Span<int> dims = stackalloc int[rank];
            Span<long> wide = stackalloc long[rank];
            RuntimeShapes.ReadDims(context, shape, dims);
            for (var i = 0; i < rank; i++)
                wide[i] = dims[i];
            var scratch = StridedSliceSpec.ScratchLength(rank, strides.Count);
            var spec = new StridedSliceSpec(Masks, rank, strides, stackalloc long[scratch]);
            if (spec.Resolve(wide, context.Input(1), context.Input(2)) is { } error)
                throw context.Invalid(error);
            if (!grad.Dims.SequenceEqual(spec.FinalDims))
                throw context.Invalid(
                    $"shape of dy was {RuntimeShapes.Text(grad)} instead of "
                        + new Shape(spec.FinalDims.ToArray()).ToRuntimeString()
                );
            Span<int> begin = stackalloc int[rank];
            Span<int> steps = stackalloc int[rank];
            Span<int> counts = stackalloc int[rank];
            Narrow(spec.Begin, begin);
            Narrow(spec.Strides, steps);
            Narrow(spec.Counts, counts);
            var whole = context.Allocate(0, dims);
            if (whole.Strings is null)
                whole.Bytes.Clear();
            Slicing.Scatter(grad.Elements<T>(), dims, begin, steps, counts, whole.Elements<T>());
        }
    }

    /// <summary>The input with zeros around it, as many as input 1 tells.</summary>
    private readonly struct Padded : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, paddings) = (context.Input(0), context.Input(1));
            if (paddings.Rank != 2 || paddings.Sizes[1] != 2)
                throw context.Invalid($"paddings must be a matrix with 2 columns: {RuntimeShapes.Text(paddings)}");
            if (paddings.Sizes[0] != x.Rank)
                throw context.Invalid(
                    "The first dimension of paddings must be the rank of inputs"
                        + $"{RuntimeShapes.Text(paddings)} {RuntimeShapes.Text(x)}"
                );
            Span<int> before = stackalloc int[x.Rank];
            Span<int> dims = stackalloc int[x.Rank];
            for (var i = 0; i < dims.Length; i++)
            {
                var (ahead, behind) = (paddings.Integer(2 * i), paddings.Integer(2 * i + 1));
                if (ahead < 0 || behind < 0)
                    throw context.Invalid($"Paddings must be non-negative: {ahead} {behind}");
                before[i] = RuntimeShapes.Dim(context, ahead);
                dims[i] = RuntimeShapes.Dim(context, Math.Min(behind, int.MaxValue) + ahead + x.Sizes[i]);
            }
            var y = context.Allocate(0, dims);
            var zero = typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>() : default!;
            Slicing.Pad(x.Elements<T>(), x.Sizes, before, dims, zero, y.Elements<T>());
        }
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class MirrorOps
{
    private static Kernel ReverseKernel(KernelRequest node) => ElementTypes.Moved<Reversed>(node, node.OutputType(0));

    private static Kernel ReverseSequenceKernel(KernelRequest node) =>
        ElementTypes.Moved(
            node,
            node.OutputType(0),
            new SequenceReversed((int)node.Op.Int("seq_dim"), (int)node.Op.Int("batch_dim"))
        );

    private static Kernel MirrorPadKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Mirrored(Skip(node)));

    private static Kernel MirrorPadGradKernel(KernelRequest node) =>
        ElementTypes.Numbers(node, node.OutputType(0), new MirroredBack(Skip(node)));

    /// <summary>Whether the outermost element is left out of its own reflection: 1 or 0.</summary>
    private static int Skip(KernelRequest node) => node.Op.String("mode") == "REFLECT" ? 1 : 0;

    /// <summary>Reads how much of each side of the inner tensor is mirrored.</summary>
    private static void ReadPaddings(KernelContext context, Span<int> before, Span<int> after)
    {
        var (input, paddings) = (context.Input(0), context.Input(1));
        if (paddings.Rank != 2 || paddings.Sizes[1] != 2 || paddings.Sizes[0] != input.Rank)
            throw context.Invalid(
                $"paddings must be a matrix with 2 columns and a row for each axis of {RuntimeShapes.Text(input)}: "
                    + RuntimeShapes.Text(paddings)
            );
        for (var i = 0; i < before.Length; i++)
        {
            var (ahead, behind) = (paddings.Integer(2 * i), paddings.Integer(2 * i + 1));
            if (ahead < 0 || behind < 0)
                throw context.Invalid($"paddings must be non-negative: {ahead}, {behind}");
            (before[i], after[i]) = (RuntimeShapes.Dim(context, ahead), RuntimeShapes.Dim(context, behind));
        }
    }

    private static void CheckPaddings(
        KernelContext context,
        ReadOnlySpan<int> dims,
        ReadOnlySpan<int> before,
        ReadOnlySpan<int> after,
        int skip
    )
    {
        for (var i = 0; i < dims.Length; i++)
            if (before[i] > dims[i] - skip || after[i] > dims[i] - skip)
                throw context.Invalid(
                    $"paddings must be {(skip == 0 ? "no greater" : "less")} than the dimension size: {before[i]}, "
                        + $"{after[i]} {(skip == 0 ? "greater" : "not less")} than {dims[i]}"
                );
    }

    private static int[] Places(ReadOnlySpan<int> dims, ReadOnlySpan<int> padded, ReadOnlySpan<int> before, int skip)
    {
        var total = 0;
        foreach (var size in padded)
            total += size;
        var places = new int[total];
        for (int i = 0, at = 0; i < dims.Length; at += padded[i++])
            Mirroring.Places(dims[i], before[i], skip, places.AsSpan(at, padded[i]));
        return places;
    }

    private readonly struct Reversed : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, axes) = (context.Input(0), RuntimeShapes.Vector(context, 1, "dims"));
            Span<bool> marked = stackalloc bool[x.Rank];
            marked.Clear();
            for (var i = 0; i < axes.Count; i++)
            {
                var given = axes.Integer(i);
                if (given < -x.Rank || given >= x.Rank)
                    throw context.Invalid($"'axis'[{i}] = {given} is out of valid range [0, {x.Rank - 1}]");
                var axis = (int)(given < 0 ? given + x.Rank : given);
                if (marked[axis])
                    throw context.Invalid($"axis {axis} specified more than once.");
                marked[axis] = true;
            }
            Slicing.Reverse(x.Elements<T>(), x.Sizes, marked, context.Allocate(0, x.Sizes).Elements<T>());
        }
    }

    private readonly record struct SequenceReversed(int SequenceAxis, int BatchAxis) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, given) = (context.Input(0), RuntimeShapes.Vector(context, 1, "seq_lens"));
            if (SequenceAxis == BatchAxis)
                throw context.Invalid($"batch_dim == seq_dim == {SequenceAxis}");
            if ((uint)SequenceAxis >= x.Rank || (uint)BatchAxis >= x.Rank)
                throw context.Invalid(
                    $"batch_dim and seq_dim must be < input rank: {BatchAxis}, {SequenceAxis} vs. {x.Rank}"
                );
            if (given.Count != x.Sizes[BatchAxis])
                throw context.Invalid(
                    $"Length of seq_lens != input.dims({BatchAxis}), ({given.Count} vs. {x.Sizes[BatchAxis]})"
                );
            var lengths = given.Count <= 256 ? stackalloc int[given.Count] : new int[given.Count];
            for (var i = 0; i < lengths.Length; i++)
            {
                var length = given.Integer(i);
                if (length < 0)
                    throw context.Invalid($"seq_lens({i}) < 0");
                if (length > x.Sizes[SequenceAxis])
                    throw context.Invalid($"seq_lens({i}) > input.dims({SequenceAxis})");
                lengths[i] = (int)length;
            }
            var y = context.Allocate(0, x.Sizes);
            Mirroring.ReverseSequence(x.Elements<T>(), x.Sizes, SequenceAxis, BatchAxis, lengths, y.Elements<T>());
        }
    }

    private readonly record struct Mirrored(int Skip) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var x = context.Input(0);
            Span<int> before = stackalloc int[x.Rank];
            Span<int> after = stackalloc int[x.Rank];
            Span<int> dims = stackalloc int[x.Rank];
            ReadPaddings(context, before, after);
            CheckPaddings(context, x.Sizes, before, after, Skip);
            for (var i = 0; i < dims.Length; i++)
                dims[i] = RuntimeShapes.Dim(context, (long)x.Sizes[i] + before[i] + after[i]);
            var y = context.Allocate(0, dims);
            if (y.Count > 0)
                Mirroring.Pad<T>(x.Elements<T>(), x.Sizes, dims, Places(x.Sizes, dims, before, Skip), y.Elements<T>());
        }
    }

    private readonly record struct MirroredBack(int Skip) : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var y = context.Input(0);
            Span<int> before = stackalloc int[y.Rank];
            Span<int> after = stackalloc int[y.Rank];
            Span<int> dims = stackalloc int[y.Rank];
            ReadPaddings(context, before, after);
            for (var i = 0; i < dims.Length; i++)
                dims[i] = RuntimeShapes.Dim(context, (long)y.Sizes[i] - before[i] - after[i]);
            CheckPaddings(context, dims, before, after, Skip);
            Value x = context.Allocate(0, dims);
            x.Bytes.Clear();
            if (y.Count > 0)
                Mirroring.Unpad<T>(y.Span<T>(), y.Sizes, dims, Places(dims, y.Sizes, before, Skip), x.Span<T>());
        }
    }
}

using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class LayoutOps
{
    private static Kernel ConcatKernel(KernelRequest node) => ElementTypes.Moved<Joined>(node, node.OutputType(0));

    private static Kernel PackKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Packed(node.Op.Int("axis")));

    private static Kernel SplitKernel(KernelRequest node) => ElementTypes.Moved<Halved>(node, node.OutputType(0));

    private static Kernel SplitVKernel(KernelRequest node) => ElementTypes.Moved<Cut>(node, node.OutputType(0));

    private static Kernel UnpackKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Unpacked(node.Op.Int("axis")));

    /// <summary>For each input the offset at which it lies in their concatenation.</summary>
    private static Kernel ConcatOffsetKernel(KernelRequest node) =>
        context =>
        {
            var first = RuntimeShapes.Vector(context, 1, "input 0");
            var wanted = RuntimeShapes.Scalar(context, 0, "concat_dim");
            var axis = RuntimeShapes.Axis(context, wanted, first.Count, "Concat dim must be");
            var offset = 0L;
            for (var i = 0; i < context.OutputCount; i++)
            {
                var shape = RuntimeShapes.Vector(context, i + 1, "input");
                if (shape.Count != first.Count)
                    throw context.Invalid($"input {i} should contain {first.Count} elements, but got {shape.Count}");
                var offsets = context.Allocate(i, shape.Sizes);
                for (var d = 0; d < shape.Count; d++)
                {
                    if (d != axis && shape.Integer(d) != first.Integer(d))
                        throw context.Invalid(
                            $"All dimensions except {axis} must match. Input {i} has shape "
                                + $"[{string.Join(' ', shape.ToInt64Array())}] and doesn't match input 0 with shape "
                                + $"[{string.Join(' ', first.ToInt64Array())}]."
                        );
                    offsets.SetInteger(d, d == axis ? offset : 0);
                }
                offset += shape.Integer(axis);
            }
        };

    /// <summary>Gives each part its shape and copies it out of the whole.</summary>
    private static void TakeParts<T>(KernelContext context, Value whole, int axis, ReadOnlySpan<int> sizes)
    {
        Span<int> dims = stackalloc int[whole.Rank];
        whole.Sizes.CopyTo(dims);
        var inner = RuntimeShapes.Product(dims[(axis + 1)..]);
        var (width, offset) = (dims[axis] * inner, 0);
        for (var i = 0; i < sizes.Length; i++)
        {
            dims[axis] = sizes[i];
            var part = context.Allocate(i, dims).Elements<T>();
            Joining.Take(whole.Elements<T>(), width, offset, part, sizes[i] * inner);
            offset += sizes[i] * inner;
        }
    }

    /// <summary>Concatenation of all inputs but the last, which tells the axis.</summary>
    private readonly struct Joined : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var count = context.InputCount - 1;
            var first = context.Input(0);
            var wanted = RuntimeShapes.Scalar(context, count, "concat_dim");
            var axis = RuntimeShapes.Axis(context, wanted, first.Rank, "ConcatOp : Expected concatenating dimensions");
            var along = 0L;
            for (var i = 0; i < count; i++)
            {
                Check(context, first, i, axis);
                along += context.Input(i).Sizes[axis];
            }
            Span<int> dims = stackalloc int[first.Rank];
            first.Sizes.CopyTo(dims);
            dims[axis] = RuntimeShapes.Dim(context, along);
            var inner = RuntimeShapes.Product(dims[(axis + 1)..]);
            var whole = context.Allocate(0, dims).Elements<T>();
            var (width, offset) = (dims[axis] * inner, 0);
            for (var i = 0; i < count; i++)
            {
                var own = context.Input(i).Sizes[axis] * inner;
                Joining.Put(context.Input(i).Elements<T>(), own, whole, width, offset);
                offset += own;
            }
        }

        private static void Check(KernelContext context, Value first, int input, int axis)
        {
            var other = context.Input(input);
            if (other.Rank != first.Rank)
                throw context.Invalid(
                    $"ConcatOp : Ranks of all input tensors should match: shape[0] = {RuntimeShapes.Text(first)} vs. "
                        + $"shape[{input}] = {RuntimeShapes.Text(other)}"
                );
            for (var d = 0; d < first.Rank; d++)
                if (d != axis && first.Sizes[d] != other.Sizes[d])
                    throw context.Invalid(
                        $"ConcatOp : Dimension {d} in both shapes must be equal: shape[0] = "
                            + $"{RuntimeShapes.Text(first)} vs. shape[{input}] = {RuntimeShapes.Text(other)}"
                    );
        }
    }

    /// <summary>All inputs stacked along a new axis.</summary>
    private readonly record struct Packed(long Axis) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (first, count) = (context.Input(0), context.InputCount);
            var rank = first.Rank + 1;
            if (Axis < -rank || Axis >= rank)
                throw context.Invalid($"axis = {Axis} not in [{-rank}, {rank})");
            var axis = (int)(Axis < 0 ? Axis + rank : Axis);
            Span<int> dims = stackalloc int[rank];
            first.Sizes[..axis].CopyTo(dims);
            dims[axis] = count;
            first.Sizes[axis..].CopyTo(dims[(axis + 1)..]);
            var inner = RuntimeShapes.Product(dims[(axis + 1)..]);
            var whole = context.Allocate(0, dims).Elements<T>();
            for (var i = 0; i < count; i++)
            {
                var part = context.Input(i);
                if (!part.Dims.SequenceEqual(first.Dims))
                    throw context.Invalid(
                        $"Shapes of all inputs must match: values[0].shape = {RuntimeShapes.Text(first)} != "
                            + $"values[{i}].shape = {RuntimeShapes.Text(part)}"
                    );
                Joining.Put(part.Elements<T>(), inner, whole, count * inner, i * inner);
            }
        }
    }

    /// <summary>The input's slices along an axis, which they lose.</summary>
    private readonly record struct Unpacked(long Axis) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (whole, count) = (context.Input(0), context.OutputCount);
            var rank = whole.Rank;
            if (Axis < -rank || Axis >= rank)
                throw context.Invalid($"axis = {Axis} not in [{-rank}, {rank})");
            var axis = (int)(Axis < 0 ? Axis + rank : Axis);
            if (whole.Sizes[axis] != count)
                throw context.Invalid(
                    $"Input shape axis {axis} must equal {count}, got shape {RuntimeShapes.Text(whole)}"
                );
            Span<int> dims = stackalloc int[rank - 1];
            whole.Sizes[..axis].CopyTo(dims);
            whole.Sizes[(axis + 1)..].CopyTo(dims[axis..]);
            var inner = RuntimeShapes.Product(dims[axis..]);
            for (var i = 0; i < count; i++)
            {
                var part = context.Allocate(i, dims).Elements<T>();
                Joining.Take(whole.Elements<T>(), count * inner, i * inner, part, inner);
            }
        }
    }

    /// <summary>Input 1 in parts of one size along the axis that input 0 tells.</summary>
    private readonly struct Halved : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (whole, count) = (context.Input(1), context.OutputCount);
            var axis = SplitAxis(context, 0, whole);
            var size = whole.Sizes[axis];
            if (size % count != 0)
                throw context.Invalid(
                    "Number of ways to split should evenly divide the split dimension, but got split_dim "
                        + $"{axis} (size = {size}) and num_split {count}"
                );
            var sizes = count <= 256 ? stackalloc int[count] : new int[count];
            sizes.Fill(size / count);
            TakeParts<T>(context, whole, axis, sizes);
        }
    }

    /// <summary>Input 0 in parts whose sizes input 1 tells, one of which may be -1 for what is left.</summary>
    private readonly struct Cut : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (whole, wanted, count) = (context.Input(0), context.Input(1), context.OutputCount);
            var axis = SplitAxis(context, 2, whole);
            if (wanted.Rank != 1 || wanted.Count != count)
                throw context.Invalid(
                    "size of the split_tensor must be 1-D and have the same elements as outputs got shape "
                        + RuntimeShapes.Text(wanted)
                );
            var sizes = count <= 256 ? stackalloc int[count] : new int[count];
            var (left, rest) = ((long)whole.Sizes[axis], -1);
            for (var i = 0; i < count; i++)
            {
                var size = wanted.Integer(i);
                if (size == -1 && rest < 0)
                {
                    rest = i;
                    continue;
                }
                if (size < 0)
                    throw context.Invalid(
                        size == -1
                            ? "There can only be one -1 in the input."
                            : $"Split size at index {i} must be >= 0. Got: {size}"
                    );
                sizes[i] = RuntimeShapes.Dim(context, size);
                left -= size;
            }
            if (left < 0 || rest < 0 && left != 0)
                throw context.Invalid(
                    "Determined shape must either match input shape along split_dim exactly if fully specified, or be "
                        + "less than the size of the input along split_dim if not fully specified.  Got: "
                        + $"{whole.Sizes[axis] - left}"
                );
            if (rest >= 0)
                sizes[rest] = (int)left;
            TakeParts<T>(context, whole, axis, sizes);
        }
    }

    private static int SplitAxis(KernelContext context, int input, Value whole)
    {
        var (axis, rank) = (RuntimeShapes.Scalar(context, input, "split_dim"), whole.Rank);
        return axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw context.Invalid($"-input rank(-{rank}) <= split_dim < input rank ({rank}), but got {axis}");
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class LayoutOps
{
    private static Kernel GatherKernel(KernelRequest node) =>
        node.InputType(1) switch
        {
            TF_DataType.TF_INT32 => ElementTypes.Moved(
                node,
                node.OutputType(0),
                new Gathered<int>(node.Op.Int("batch_dims"))
            ),
            TF_DataType.TF_INT64 => ElementTypes.Moved(
                node,
                node.OutputType(0),
                new Gathered<long>(node.Op.Int("batch_dims"))
            ),
            _ => throw node.NoKernel(),
        };

    private static Kernel InvertPermutationKernel(KernelRequest node) =>
        node.InputType(0) switch
        {
            TF_DataType.TF_INT32 => Invert<int>,
            TF_DataType.TF_INT64 => Invert<long>,
            _ => throw node.NoKernel(),
        };

    private static Kernel TileKernel(KernelRequest node) => ElementTypes.Moved<Tiled>(node, node.OutputType(0));

    private static Kernel TransposeKernel(KernelRequest node) =>
        ElementTypes.Moved<Transposed>(node, node.OutputType(0));

    private static Kernel DynamicStitchKernel(KernelRequest node) =>
        ElementTypes.Moved<Stitched>(node, node.OutputType(0));

    private static void Invert<T>(KernelContext context)
        where T : unmanaged, IBinaryInteger<T>
    {
        var x = RuntimeShapes.Vector(context, 0, "x");
        var y = context.Allocate(0, x.Sizes);
        if (Gathering.InvertPermutation<T>(x.Span<T>(), y.Span<T>()))
            return;
        for (var i = 0; i < x.Count; i++)
            if (x.Integer(i) < 0 || x.Integer(i) >= x.Count)
                throw context.Invalid($"{x.Integer(i)} is not between 0 and {x.Count}");
        for (var i = 0; ; i++)
            if (x.Span<T>()[..i].Contains(x.Span<T>()[i]))
                throw context.Invalid($"{x.Integer(i)} is duplicated in the input.");
    }

    private readonly struct Transposed : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, order) = (context.Input(0), RuntimeShapes.Vector(context, 1, "perm"));
            if (order.Count != x.Rank)
                throw context.Invalid(
                    $"transpose expects a vector of size {x.Rank}. But input(1) is a vector of size {order.Count}"
                );
            Span<int> axes = stackalloc int[x.Rank];
            Span<int> dims = stackalloc int[x.Rank];
            Span<bool> seen = stackalloc bool[x.Rank];
            seen.Clear();
            for (var i = 0; i < axes.Length; i++)
            {
                var axis = order.Integer(i);
                if (axis < -x.Rank || axis >= x.Rank)
                    throw context.Invalid($"{axis} is out of range [0 .. {x.Rank})");
                axes[i] = (int)(axis < 0 ? axis + x.Rank : axis);
                seen[axes[i]] = true;
                dims[i] = x.Sizes[axes[i]];
            }
            if (seen.IndexOf(false) is >= 0 and var missing)
                throw context.Invalid($"{missing} is missing from {{{string.Join(',', order.ToInt64Array())}}}.");
            Transposing.Transpose(x.Elements<T>(), x.Sizes, axes, context.Allocate(0, dims).Elements<T>());
        }
    }

    private readonly struct Tiled : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, multiples) = (context.Input(0), context.Input(1));
            if (multiples.Rank != 1 || multiples.Count != x.Rank)
                throw context.Invalid(
                    $"Expected multiples argument to be a vector of length {x.Rank} but got length {multiples.Count}"
                );
            Span<int> times = stackalloc int[x.Rank];
            Span<int> dims = stackalloc int[x.Rank];
            for (var i = 0; i < dims.Length; i++)
            {
                var multiple = multiples.Integer(i);
                if (multiple < 0)
                    throw context.Invalid($"Expected multiples[{i}] >= 0, but got {multiple}");
                times[i] = RuntimeShapes.Dim(context, multiple);
                dims[i] = RuntimeShapes.Dim(context, multiple * x.Dims[i]);
            }
            Repeating.Tile(x.Elements<T>(), x.Sizes, times, context.Allocate(0, dims).Elements<T>());
        }
    }

    /// <summary>Rows of input 0 along an axis, by the numbers in input 1; the first axes may be batches of both.</summary>
    private readonly record struct Gathered<TIndex>(long BatchDims) : IElementBody
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        public void Run<T>(KernelContext context)
        {
            var (x, indices) = (context.Input(0), context.Input(1));
            var axis = RuntimeShapes.Axis(context, RuntimeShapes.Scalar(context, 2, "axis"), x.Rank, "Expected axis");
            var batch = RuntimeShapes.Axis(context, BatchDims, indices.Rank + 1, "Expected batch_dims");
            if (BatchDims < 0)
                batch--;
            if (batch > axis || !x.Sizes[..batch].SequenceEqual(indices.Sizes[..batch]))
                throw context.Invalid(
                    $"batch_dims = {batch} does not fit params of shape {RuntimeShapes.Text(x)} and indices of shape "
                        + $"{RuntimeShapes.Text(indices)} with axis {axis}"
                );
            Span<int> dims = stackalloc int[x.Rank - 1 + indices.Rank - batch];
            x.Sizes[..axis].CopyTo(dims);
            indices.Sizes[batch..].CopyTo(dims[axis..]);
            x.Sizes[(axis + 1)..].CopyTo(dims[(axis + indices.Rank - batch)..]);
            var y = context.Allocate(0, dims).Elements<T>();
            var batches = RuntimeShapes.Product(x.Sizes[..batch]);
            var (outer, size, inner) = (
                RuntimeShapes.Product(x.Sizes[batch..axis]),
                x.Sizes[axis],
                RuntimeShapes.Product(x.Sizes[(axis + 1)..])
            );
            if (batches == 0)
                return;
            var (xLength, length, yLength) = (outer * size * inner, indices.Count / batches, y.Length / batches);
            for (var b = 0; b < batches; b++)
            {
                var own = indices.Span<TIndex>().Slice(b * length, length);
                var rows = x.Elements<T>().Slice(b * xLength, xLength);
                var bad = Gathering.Gather<T, TIndex>(rows, outer, size, inner, own, y.Slice(b * yLength, yLength));
                if (bad >= 0)
                    throw context.Invalid(
                        $"indices{Place(indices, b * length + bad)} = {own[bad]} is not in [0, {size})"
                    );
            }
        }

        /// <summary>An element's place as <c>[1,2]</c>; nothing for a scalar.</summary>
        private static string Place(Value value, int at)
        {
            if (value.Rank == 0)
                return "";
            var index = new long[value.Rank];
            for (var axis = value.Rank - 1; axis >= 0; axis--)
                (index[axis], at) = (at % value.Sizes[axis], at / value.Sizes[axis]);
            return $"[{string.Join(',', index)}]";
        }
    }

    /// <summary>Places the rows of several inputs by number; where a number comes twice, the last row stays.</summary>
    private readonly struct Stitched : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var count = context.InputCount / 2;
            var rows = 0L;
            var rest = context.Input(count).Sizes[Math.Min(context.Input(0).Rank, context.Input(count).Rank)..];
            for (var i = 0; i < count; i++)
            {
                var (indices, data) = (context.Input(i), context.Input(count + i));
                if (data.Rank < indices.Rank || !data.Sizes[..indices.Rank].SequenceEqual(indices.Sizes))
                    throw context.Invalid(
                        $"data[{i}].shape = {RuntimeShapes.Text(data)} does not start with indices[{i}].shape = "
                            + RuntimeShapes.Text(indices)
                    );
                if (!data.Sizes[indices.Rank..].SequenceEqual(rest))
                    throw context.Invalid(
                        $"Need data[0].shape[{context.Input(0).Rank}:] = data[{i}].shape[{indices.Rank}:], got "
                            + $"data[0].shape = {RuntimeShapes.Text(context.Input(count))}, data[{i}].shape = "
                            + RuntimeShapes.Text(data)
                    );
                foreach (var index in indices.Span<int>())
                    rows =
                        index >= 0
                            ? Math.Max(rows, index + 1L)
                            : throw context.Invalid($"indices[{i}] is out of range");
            }
            Span<int> dims = stackalloc int[1 + rest.Length];
            dims[0] = RuntimeShapes.Dim(context, rows);
            rest.CopyTo(dims[1..]);
            var inner = RuntimeShapes.Product(rest);
            var merged = context.Allocate(0, dims);
            if (merged.Strings is null)
                merged.Bytes.Clear();
            var y = merged.Elements<T>();
            for (var i = 0; i < count; i++)
            {
                var places = context.Input(i).Span<int>();
                var x = context.Input(count + i).Elements<T>();
                for (var row = 0; row < places.Length; row++)
                    x.Slice(row * inner, inner).CopyTo(y.Slice(places[row] * inner, inner));
            }
        }
    }
}

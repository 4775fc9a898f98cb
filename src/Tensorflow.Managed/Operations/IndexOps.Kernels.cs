using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class IndexOps
{
    private static Kernel GatherNdKernel(KernelRequest node) => ElementTypes.Moved<Picked>(node, node.OutputType(0));

    private static Kernel ScatterNdKernel(KernelRequest node) => ElementTypes.Numbers<Placed>(node, node.OutputType(0));

    private static Kernel OneHotKernel(KernelRequest node) =>
        ElementTypes.Moved(node, node.OutputType(0), new Hot(node.Op.Int("axis")));

    private static Kernel UniqueKernel(KernelRequest node) =>
        node.InputType(0) switch
        {
            TF_DataType.TF_FLOAT => Distinct<float>,
            TF_DataType.TF_DOUBLE => Distinct<double>,
            TF_DataType.TF_INT32 => Distinct<int>,
            TF_DataType.TF_INT64 => Distinct<long>,
            TF_DataType.TF_BOOL or TF_DataType.TF_UINT8 => Distinct<byte>,
            _ => throw node.NoKernel(),
        };

    /// <summary>The elements in the order of their first places, and for each element its number among them.</summary>
    private static void Distinct<T>(KernelContext context)
        where T : unmanaged
    {
        var x = context.Input(0);
        if (x.Rank != 1)
            throw context.Invalid($"unique expects a 1D vector.: {RuntimeShapes.Text(x)}");
        var numbers = new Dictionary<T, int>(x.Count);
        var firsts = new List<T>(x.Count);
        var places = context.Allocate(1, x.Sizes);
        for (var i = 0; i < x.Count; i++)
        {
            var element = x.Span<T>()[i];
            if (numbers.TryAdd(element, firsts.Count))
                firsts.Add(element);
            places.SetInteger(i, numbers[element]);
        }
        ReadOnlySpan<int> dims = [firsts.Count];
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(firsts).CopyTo(context.Allocate(0, dims).Span<T>());
    }

    /// <summary>The place that an index vector names, counted in slices; -1 where it is none.</summary>
    private static int Place(Value indices, int row, int depth, ReadOnlySpan<int> dims)
    {
        var place = 0;
        for (var i = 0; i < depth; i++)
        {
            var index = indices.Integer(row * depth + i);
            if (index < 0 || index >= dims[i])
                return -1;
            place = place * dims[i] + (int)index;
        }
        return place;
    }

    private static InvalidArgumentError OutOfRange(
        KernelContext context,
        Value indices,
        int row,
        int depth,
        string target
    )
    {
        var vector = Enumerable.Range(row * depth, depth).Select(indices.Integer);
        return context.Invalid($"indices[{row}] = [{string.Join(", ", vector)}] does not index into {target}");
    }

    /// <summary>The slices of input 0 that the index vectors of input 1, on its last axis, name.</summary>
    private readonly struct Picked : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (x, indices) = (context.Input(0), context.Input(1));
            if (x.Rank < 1 || indices.Rank < 1 || indices.Sizes[^1] > x.Rank)
                throw context.Invalid(
                    $"index innermost dimension length must be <= params rank; saw: {RuntimeShapes.Text(indices)} vs. "
                        + RuntimeShapes.Text(x)
                );
            var depth = indices.Sizes[^1];
            Span<int> dims = stackalloc int[indices.Rank - 1 + x.Rank - depth];
            indices.Sizes[..^1].CopyTo(dims);
            x.Sizes[depth..].CopyTo(dims[(indices.Rank - 1)..]);
            var y = context.Allocate(0, dims).Elements<T>();
            var inner = RuntimeShapes.Product(x.Sizes[depth..]);
            var rows = RuntimeShapes.Product(indices.Sizes[..^1]);
            for (var row = 0; row < rows; row++)
            {
                var place = Place(indices, row, depth, x.Sizes);
                if (place < 0)
                    throw OutOfRange(context, indices, row, depth, $"param shape {RuntimeShapes.Text(x)}");
                x.Elements<T>().Slice(place * inner, inner).CopyTo(y.Slice(row * inner, inner));
            }
        }
    }

    /// <summary>Zeros in the shape of input 2, to which the slices of input 1 are added where input 0 says.</summary>
    private readonly struct Placed : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (indices, updates) = (context.Input(0), context.Input(1));
            var shape = RuntimeShapes.Vector(context, 2, "shape");
            Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
            RuntimeShapes.ReadDims(context, shape, dims);
            var depth = indices.Rank < 1 ? 1 : indices.Sizes[^1];
            var outer = indices.Sizes[..Math.Max(0, indices.Rank - 1)];
            if (
                depth > dims.Length
                || updates.Rank < outer.Length
                || !updates.Sizes[..outer.Length].SequenceEqual(outer)
                || !updates.Sizes[outer.Length..].SequenceEqual(dims[depth..])
            )
                throw context.Invalid(
                    $"Dimensions of indices {RuntimeShapes.Text(indices)}, updates {RuntimeShapes.Text(updates)} and the "
                        + $"output shape [{string.Join(',', dims.ToArray())}] do not fit together"
                );
            var y = context.Allocate(0, dims).Span<T>();
            y.Clear();
            var (rows, inner) = (RuntimeShapes.Product(outer), RuntimeShapes.Product(dims[depth..]));
            for (var row = 0; row < rows; row++)
            {
                var place = Place(indices, row, depth, dims);
                if (place < 0)
                    throw OutOfRange(context, indices, row, depth, $"shape [{string.Join(',', dims.ToArray())}]");
                var from = updates.Span<T>().Slice(row * inner, inner);
                var to = y.Slice(place * inner, inner);
                for (var i = 0; i < to.Length; i++)
                    to[i] += from[i];
            }
        }
    }

    /// <summary>Inputs: indices, depth, the value at the index, the value elsewhere.</summary>
    private readonly record struct Hot(long GivenAxis) : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var indices = context.Input(0);
            if (context.Input(2).Count != 1 || context.Input(3).Count != 1)
                throw context.Invalid("on_value and off_value must be scalars");
            var depth = RuntimeShapes.Dim(context, RuntimeShapes.Scalar(context, 1, "depth"));
            var axis =
                GivenAxis == -1
                    ? indices.Rank
                    : RuntimeShapes.Axis(context, GivenAxis, indices.Rank + 1, "Expected axis to be -1 or");
            Span<int> dims = stackalloc int[indices.Rank + 1];
            indices.Sizes[..axis].CopyTo(dims);
            dims[axis] = depth;
            indices.Sizes[axis..].CopyTo(dims[(axis + 1)..]);
            var (on, off) = (context.Input(2).Elements<T>()[0], context.Input(3).Elements<T>()[0]);
            var y = context.Allocate(0, dims).Elements<T>();
            var inner = RuntimeShapes.Product(indices.Sizes[axis..]);
            switch (indices.DType)
            {
                case TF_DataType.TF_INT64:
                    Gathering.OneHot<T, long>(indices.Span<long>(), inner, depth, on, off, y);
                    break;
                case TF_DataType.TF_UINT8:
                    Gathering.OneHot<T, byte>(indices.Span<byte>(), inner, depth, on, off, y);
                    break;
                default:
                    Gathering.OneHot<T, int>(indices.Span<int>(), inner, depth, on, off, y);
                    break;
            }
        }
    }
}

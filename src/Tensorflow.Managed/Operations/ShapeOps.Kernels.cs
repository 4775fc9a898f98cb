using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class ShapeOps
{
    private static Kernel BroadcastToKernel(KernelRequest node) => ElementTypes.Moved<Spread>(node, node.OutputType(0));

    /// <summary>The shape that the shapes in both inputs broadcast to.</summary>
    private static Kernel BroadcastArgsKernel(KernelRequest node) =>
        context =>
        {
            var (x, y) = (RuntimeShapes.Vector(context, 0, "s0"), RuntimeShapes.Vector(context, 1, "s1"));
            Span<int> left = stackalloc int[RuntimeShapes.RankOf(context, x)];
            Span<int> right = stackalloc int[RuntimeShapes.RankOf(context, y)];
            Span<int> dims = stackalloc int[Math.Max(left.Length, right.Length)];
            RuntimeShapes.ReadDims(context, x, left);
            RuntimeShapes.ReadDims(context, y, right);
            if (!RuntimeShapes.TryBroadcast(left, right, dims))
                throw context.Invalid(
                    $"Incompatible shapes: [{string.Join(',', left.ToArray())}] vs. [{string.Join(',', right.ToArray())}]"
                );
            ReadOnlySpan<int> rank = [dims.Length];
            var shape = context.Allocate(0, rank);
            for (var i = 0; i < dims.Length; i++)
                shape.SetInteger(i, dims[i]);
        };

    private static Kernel RankKernel(KernelRequest node) =>
        context => context.Allocate(0, ReadOnlySpan<int>.Empty).SetInteger(0, context.Input(0).Rank);

    private static Kernel SizeKernel(KernelRequest node) =>
        context => context.Allocate(0, ReadOnlySpan<int>.Empty).SetInteger(0, context.Input(0).Count);

    /// <summary>Shape and ShapeN.</summary>
    private static Kernel ShapeKernel(KernelRequest node) =>
        context =>
        {
            for (var i = 0; i < context.InputCount; i++)
            {
                var dims = context.Input(i).Dims;
                ReadOnlySpan<int> rank = [dims.Length];
                WriteIntegers(context.Allocate(i, rank), dims);
            }
        };

    private static Kernel ReshapeKernel(KernelRequest node) => Reshape;

    private static Kernel ExpandDimsKernel(KernelRequest node) =>
        context =>
        {
            var (input, axisInput) = (context.Input(0), context.Input(1));
            if (axisInput.Count != 1)
                throw context.Invalid("'dim' must be a tensor with a single value");
            var (axis, rank) = (axisInput.Integer(0), input.Rank);
            if (axis < -1 - rank || axis > rank)
                throw context.Invalid($"Tried to expand dim index {axis} for tensor with {rank} dimensions.");
            var at = (int)(axis < 0 ? axis + rank + 1 : axis);
            Span<long> dims = stackalloc long[rank + 1];
            input.Dims[..at].CopyTo(dims);
            dims[at] = 1;
            input.Dims[at..].CopyTo(dims[(at + 1)..]);
            context.Output(0).Share(input, dims);
        };

    private static Kernel SqueezeKernel(KernelRequest node)
    {
        long[] axes = [.. node.Op.Attr("squeeze_dims").List.I];
        return context =>
        {
            var input = context.Input(0);
            var rank = input.Rank;
            Span<bool> squeezed = stackalloc bool[rank];
            squeezed.Clear();
            foreach (var axis in axes)
            {
                if (axis < -rank || axis >= rank)
                    throw context.Invalid($"Tried to squeeze dim index {axis} for tensor with {rank} dimensions.");
                squeezed[(int)(axis < 0 ? axis + rank : axis)] = true;
            }
            Span<long> dims = stackalloc long[rank];
            var kept = 0;
            for (var i = 0; i < rank; i++)
            {
                var dim = input.Dims[i];
                if (squeezed[i] && dim != 1)
                    throw context.Invalid($"Can not squeeze dim[{i}], expected a dimension of 1, got {dim}");
                if (!squeezed[i] && (axes.Length > 0 || dim != 1))
                    dims[kept++] = dim;
            }
            context.Output(0).Share(input, dims[..kept]);
        };
    }

    private static Kernel BroadcastGradientArgsKernel(KernelRequest node) =>
        context =>
        {
            var x = RuntimeShapes.Vector(context, 0, "In[0]");
            var y = RuntimeShapes.Vector(context, 1, "In[1]");
            Span<int> xDims = stackalloc int[RuntimeShapes.RankOf(context, x)];
            Span<int> yDims = stackalloc int[RuntimeShapes.RankOf(context, y)];
            RuntimeShapes.ReadDims(context, x, xDims);
            RuntimeShapes.ReadDims(context, y, yDims);
            var rank = Math.Max(xDims.Length, yDims.Length);
            Span<int> dims = stackalloc int[rank];
            if (!RuntimeShapes.TryBroadcast(xDims, yDims, dims))
                throw context.Invalid(
                    $"Incompatible shapes: {new Shape(x.ToInt64Array()).ToRuntimeString()} vs. "
                        + new Shape(y.ToInt64Array()).ToRuntimeString()
                );
            var same = xDims.SequenceEqual(yDims);
            WriteAxes(context, 0, xDims, dims, same);
            WriteAxes(context, 1, yDims, dims, same);
        };

    /// <summary>The axes along which an operand has 1 or nothing; none if nothing was broadcast.</summary>
    private static void WriteAxes(
        KernelContext context,
        int output,
        ReadOnlySpan<int> own,
        ReadOnlySpan<int> dims,
        bool same
    )
    {
        Span<long> axes = stackalloc long[dims.Length];
        var count = 0;
        for (var i = 0; i < dims.Length && !same; i++)
        {
            var axis = i - (dims.Length - own.Length);
            if (axis < 0 || own[axis] == 1)
                axes[count++] = i;
        }
        ReadOnlySpan<int> length = [count];
        WriteIntegers(context.Allocate(output, length), axes[..count]);
    }

    private static void WriteIntegers(Value target, ReadOnlySpan<long> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            target.SetInteger(i, numbers[i]);
    }

    private static void Reshape(KernelContext context)
    {
        var (input, sizes) = (context.Input(0), context.Input(1));
        if (sizes.Rank != 1)
            throw context.Invalid($"sizes input must be 1-D, not {RuntimeShapes.Text(sizes)}");
        Span<long> dims = stackalloc long[RuntimeShapes.RankOf(context, sizes)];
        var (unknown, known) = (-1, 1L);
        for (var i = 0; i < dims.Length; i++)
        {
            dims[i] = sizes.Integer(i);
            if (dims[i] == -1)
            {
                if (unknown >= 0)
                    throw context.Invalid($"Only one input size may be -1, not both {unknown} and {i}");
                unknown = i;
                continue;
            }
            if (dims[i] < 0)
                throw context.Invalid($"Size {i} must be non-negative, not {dims[i]}");
            known = dims[i] > int.MaxValue || known > int.MaxValue ? long.MaxValue : known * dims[i];
        }
        if (unknown >= 0)
        {
            if (known == 0)
                throw context.Invalid(
                    "reshape cannot infer the missing input size for an empty tensor unless all specified input sizes "
                        + "are non-zero"
                );
            if (input.Count % known != 0)
                throw context.Invalid(
                    $"Input to reshape is a tensor with {input.Count} values, but the requested shape requires a "
                        + $"multiple of {known}"
                );
            dims[unknown] = input.Count / known;
        }
        else if (known != input.Count)
            throw context.Invalid(
                $"Input to reshape is a tensor with {input.Count} values, but the requested shape has {known}"
            );
        context.Output(0).Share(input, dims);
    }

    /// <summary>Repeats the input along the axes that it lacks or has one place on.</summary>
    private readonly struct Spread : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (input, shape) = (context.Input(0), RuntimeShapes.Vector(context, 1, "shape"));
            Span<int> dims = stackalloc int[RuntimeShapes.RankOf(context, shape)];
            Span<int> joint = stackalloc int[dims.Length];
            RuntimeShapes.ReadDims(context, shape, dims);
            if (input.Rank > dims.Length)
                throw context.Invalid(
                    $"Rank of input ({input.Rank}) must be no greater than rank of output shape ({dims.Length})."
                );
            if (!RuntimeShapes.TryBroadcast(input.Sizes, dims, joint) || !joint.SequenceEqual(dims))
                throw context.Invalid(
                    $"Incompatible shapes: {RuntimeShapes.Text(input)} vs. "
                        + new Shape(shape.ToInt64Array()).ToRuntimeString()
                );
            var output = context.Allocate(0, dims);
            Repeating.BroadcastTo(input.Elements<T>(), input.Sizes, output.Elements<T>(), dims);
        }
    }
}

using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;
using Tensorflow.Values;

namespace Tensorflow.Operations;

internal static partial class SourceOps
{
    /// <summary>All runs share the memory of one value.</summary>
    private static Kernel ConstKernel(KernelRequest node)
    {
        var value = ConstantFolding.Evaluate(node.Op.outputs[0])!;
        return context => context.Output(0).Share(value);
    }

    private static Kernel FillKernel(KernelRequest node) => ElementTypes.Moved<Filling>(node, node.OutputType(0));

    private static Kernel IdentityKernel(KernelRequest node) => context => context.Output(0).Share(context.Input(0));

    private static Kernel NoOpKernel(KernelRequest node) => _ => { };

    private static Kernel OnesLikeKernel(KernelRequest node) =>
        ElementTypes.NumbersAndBytes<Unit>(node, node.OutputType(0));

    private static Kernel ZerosLikeKernel(KernelRequest node) =>
        node.OutputType(0) == TF_DataType.TF_STRING
            ? context => context.Allocate(0, context.Input(0).Sizes)
            : context => context.AllocateOver(1, context.Input(0).Sizes).Bytes.Clear();

    private static Kernel PlaceholderKernel(KernelRequest node)
    {
        var shape = node.Op.Shape("shape");
        var expected = shape.ndim > 0 ? $" and shape {shape.ToRuntimeString()}" : "";
        var message =
            $"You must feed a value for placeholder tensor '{node.Op.name}' with dtype "
            + node.OutputType(0).as_cpp_name()
            + expected;
        return context => throw context.Invalid(message);
    }

    private static Kernel RangeKernel(KernelRequest node) => ElementTypes.Numbers<Ranging>(node, node.OutputType(0));

    /// <summary>One value everywhere.</summary>
    private readonly struct Filling : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (dims, value) = (context.Input(0), context.Input(1));
            if (dims.Rank > 1)
                throw context.Invalid($"dims must represent a vector, got shape {RuntimeShapes.Text(dims)}");
            if (value.Count != 1)
                throw context.Invalid($"value must represent a scalar, got shape {RuntimeShapes.Text(value)}");
            Span<int> shape = stackalloc int[RuntimeShapes.RankOf(context, dims)];
            RuntimeShapes.ReadDims(context, dims, shape);
            context.Allocate(0, shape).Elements<T>().Fill(value.Elements<T>()[0]);
        }
    }

    private readonly struct Unit : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            context.AllocateOver(1, context.Input(0).Sizes).Span<T>().Fill(T.One);
    }

    /// <summary>From start by delta to before limit.</summary>
    private readonly struct Ranging : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (start, limit, delta) = (Scalar<T>(context, 0), Scalar<T>(context, 1), Scalar<T>(context, 2));
            if (T.IsZero(delta))
                throw context.Invalid("Requires delta != 0: 0");
            if (delta > T.Zero && start > limit)
                throw context.Invalid($"Requires start <= limit when delta > 0: {start}/{limit}");
            if (delta < T.Zero && start < limit)
                throw context.Invalid($"Requires start >= limit when delta < 0: {start}/{limit}");
            ReadOnlySpan<long> dims = [Scanning.RangeLength(start, limit, delta)];
            Scanning.Range(start, delta, context.Allocate(0, dims).Span<T>());
        }

        private static T Scalar<T>(KernelContext context, int input)
            where T : unmanaged
        {
            Value value = context.Input(input);
            if (value.Count == 1)
                return value.Scalar<T>();
            var name = context.Op.Schema.Def.InputArg[input].Name;
            throw context.Invalid($"{name} must be a scalar, not shape {RuntimeShapes.Text(value)}");
        }
    }
}

using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

internal static partial class CompareOps
{
    private static Kernel EqualKernel(KernelRequest node) =>
        node.InputType(0) == TF_DataType.TF_STRING
            ? context => Strings(context, same: true)
            : ElementTypes.NumbersAndBytes<Compared<Equal>>(node, node.InputType(0));

    private static Kernel NotEqualKernel(KernelRequest node) =>
        node.InputType(0) == TF_DataType.TF_STRING
            ? context => Strings(context, same: false)
            : ElementTypes.NumbersAndBytes<Compared<NotEqual>>(node, node.InputType(0));

    private static Kernel GreaterEqualKernel(KernelRequest node) => Order<GreaterEqual>(node);

    private static Kernel GreaterKernel(KernelRequest node) => Order<Greater>(node);

    private static Kernel LessEqualKernel(KernelRequest node) => Order<LessEqual>(node);

    private static Kernel LessKernel(KernelRequest node) => Order<Less>(node);

    private static Kernel LogicalAndKernel(KernelRequest node) => Logic<LogicalAnd>;

    private static Kernel LogicalOrKernel(KernelRequest node) => Logic<LogicalOr>;

    private static Kernel LogicalNotKernel(KernelRequest node) =>
        context =>
        {
            var x = context.Input(0);
            var y = context.AllocateOver(1, x.Sizes);
            var from = x.Span<bool>();
            var to = y.Span<bool>();
            for (var i = 0; i < to.Length; i++)
                to[i] = !from[i];
        };

    private static Kernel SelectKernel(KernelRequest node) => ElementTypes.Moved<Selection>(node, node.OutputType(0));

    private static Kernel Order<TOp>(KernelRequest node)
        where TOp : struct, IComparison => ElementTypes.NumbersAndBytes<Compared<TOp>>(node, node.InputType(0));

    private static void Logic<TOp>(KernelContext context)
        where TOp : struct, ILogicalOperator
    {
        var (x, y) = (context.Input(0), context.Input(1));
        Span<int> dims = stackalloc int[Math.Max(x.Rank, y.Rank)];
        RuntimeShapes.Broadcast(context, x, y, dims);
        var z = context.AllocateOver(2, dims);
        VectorMap.Logic<TOp>(x.Span<bool>(), x.Sizes, y.Span<bool>(), y.Sizes, z.Span<bool>());
    }

    private static void Strings(KernelContext context, bool same)
    {
        var (x, y) = (context.Input(0), context.Input(1));
        var rank = Math.Max(x.Rank, y.Rank);
        Span<int> dims = stackalloc int[rank];
        RuntimeShapes.Broadcast(context, x, y, dims);
        var z = context.Allocate(0, dims).Span<bool>();
        if (z.IsEmpty)
            return;
        Span<int> joined = stackalloc int[rank + 1];
        Span<int> xSteps = stackalloc int[rank + 1];
        Span<int> ySteps = stackalloc int[rank + 1];
        var axes = Broadcasting.Collapse(x.Sizes, y.Sizes, joined, xSteps, ySteps);
        var inX = new Odometer(joined[..axes], xSteps[..axes], stackalloc int[axes]);
        var inY = new Odometer(joined[..axes], ySteps[..axes], stackalloc int[axes]);
        foreach (ref var result in z)
        {
            result = x.Strings![inX.Offset].AsSpan().SequenceEqual(y.Strings![inY.Offset]) == same;
            inX.Next();
            inY.Next();
        }
    }

    /// <summary>z = whether x and y compare so, where they broadcast together</summary>
    private readonly struct Compared<TOp> : INumberBody
        where TOp : struct, IComparison
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y) = (context.Input(0), context.Input(1));
            Span<int> dims = stackalloc int[Math.Max(x.Rank, y.Rank)];
            RuntimeShapes.Broadcast(context, x, y, dims);
            var z = context.Allocate(0, dims).Span<bool>();
            VectorMap.Compare<T, TOp>(x.Span<T>(), x.Sizes, y.Span<T>(), y.Sizes, z, context.Workers);
        }
    }

    /// <summary>z = condition ? x : y, where all three broadcast together</summary>
    private readonly struct Selection : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (condition, x, y) = (context.Input(0), context.Input(1), context.Input(2));
            Span<int> values = stackalloc int[Math.Max(x.Rank, y.Rank)];
            Span<int> dims = stackalloc int[Math.Max(condition.Rank, values.Length)];
            if (
                !RuntimeShapes.TryBroadcast(x.Sizes, y.Sizes, values)
                || !RuntimeShapes.TryBroadcast(condition.Sizes, values, dims)
            )
                throw context.Invalid(
                    $"condition {RuntimeShapes.Text(condition)}, then {RuntimeShapes.Text(x)}, and else "
                        + $"{RuntimeShapes.Text(y)} must be broadcastable"
                );
            var z = context.Allocate(0, dims);
            var choice = condition.Span<bool>();
            if (x.Count == z.Count && y.Count == z.Count && condition.Count == z.Count)
                Selecting.Select(choice, x.Elements<T>(), y.Elements<T>(), z.Elements<T>());
            else
                Selecting.Broadcast<T>(
                    choice,
                    condition.Sizes,
                    x.Elements<T>(),
                    x.Sizes,
                    y.Elements<T>(),
                    y.Sizes,
                    z.Elements<T>(),
                    dims
                );
        }
    }
}

using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Running sums and products along an axis.</summary>
internal static class ScanOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("Cumsum", ShapeRules.Unchanged, SumKernel, SumGradient),
                new("Cumprod", ShapeRules.Unchanged, ProductKernel, ProductGradient),
            ]),
        ];

    /// <summary>The running reduction of this type along an axis.</summary>
    public static Tensor Scan(
        string type,
        object x,
        object axis,
        bool exclusive = false,
        bool reverse = false,
        string? name = null
    )
    {
        var graph = OpBuilder.GraphOf(x);
        using var scope = graph.OpenNameScope(name ?? type, out var full);
        var tensor = TensorConversion.Convert(x, null, "x", graph);
        return OpBuilder.Tensor(type, full, [tensor, axis], ("exclusive", exclusive), ("reverse", reverse));
    }

    private static Tensor?[] SumGradient(Operation op, Tensor?[] grads) =>
        [Scan("Cumsum", grads[0]!, op.inputs[1], op.Bool("exclusive"), !op.Bool("reverse")), null];

    private static Tensor?[] ProductGradient(Operation op, Tensor?[] grads)
    {
        var (x, axis, exclusive, reverse) = (op.inputs[0], op.inputs[1], op.Bool("exclusive"), op.Bool("reverse"));
        var product = Scan("Cumprod", x, axis, exclusive, reverse);
        var sum = Scan("Cumsum", MathOps.Mul(product, grads[0]!), axis, exclusive, !reverse);
        return [MathOps.DivNoNan(sum, x), null];
    }

    private static Kernel SumKernel(KernelRequest node) => Of<SumReducer>(node);

    private static Kernel ProductKernel(KernelRequest node) => Of<ProdReducer>(node);

    private static Kernel Of<TReducer>(KernelRequest node)
        where TReducer : struct, IReducer =>
        ElementTypes.Numbers(
            node,
            node.OutputType(0),
            new Accumulated<TReducer>(node.Op.Bool("exclusive"), node.Op.Bool("reverse"))
        );

    /// <summary>y = what x reduces to up to each place along the axis</summary>
    private readonly record struct Accumulated<TReducer>(bool Exclusive, bool Reverse) : INumberBody
        where TReducer : struct, IReducer
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var wanted = RuntimeShapes.Scalar(context, 1, "axis");
            var axis = RuntimeShapes.Axis(context, wanted, x.Rank, "ScanOp: Expected scan axis");
            var inner = RuntimeShapes.Product(x.Sizes[(axis + 1)..]);
            var y = context.Allocate(0, x.Sizes).Span<T>();
            Scanning.Accumulate<T, TReducer>(x.Span<T>(), x.Sizes[axis], inner, Exclusive, Reverse, y);
        }
    }
}

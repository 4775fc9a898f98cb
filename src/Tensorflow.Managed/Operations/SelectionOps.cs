using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>TensorFlow 1's choice between two tensors, and the places where a condition holds.</summary>
internal static class SelectionOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([new("Select", SelectShape, SelectKernel, SelectGradient)]),
            .. TypeSet.NumbersAndBytes.For([new("Where", WhereShape, WhereKernel, Gradients.None)]),
        ];

    /// <summary>x where the condition holds, else y; without both, the indices where it holds (<c>tf.where</c>).</summary>
    public static Tensor Where(Tensor condition, object? x, object? y, string? name = null)
    {
        if (x is null != y is null)
            throw new ValueError("x and y must both be non-None or both be None.");
        return x is null
            ? OpBuilder.Tensor("Where", name, [condition])
            : OpBuilder.Tensor("Select", name, [condition, x, y]);
    }

    private static void SelectShape(ShapeInference node)
    {
        var (condition, values) = (node.Input(0), node.Merge(node.Input(1), node.Input(2)));
        node.Set(0, values);
        if (condition.IsNull || values.IsNull || condition.ndim == 0)
            return;
        // A vector chooses whole rows.
        if (condition.ndim == 1 && values.ndim > 0)
            node.Merge(condition, values.Slice(0, 1));
        else
            node.Merge(condition, values);
    }

    private static Tensor?[] SelectGradient(Operation op, Tensor?[] grads)
    {
        var condition = op.inputs[0];
        var zeros = SourceOps.ZerosLike(op.inputs[1]);
        return [null, Where(condition, grads[0], zeros), Where(condition, zeros, grads[0])];
    }

    private static void WhereShape(ShapeInference node) =>
        node.Set(0, node.Input(0).IsNull ? Shape.UnknownOfRank(2) : new(-1, node.Input(0).ndim));

    private static Kernel SelectKernel(KernelRequest node) => ElementTypes.Moved<Chosen>(node, node.OutputType(0));

    private static Kernel WhereKernel(KernelRequest node) =>
        ElementTypes.NumbersAndBytes<Places>(node, node.InputType(0));

    /// <summary>z = condition ? x : y; the condition has the shape of x and y, or one element, or one for each row</summary>
    private readonly struct Chosen : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (condition, x, y) = (context.Input(0), context.Input(1), context.Input(2));
            RuntimeShapes.RequireSame(context, x, y);
            var choice = condition.Span<bool>();
            if (condition.Rank == 0)
            {
                context.Output(0).Share(choice[0] ? x : y);
                return;
            }
            var z = context.Allocate(0, x.Sizes).Elements<T>();
            if (condition.Dims.SequenceEqual(x.Dims))
                Selecting.Select(choice, x.Elements<T>(), y.Elements<T>(), z);
            else if (condition.Rank == 1 && x.Rank > 0 && condition.Count == x.Sizes[0])
                Selecting.SelectRows(choice, x.Elements<T>(), y.Elements<T>(), z);
            else
                throw context.Invalid(
                    $"Inputs to operation {context.Op.name} of type Select must have the same size and shape. "
                        + $"Input 0: {RuntimeShapes.Text(condition)} != input 1: {RuntimeShapes.Text(x)}"
                );
        }
    }

    /// <summary>y[n, rank] = the indices of all elements that are not zero, in order</summary>
    private readonly struct Places : INumberBody
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = context.Input(0);
            var elements = x.Span<T>();
            var count = elements.Length - elements.Count(T.Zero);
            var places = context.Allocate(0, [count, x.Rank]).Span<long>();
            for (var (i, row) = (0, 0); i < elements.Length; i++)
            {
                if (T.IsZero(elements[i]))
                    continue;
                var rest = i;
                for (var axis = x.Rank - 1; axis >= 0; axis--)
                {
                    places[row * x.Rank + axis] = rest % x.Sizes[axis];
                    rest /= x.Sizes[axis];
                }
                row++;
            }
        }
    }
}

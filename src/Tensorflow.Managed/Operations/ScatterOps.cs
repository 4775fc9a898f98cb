using System.Numerics;
using Tensorflow.Graphs;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Writes to some rows of a variable: what they become of what they were and the updates.</summary>
internal static class ScatterOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([new("ScatterUpdate", LikeVariable, UpdateKernel, Gradients.None)]),
            .. TypeSet.Numbers.For([
                new("ScatterAdd", LikeVariable, Kernel<Add>, Gradients.None),
                new("ScatterSub", LikeVariable, Kernel<Sub>, Gradients.None),
                new("ScatterMul", LikeVariable, Kernel<Mul>, Gradients.None),
                new("ScatterMin", LikeVariable, Kernel<Minimum>, Gradients.None),
                new("ScatterMax", LikeVariable, Kernel<Maximum>, Gradients.None),
            ]),
            .. TypeSet.Reals.For([new("ScatterDiv", LikeVariable, DivKernel, Gradients.None)]),
        ];

    /// <summary>A node that writes to rows of a variable (state_ops.py, <c>scatter_add</c> and its like).</summary>
    public static Tensor Scatter(
        string type,
        object variable,
        object indices,
        object updates,
        bool use_locking,
        string? name = null
    ) => OpBuilder.Tensor(type, name, [variable, indices, updates], ("use_locking", use_locking));

    private static void LikeVariable(ShapeInference node)
    {
        var (variable, indices, updates) = (node.Input(0), node.Input(1), node.Input(2));
        if (!variable.IsNull && !indices.IsNull && !updates.IsNull && updates.ndim > 0)
        {
            if (variable.ndim < 1)
                throw node.Error($"Shape must be at least rank 1 but is rank {variable.ndim}");
            node.Merge(indices.Concatenate(variable.Slice(1)), updates);
        }
        node.Set(0, variable);
    }

    private static Kernel UpdateKernel(KernelRequest node) => ElementTypes.Moved<Replaced>(node, node.InputType(0));

    private static Kernel DivKernel(KernelRequest node) =>
        ElementTypes.Reals<Combined<RealDiv>>(node, node.InputType(0));

    private static Kernel Kernel<TOp>(KernelRequest node)
        where TOp : struct, IBinaryOperator<TOp> => ElementTypes.Numbers<Combined<TOp>>(node, node.InputType(0));

    /// <summary>Checks the inputs; gives the length of a row of the variable.</summary>
    private static int RowLength(KernelContext context)
    {
        var (variable, indices, updates) = (context.Input(0), context.Input(1), context.Input(2));
        if (variable.Rank < 1)
            throw context.Invalid($"params must be at least 1-D, got shape {RuntimeShapes.Text(variable)}");
        var fits =
            updates.Rank == 0
            || updates.Rank == indices.Rank + variable.Rank - 1
                && updates.Dims[..indices.Rank].SequenceEqual(indices.Dims)
                && updates.Dims[indices.Rank..].SequenceEqual(variable.Dims[1..]);
        if (!fits)
            throw context.Invalid(
                "Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], got updates.shape "
                    + $"{RuntimeShapes.Text(updates)}, indices.shape {RuntimeShapes.Text(indices)}, params.shape "
                    + RuntimeShapes.Text(variable)
            );
        var rows = variable.Sizes[0];
        for (var i = 0; i < indices.Count; i++)
            if ((ulong)indices.Integer(i) >= (ulong)rows)
                throw context.Invalid($"indices[{i}] = {indices.Integer(i)} is not in [0, {rows})");
        return rows == 0 ? 0 : variable.Count / rows;
    }

    /// <summary>variable[index] = update</summary>
    private readonly struct Replaced : IElementBody
    {
        public void Run<T>(KernelContext context)
        {
            var (row, indices) = (RowLength(context), context.Input(1));
            var place = context.Input(0).Elements<T>();
            var updates = context.Input(2).Elements<T>();
            for (var i = 0; i < indices.Count; i++)
            {
                var to = place.Slice((int)indices.Integer(i) * row, row);
                if (context.Input(2).Rank == 0)
                    to.Fill(updates[0]);
                else
                    updates.Slice(i * row, row).CopyTo(to);
            }
            context.Output(0).Share(context.Input(0));
        }
    }

    /// <summary>variable[index] = f(variable[index], update)</summary>
    private readonly struct Combined<TOp> : INumberBody
        where TOp : struct, IBinaryOperator<TOp>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (row, indices) = (RowLength(context), context.Input(1));
            var place = context.Input(0).Span<T>();
            var updates = context.Input(2).Span<T>();
            for (var i = 0; i < indices.Count; i++)
            {
                var to = place.Slice((int)indices.Integer(i) * row, row);
                var from = context.Input(2).Rank == 0 ? updates : updates.Slice(i * row, row);
                VectorMap.Binary<T, TOp>(to, from, to, context.Workers);
            }
            context.Output(0).Share(context.Input(0));
        }
    }
}

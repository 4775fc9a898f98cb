using System.Numerics;
using Tensorflow.Kernels;
using Tensorflow.Sessions;

namespace Tensorflow.Operations;

/// <summary>Ops that take vectors for sets.</summary>
internal static class SetOps
{
    public static IEnumerable<OpRule> Rules =>
        [.. TypeSet.Numbers.For([new("ListDiff", ListDiffShape, ListDiffKernel, Gradients.None)])];

    private static void ListDiffShape(ShapeInference node)
    {
        node.InputOfRank(0, 1);
        node.InputOfRank(1, 1);
        node.Set(0, new(-1L));
        node.Set(1, new(-1L));
    }

    private static Kernel ListDiffKernel(KernelRequest node) =>
        node.OutputType(1) switch
        {
            TF_DataType.TF_INT32 => ElementTypes.Numbers<Difference<int>>(node, node.InputType(0)),
            TF_DataType.TF_INT64 => ElementTypes.Numbers<Difference<long>>(node, node.InputType(0)),
            _ => throw node.NoKernel(),
        };

    /// <summary>The elements of x that are not in y, in order, and their places</summary>
    private readonly struct Difference<TIndex> : INumberBody
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        public void Run<T>(KernelContext context)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y) = (context.Input(0), context.Input(1));
            if (x.Rank != 1 || y.Rank != 1)
                throw context.Invalid($"{(x.Rank != 1 ? "x" : "y")} should be a 1D vector.");
            HashSet<T> taken = [.. y.Span<T>()];
            var elements = x.Span<T>();
            var left = 0;
            foreach (var element in elements)
                if (!taken.Contains(element))
                    left++;
            ReadOnlySpan<int> dims = [left];
            var values = context.Allocate(0, dims).Span<T>();
            var places = context.Allocate(1, dims).Span<TIndex>();
            for (var (i, to) = (0, 0); i < elements.Length; i++)
                if (!taken.Contains(elements[i]))
                    (values[to], places[to++]) = (elements[i], TIndex.CreateTruncating(i));
        }
    }
}

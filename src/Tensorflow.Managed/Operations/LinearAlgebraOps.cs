using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Factors of matrices, which are a tensor's last two axes.</summary>
internal static partial class LinearAlgebraOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Reals.For([new("Qr", QrShape, QrKernel)]),
            .. TypeSet.Numbers.For([new("DiagPart", DiagPartShape, DiagPartKernel, Gradients.None)]),
        ];

    /// <summary>The orthogonal and the upper triangular factor of matrices.</summary>
    public static (Tensor Q, Tensor R) Qr(Tensor input, bool full_matrices = false, string? name = null)
    {
        var outputs = OpBuilder.Apply("Qr", name, [input], ("full_matrices", full_matrices)).outputs;
        return (outputs[0], outputs[1]);
    }

    /// <summary>The diagonal of a tensor of even rank, whose second half of axes repeats the first.</summary>
    public static Tensor DiagPart(Tensor input, string? name = null) => OpBuilder.Tensor("DiagPart", name, [input]);

    private static void QrShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull)
        {
            ShapeRules.Unknown(node);
            return;
        }
        if (input.ndim < 2)
            throw node.Error($"Shape must be at least rank 2 but is rank {input.ndim}");
        var (m, n, batch) = (input[-2], input[-1], input.Slice(0, input.ndim - 2));
        var least = m < 0 || n < 0 ? -1 : Math.Min(m, n);
        var full = node.Op.Bool("full_matrices");
        node.Set(0, batch.Concatenate(new(m, full ? m : least)));
        node.Set(1, batch.Concatenate(new(full ? m : least, n)));
    }

    private static void DiagPartShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        if (input.ndim % 2 != 0 || input.ndim == 0)
            throw node.Error($"Input must have even and non-zero rank, input rank is {input.ndim}");
        var half = input.ndim / 2;
        node.Set(0, node.Merge(input.Slice(0, half), input.Slice(half)));
    }
}

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Factors and diagonals of matrices, which are a tensor's last two axes.</summary>
internal static partial class LinearAlgebraOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            new("Qr", QrShape, QrKernel),
            new("DiagPart", DiagPartShape, DiagPartKernel, Gradients.None),
            new("MatrixSetDiagV3", SetDiagShape, SetDiagKernel),
        ];

    /// <summary>The orthogonal and the upper triangular factor of matrices.</summary>
    public static (Tensor Q, Tensor R) Qr(Tensor input, bool full_matrices = false, string? name = null)
    {
        var outputs = OpBuilder.Apply("Qr", name, [input], ("full_matrices", full_matrices)).outputs;
        return (outputs[0], outputs[1]);
    }

    /// <summary>The diagonal of a tensor of even rank, whose second half of axes repeats the first.</summary>
    public static Tensor DiagPart(Tensor input, string? name = null) => OpBuilder.Tensor("DiagPart", name, [input]);

    /// <summary>A matrix with ones on its diagonal.</summary>
    public static Tensor Eye(long rows, long columns, TF_DataType dtype, string? name = null)
    {
        var graph = Graph.Default;
        using var scope = graph.OpenNameScope(name ?? "eye", out var full);
        var ones = SourceOps.Ones(new Shape(Math.Min(rows, columns)), dtype);
        if (rows == columns)
            return OpBuilder.Tensor("MatrixDiagV3", "diag", [ones, 0, -1, -1, 0]);
        var zeros = SourceOps.Zeros(new Shape(rows, columns), dtype);
        return OpBuilder.Tensor("MatrixSetDiagV3", "set_diag", [zeros, ones, 0]);
    }

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

    private static void SetDiagShape(ShapeInference node) => node.Set(0, node.Input(0));
}

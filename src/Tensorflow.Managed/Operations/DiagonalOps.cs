using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Ops on the diagonals of matrices, which are a tensor's last two axes.</summary>
internal static partial class DiagonalOps
{
    private const string DefaultAlignment = "RIGHT_LEFT";

    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Any.For([
                new("MatrixBandPart", ShapeRules.Unchanged, BandPartKernel, BandPartGradient),
                new("MatrixDiagV3", DiagShape, DiagKernel, DiagGradient),
                new("MatrixDiagPartV3", DiagPartShape, DiagPartKernel, DiagPartGradient),
                new("MatrixSetDiagV3", ShapeRules.Unchanged, SetDiagKernel, SetDiagGradient),
            ]),
        ];

    public static Tensor BandPart(Tensor input, object num_lower, object num_upper, string? name = null) =>
        OpBuilder.Tensor(
            "MatrixBandPart",
            name,
            [input, num_lower, num_upper],
            ("Tindex", num_lower is Tensor || num_upper is Tensor ? null : TF_DataType.TF_INT32)
        );

    public static Tensor Diag(
        Tensor diagonal,
        object? k = null,
        object? num_rows = null,
        object? num_cols = null,
        object? padding_value = null,
        string? align = null,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "MatrixDiagV3",
            name ?? "diag",
            [diagonal, k ?? 0, num_rows ?? -1, num_cols ?? -1, padding_value ?? 0],
            ("align", align ?? DefaultAlignment)
        );

    public static Tensor DiagPart(
        Tensor input,
        object? k = null,
        object? padding_value = null,
        string? align = null,
        string? name = null
    ) =>
        OpBuilder.Tensor(
            "MatrixDiagPartV3",
            name ?? "diag_part",
            [input, k ?? 0, padding_value ?? 0],
            ("align", align ?? DefaultAlignment)
        );

    /// <summary>A matrix with ones on its diagonal.</summary>
    public static Tensor Eye(long rows, long columns, TF_DataType dtype, string? name = null)
    {
        using var scope = Graph.Default.OpenNameScope(name ?? "eye", out _);
        var ones = SourceOps.Ones(new Shape(Math.Min(rows, columns)), dtype);
        if (rows == columns)
            return Diag(ones);
        var zeros = SourceOps.Zeros(new Shape(rows, columns), dtype);
        return OpBuilder.Tensor("MatrixSetDiagV3", "set_diag", [zeros, ones, 0], ("align", DefaultAlignment));
    }

    private static void DiagShape(ShapeInference node)
    {
        var diagonal = node.Input(0);
        if (diagonal.IsNull || node.Constant(1) is not { } k)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        var (lower, upper) = (k.Integer(0), k.Integer(k.Count - 1));
        if (lower > upper)
            throw node.Error($"lower_diag_index must be smaller than upper_diag_index: {lower} > {upper}");
        var batch = diagonal.Slice(0, diagonal.ndim - (lower == upper ? 1 : 2));
        var (rows, columns) = (node.Constant(2)?.Integer(0), node.Constant(3)?.Integer(0));
        if (diagonal[-1] < 0 || rows is null || columns is null)
        {
            node.Set(0, batch.Concatenate(new(-1, -1)));
            return;
        }
        var (least, leastColumns) = (diagonal[-1] - Math.Min(upper, 0), diagonal[-1] + Math.Max(lower, 0));
        var (height, width) = MatrixSize(rows.Value, columns.Value, least, leastColumns);
        if (height < least || width < leastColumns)
            throw node.Error($"The matrix [{height},{width}] is too small for the diagonals");
        node.Set(0, batch.Concatenate(new(height, width)));
    }

    /// <summary>The size of a matrix of which -1 leaves the rows or columns open.</summary>
    private static (long Rows, long Columns) MatrixSize(long rows, long columns, long leastRows, long leastColumns) =>
        (rows, columns) switch
        {
            (-1, -1) => (Math.Max(leastRows, leastColumns), Math.Max(leastRows, leastColumns)),
            (-1, _) => (leastRows, columns),
            (_, -1) => (rows, leastColumns),
            _ => (rows, columns),
        };

    private static void DiagPartShape(ShapeInference node)
    {
        var input = node.Input(0);
        if (input.IsNull || node.Constant(1) is not { } k)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        if (input.ndim < 2)
            throw node.Error($"Shape must be at least rank 2 but is rank {input.ndim}");
        var (lower, upper) = (k.Integer(0), k.Integer(k.Count - 1));
        var (rows, columns) = (input[-2], input[-1]);
        var longest = rows < 0 || columns < 0 ? -1 : Math.Min(rows + Math.Min(upper, 0), columns - Math.Max(lower, 0));
        var batch = input.Slice(0, input.ndim - 2);
        node.Set(0, batch.Concatenate(lower == upper ? new(longest) : new(upper - lower + 1, longest)));
    }

    private static Tensor?[] BandPartGradient(Operation op, Tensor?[] grads) =>
        [BandPart(grads[0]!, op.inputs[1], op.inputs[2]), null, null];

    /// <summary>The new diagonals take the gradient there, the matrices the rest (array_grad.py, <c>_MatrixSetDiagV3Grad</c>).</summary>
    private static Tensor?[] SetDiagGradient(Operation op, Tensor?[] grads)
    {
        var (grad, diagonal, k, align) = (grads[0]!, op.inputs[1], op.inputs[2], op.String("align"));
        object shape = diagonal.shape.IsFullyDefined ? diagonal.shape : ShapeOps.Shape(diagonal);
        var zeros = SourceOps.Zeros(shape, grad.dtype);
        var rest = OpBuilder.Tensor("MatrixSetDiagV3", null, [grad, zeros, k], ("align", align));
        return [rest, DiagPart(grad, k, align: align), null];
    }

    private static Tensor?[] DiagGradient(Operation op, Tensor?[] grads) =>
        [DiagPart(grads[0]!, op.inputs[1], align: op.String("align")), null, null, null, null];

    private static Tensor?[] DiagPartGradient(Operation op, Tensor?[] grads)
    {
        var shape = op.inputs[0].shape;
        if (shape.IsNull || shape[-2] < 0 || shape[-1] < 0)
            throw new UnimplementedError($"The gradient of '{op.name}' needs a static size of its matrices.", op);
        var (rows, columns) = ((int)shape[-2], (int)shape[-1]);
        return [Diag(grads[0]!, op.inputs[1], rows, columns, align: op.String("align")), null, null];
    }
}

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Matrix products, and the bias that is added to their rows.</summary>
internal static partial class MatrixOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            new("MatMul", MatMulShape, MatMulKernel, MatMulGradient),
            new("BatchMatMulV2", BatchMatMulShape, BatchMatMulKernel),
            new("BiasAdd", BiasAddShape, BiasAddKernel, BiasAddGradient),
            new("BiasAddGrad", BiasAddGradShape, BiasAddGradKernel),
        ];

    public static Tensor MatMul(
        object a,
        object b,
        bool transpose_a = false,
        bool transpose_b = false,
        string? name = null
    ) => OpBuilder.Tensor("MatMul", name, [a, b], ("transpose_a", transpose_a), ("transpose_b", transpose_b));

    private static void MatMulShape(ShapeInference node)
    {
        var (a, b) = (node.InputOfRank(0, 2), node.InputOfRank(1, 2));
        var (ta, tb) = (node.Op.Bool("transpose_a"), node.Op.Bool("transpose_b"));
        var (innerA, innerB) = (a[ta ? 0 : 1], b[tb ? 1 : 0]);
        if (innerA >= 0 && innerB >= 0 && innerA != innerB)
            throw node.Error($"Dimensions must be equal, but are {innerA} and {innerB}");
        node.Set(0, new(a[ta ? 1 : 0], b[tb ? 0 : 1]));
    }

    private static void BatchMatMulShape(ShapeInference node)
    {
        var (x, y) = (node.Input(0), node.Input(1));
        if (x.IsNull || y.IsNull)
        {
            node.Set(0, Shape.Unknown);
            return;
        }
        if (x.ndim < 2 || y.ndim < 2)
            throw node.Error($"Shape must be at least rank 2 but is rank {Math.Min(x.ndim, y.ndim)}");
        var (adjointX, adjointY) = (node.Op.Bool("adj_x"), node.Op.Bool("adj_y"));
        var (innerX, innerY) = (x[adjointX ? -2 : -1], y[adjointY ? -1 : -2]);
        if (innerX >= 0 && innerY >= 0 && innerX != innerY)
            throw node.Error($"Dimensions must be equal, but are {innerX} and {innerY}");
        var batch = ShapeRules.Broadcast(node, x.Slice(0, x.ndim - 2), y.Slice(0, y.ndim - 2));
        node.Set(0, batch.Concatenate(new(x[adjointX ? -1 : -2], y[adjointY ? -2 : -1])));
    }

    private static Tensor?[] MatMulGradient(Operation op, Tensor?[] grads)
    {
        var (a, b, grad) = (op.inputs[0], op.inputs[1], grads[0]!);
        return (op.Bool("transpose_a"), op.Bool("transpose_b")) switch
        {
            (false, false) => [MatMul(grad, b, transpose_b: true), MatMul(a, grad, transpose_a: true)],
            (false, true) => [MatMul(grad, b), MatMul(grad, a, transpose_a: true)],
            (true, false) => [MatMul(b, grad, transpose_b: true), MatMul(a, grad)],
            (true, true) =>
            [
                MatMul(b, grad, transpose_a: true, transpose_b: true),
                MatMul(grad, a, transpose_a: true, transpose_b: true),
            ],
        };
    }

    private static void BiasAddShape(ShapeInference node)
    {
        var (input, bias) = (node.Input(0), node.InputOfRank(1, 1));
        if (input.IsNull)
        {
            node.Set(0, input);
            return;
        }
        if (input.ndim < 2)
            throw node.Error($"Shape must be at least rank 2 but is rank {input.ndim}");
        var axis = node.Op.String("data_format") == "NCHW" ? 1 : input.ndim - 1;
        var dims = (long[])input.dims.Clone();
        dims[axis] = node.Merge(new(dims[axis]), bias)[0];
        node.Set(0, new(dims));
    }

    private static void BiasAddGradShape(ShapeInference node)
    {
        var input = node.Input(0);
        var axis = node.Op.String("data_format") == "NCHW" ? 1 : input.ndim - 1;
        node.Set(0, new(input.IsNull ? -1 : input[axis]));
    }

    private static Tensor?[] BiasAddGradient(Operation op, Tensor?[] grads) =>
        [grads[0], OpBuilder.Tensor("BiasAddGrad", null, [grads[0]], ("data_format", op.String("data_format")))];
}

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Matrix products, and the bias that is added to their rows.</summary>
internal static partial class MatrixOps
{
    public static IEnumerable<OpRule> Rules =>
        [
            .. TypeSet.Numbers.For([
                new("MatMul", MatMulShape, MatMulKernel, MatMulGradient),
                new("BatchMatMulV2", BatchMatMulShape, BatchMatMulKernel, BatchMatMulGradient),
                new("BiasAdd", BiasAddShape, BiasAddKernel, BiasAddGradient),
                new("BiasAddGrad", BiasAddGradShape, BiasAddGradKernel, SecondGradients.Bias),
            ]),
        ];

    /// <summary>A product of matrices, or of batches of them where a rank is above 2 or not known.</summary>
    public static Tensor MatMul(
        object a,
        object b,
        bool transpose_a = false,
        bool transpose_b = false,
        string? name = null
    )
    {
        var graph = OpBuilder.GraphOf(a, b);
        using var scope = graph.OpenNameScope(name ?? "MatMul", out var full);
        var left = TensorConversion.Convert(a, null, "a", graph);
        var right = TensorConversion.Convert(b, b is Tensor ? null : left.dtype.as_base_dtype(), "b", graph);
        return MayHaveBatch(left) || MayHaveBatch(right)
            ? BatchProductOf(left, right, transpose_a, transpose_b, full)
            : ProductOf(left, right, transpose_a, transpose_b, full);
    }

    /// <summary>x w + b under one name (nn_ops.py, <c>xw_plus_b</c>).</summary>
    public static Tensor Affine(Tensor x, Tensor weights, Tensor biases, string? name = null)
    {
        using var scope = OpBuilder.GraphOf(x, weights, biases).OpenNameScope(name ?? "xw_plus_b", out var full);
        var product = MatMul(x, weights);
        return OpBuilder.Tensor("BiasAdd", full, [product, biases], ("data_format", "NHWC"));
    }

    private static bool MayHaveBatch(Tensor tensor) => tensor.shape.IsNull || tensor.shape.ndim > 2;

    private static Tensor ProductOf(
        Tensor a,
        Tensor b,
        bool transpose_a = false,
        bool transpose_b = false,
        string? name = null
    ) => OpBuilder.Tensor("MatMul", name, [a, b], ("transpose_a", transpose_a), ("transpose_b", transpose_b));

    private static Tensor BatchProductOf(Tensor x, Tensor y, bool adj_x, bool adj_y, string? name = null) =>
        OpBuilder.Tensor("BatchMatMulV2", name, [x, y], ("adj_x", adj_x), ("adj_y", adj_y));

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

    private static Tensor?[] MatMulGradient(Operation op, Tensor?[] grads) =>
        Factors(op, grads[0]!, op.Bool("transpose_a"), op.Bool("transpose_b"), ProductOf);

    private static Tensor?[] BatchMatMulGradient(Operation op, Tensor?[] grads)
    {
        var (x, y) = (op.inputs[0], op.inputs[1]);
        var factors = Factors(op, grads[0]!, op.Bool("adj_x"), op.Bool("adj_y"), MatMul);
        var (gx, gy) = (factors[0]!, factors[1]!);
        var (batchX, batchY) = (x.shape.Slice(0, Math.Max(0, x.rank - 2)), y.shape.Slice(0, Math.Max(0, y.rank - 2)));
        if (!(MayHaveBatch(x) || MayHaveBatch(y)) || batchX.IsFullyDefined && batchX.Equals(batchY))
            return [gx, gy];
        var (shapeX, shapeY) = (ShapeOps.Shape(x), ShapeOps.Shape(y));
        var (axesX, axesY) = ShapeOps.BroadcastGradientArgs(SliceOps.Item(shapeX, ..^2), SliceOps.Item(shapeY, ..^2));
        return [ShapeOps.Reshape(ReduceOps.Sum(gx, axesX), shapeX), ShapeOps.Reshape(ReduceOps.Sum(gy, axesY), shapeY)];
    }

    private delegate Tensor Multiplication(Tensor a, Tensor b, bool transpose_a, bool transpose_b, string? name);

    /// <summary>The gradients of a product's factors, each a product again.</summary>
    private static Tensor?[] Factors(Operation op, Tensor grad, bool ta, bool tb, Multiplication product)
    {
        var (a, b) = (op.inputs[0], op.inputs[1]);
        return (ta, tb) switch
        {
            (false, false) => [product(grad, b, false, true, null), product(a, grad, true, false, null)],
            (false, true) => [product(grad, b, false, false, null), product(grad, a, true, false, null)],
            (true, false) => [product(b, grad, false, true, null), product(a, grad, false, false, null)],
            (true, true) => [product(b, grad, true, true, null), product(grad, a, true, true, null)],
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

using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Builds the sum of products over chosen axes of two tensors as a product of matrices (math_ops.py).</summary>
internal static class Tensordot
{
    public static Tensor Build(Tensor a, Tensor b, int[] aAxes, int[] bAxes, string? name = null)
    {
        if (aAxes.Length != bAxes.Length)
            throw new ValueError(
                $"Different number of contraction axes `a` and `b`, {aAxes.Length} != {bAxes.Length}."
            );
        var graph = OpBuilder.GraphOf(a, b);
        using var scope = graph.OpenNameScope(name ?? "Tensordot", out var full);
        var (left, leftFree, leftDims) = Matrix(a, aAxes, axesFirst: false);
        var (right, rightFree, rightDims) = Matrix(b, bAxes, axesFirst: true);
        var product = MatrixOps.MatMul(left, right);
        if (leftDims is null && rightDims is null)
        {
            Shape free = new([.. leftFree, .. rightFree]);
            return product.shape.Equals(free) ? product : ShapeOps.Reshape(product, Ints(free.dims), full);
        }
        var dims = new object[]
        {
            leftDims ?? TensorConversion.Convert(Ints(leftFree), TF_DataType.TF_INT32, "Const", graph),
            rightDims ?? TensorConversion.Convert(Ints(rightFree), TF_DataType.TF_INT32, "Const", graph),
        };
        var shape = OpBuilder.Tensor("ConcatV2", "concat", [dims, 0]);
        var result = ShapeOps.Reshape(product, shape, full);
        result.RefineShape(new([.. leftFree, .. rightFree]));
        return result;
    }

    /// <summary>
    /// The tensor as a matrix, the summed axes last or first; its other dimensions as known, and as a tensor where not
    /// all of the shape is.
    /// </summary>
    private static (Tensor Matrix, long[] Free, Tensor? Dims) Matrix(Tensor tensor, int[] axes, bool axesFirst)
    {
        var shape = tensor.shape;
        if (shape.IsNull)
            throw new ValueError($"tensordot() of {tensor} needs to know its rank.");
        var summed = Array.ConvertAll(axes, axis => axis < 0 ? axis + shape.ndim : axis);
        if (Array.Exists(summed, axis => axis < 0 || axis >= shape.ndim))
            throw new ValueError($"The axes ({string.Join(", ", axes)}) are not all within the rank {shape.ndim}.");
        var kept = Enumerable.Range(0, shape.ndim).Except(summed).ToArray();
        var free = Array.ConvertAll(kept, axis => shape[axis]);
        if (!shape.IsFullyDefined)
            return Computed(tensor, summed, kept, free, axesFirst);
        var (rows, columns) = (Product(kept), Product(summed));
        int[] order = axesFirst ? [.. summed, .. kept] : [.. kept, .. summed];
        Shape matrix = axesFirst ? new(columns, rows) : new(rows, columns);
        var moved = order.SequenceEqual(Enumerable.Range(0, shape.ndim)) ? tensor : LayoutOps.Transpose(tensor, order);
        return (moved.shape.Equals(matrix) ? moved : ShapeOps.Reshape(moved, Ints(matrix.dims)), free, null);

        long Product(int[] of) => of.Aggregate(1L, (product, axis) => product * shape[axis]);
    }

    private static (Tensor, long[], Tensor?) Computed(
        Tensor tensor,
        int[] summed,
        int[] kept,
        long[] free,
        bool axesFirst
    )
    {
        var axes = TensorConversion.Convert(summed, TF_DataType.TF_INT32, "axes", tensor.graph);
        var others = TensorConversion.Convert(kept, TF_DataType.TF_INT32, "free", tensor.graph);
        var shape = ShapeOps.Shape(tensor);
        var freeDims = LayoutOps.Gather(shape, others);
        var axesDims = LayoutOps.Gather(shape, axes);
        var rows = ReduceOps.Reduce("Prod", freeDims, null, false, null);
        var columns = ReduceOps.Reduce("Prod", axesDims, null, false, null);
        var order = LayoutOps.Concat(axesFirst ? [axes, others] : [others, axes], 0);
        var matrix = LayoutOps.Stack(axesFirst ? [columns, rows] : [rows, columns]);
        return (ShapeOps.Reshape(LayoutOps.Transpose(tensor, order), matrix), free, freeDims);
    }

    private static int[] Ints(long[] dims) => Array.ConvertAll(dims, dim => checked((int)dim));
}

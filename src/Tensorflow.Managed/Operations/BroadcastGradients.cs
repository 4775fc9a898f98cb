namespace Tensorflow.Operations;

/// <summary>
/// Sums the gradients of two operands over the axes along which they were broadcast: known axes where the static shapes
/// tell them, else axes computed at run time (math_grad.py, <c>SmartBroadcastGradientArgs</c>).
/// </summary>
internal static class BroadcastGradients
{
    public static Tensor?[] Reduce(Tensor x, Tensor y, Tensor? gx, Tensor? gy)
    {
        if (gx is null && gy is null)
            return [null, null];
        var (shapeX, shapeY) = (ShapeOps.Shape(x), ShapeOps.Shape(y));
        if (StaticAxes(x.shape, y.shape) is var (axesX, axesY))
            return
            [
                axesX.Length > 0 || x.shape.ndim < y.shape.ndim ? Reduce(gx, axesX, shapeX) : gx,
                axesY.Length > 0 || y.shape.ndim < x.shape.ndim ? Reduce(gy, axesY, shapeY) : gy,
            ];
        var (runtimeX, runtimeY) = ShapeOps.BroadcastGradientArgs(shapeX, shapeY);
        return [Reduce(gx, runtimeX, shapeX), Reduce(gy, runtimeY, shapeY)];
    }

    private static Tensor? Reduce(Tensor? grad, object axes, Tensor shape) =>
        grad is null ? null : ShapeOps.Reshape(ReduceOps.Sum(grad, axes, keepdims: true), shape);

    /// <summary>The axes, counted in the broadcast shape, along which each side has 1; null where shapes do not tell.</summary>
    private static (int[] X, int[] Y)? StaticAxes(Shape x, Shape y)
    {
        if (x.IsNull || y.IsNull)
            return null;
        var rank = Math.Max(x.ndim, y.ndim);
        var (axesX, axesY) = (new List<int>(), new List<int>());
        for (var axis = 0; axis < rank; axis++)
        {
            var dimX = axis < rank - x.ndim ? 1 : x[axis - (rank - x.ndim)];
            var dimY = axis < rank - y.ndim ? 1 : y[axis - (rank - y.ndim)];
            if (dimX == 1 && dimY != 1)
                axesX.Add(axis);
            else if (dimY == 1 && dimX != 1)
                axesY.Add(axis);
            else if (dimX < 0 || dimY < 0)
                return null;
        }
        return ([.. axesX], [.. axesY]);
    }
}

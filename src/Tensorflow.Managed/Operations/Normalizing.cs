using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Builders of moments, lengths, and what is scaled by them (nn_impl.py, linalg_ops.py).</summary>
internal static class Normalizing
{
    /// <summary>Mean and variance along axes.</summary>
    public static (Tensor Mean, Tensor Variance) Moments(Tensor x, int[] axes, string? name, bool keepdims)
    {
        using var scope = OpBuilder.GraphOf(x).OpenNameScope(name ?? "moments", out _);
        var mean = ReduceOps.Reduce("Mean", x, axes, keepdims: true, "mean");
        var centre = OpBuilder.Tensor("StopGradient", null, [mean]);
        var squares = OpBuilder.Tensor("SquaredDifference", null, [x, centre]);
        var variance = ReduceOps.Reduce("Mean", squares, axes, keepdims: true, "variance");
        return keepdims ? (mean, variance) : (ShapeOps.Squeeze(mean, axes), ShapeOps.Squeeze(variance, axes));
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon), times scale, plus offset.</summary>
    public static Tensor Batch(
        Tensor x,
        Tensor mean,
        Tensor variance,
        Tensor? offset,
        Tensor? scale,
        double epsilon,
        string? name
    )
    {
        using var scope = OpBuilder.GraphOf(x, mean, variance).OpenNameScope(name ?? "batchnorm", out _);
        var inverse = OpBuilder.Tensor("Rsqrt", null, [MathOps.Add(variance, epsilon)]);
        if (scale is not null)
            inverse = MathOps.Mul(inverse, scale);
        var scaled = MathOps.Mul(x, MathOps.Cast(inverse, x.dtype));
        var shift = offset is null
            ? MathOps.Mul(MathOps.Negate(mean), inverse)
            : MathOps.Sub(offset, MathOps.Mul(mean, inverse));
        return MathOps.Add(scaled, MathOps.Cast(shift, x.dtype));
    }

    /// <summary>Each vector along the axes divided by its length, whose square counts as at least epsilon.</summary>
    public static Tensor L2(Tensor x, Axis? axis, double epsilon, string? name)
    {
        using var scope = OpBuilder.GraphOf(x).OpenNameScope(name ?? "l2_normalize", out var full);
        var sum = ReduceOps.Sum(OpBuilder.Tensor("Square", null, [x]), axis?.Value, keepdims: true);
        var inverse = OpBuilder.Tensor("Rsqrt", null, [OpBuilder.Tensor("Maximum", null, [sum, epsilon])]);
        return OpBuilder.Tensor("Mul", full, [x, inverse]);
    }

    /// <summary>The length of vectors along the axes: euclidean, or the 1-, infinity- or p-norm.</summary>
    public static Tensor Norm(Tensor x, double? order, int[]? axis, bool keepdims, string? name)
    {
        if (order is <= 0)
            throw new ValueError($"'ord' must be a supported vector norm, got {order}.");
        using var scope = OpBuilder.GraphOf(x).OpenNameScope(name ?? "norm", out _);
        var tensor = TensorConversion.Convert(x, null, "Const");
        var norm = order switch
        {
            null or 2 => Root(ReduceOps.Sum(MathOps.Mul(tensor, tensor), axis, keepdims: true)),
            1 => ReduceOps.Sum(Absolute(), axis, keepdims: true),
            double.PositiveInfinity => ReduceOps.Reduce("Max", Absolute(), axis, keepdims: true, null),
            { } p => MathOps.Pow(ReduceOps.Sum(MathOps.Pow(Absolute(), p), axis, keepdims: true), 1 / p),
        };
        return keepdims ? norm : ShapeOps.Squeeze(norm, axis);

        Tensor Absolute() => OpBuilder.Tensor("Abs", null, [tensor]);

        static Tensor Root(Tensor sum) => OpBuilder.Tensor("Sqrt", null, [sum]);
    }
}

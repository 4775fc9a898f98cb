using Tensorflow.Graphs;

namespace Tensorflow.Operations;

/// <summary>Builder of dropout (nn_ops.py, <c>_dropout</c>), which is made of other ops.</summary>
internal static class DropoutOps
{
    public static Tensor Dropout(
        Tensor x,
        Tensor? keepProbability,
        Tensor? noiseShape,
        int? seed,
        string? name,
        double? rate
    )
    {
        ArgumentNullException.ThrowIfNull(x);
        if (keepProbability is null == rate is null)
            throw new ValueError("`rate` must be provided, or `keep_prob`, but not both.");
        object given = rate is { } number ? number : MathOps.Sub(1.0, keepProbability!);
        using var scope = x.graph.OpenNameScope(name ?? "dropout", out _);
        if (rate is < 0 or >= 1 or double.NaN)
            throw new ValueError(
                $"`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate={rate}"
            );
        if (!x.dtype.is_floating())
            throw new ValueError(
                "`x.dtype` must be a floating point tensor as `x` will be scaled. "
                    + $"Received: x.dtype={x.dtype.as_numpy_name()}"
            );
        if (rate == 0)
        {
            // Whatever draws next gets the same seed as if this had drawn.
            _ = RandomOps.Seeds(x.graph, seed);
            return x;
        }
        Tensor scaled;
        if (given is Tensor computed)
        {
            if (computed.dtype.as_base_dtype() != x.dtype.as_base_dtype())
                throw new ValueError(
                    $"`x.dtype` must be equal to `rate.dtype`. Received: x.dtype={x.dtype.as_numpy_name()} and "
                        + $"rate.dtype={computed.dtype.as_numpy_name()}"
                );
            scaled = OpBuilder.Tensor("RealDiv", null, [x, OpBuilder.Tensor("Sub", null, [Number(1, x), computed])]);
        }
        else
            scaled = OpBuilder.Tensor("Mul", null, [x, Number(1 / (1 - rate!.Value), x)]);
        var random = RandomOps.Uniform(noiseShape ?? ShapeOps.Shape(x), 0, 1, x.dtype, seed);
        var kept = OpBuilder.Tensor("GreaterEqual", null, [random, given]);
        var result = OpBuilder.Tensor("SelectV2", null, [kept, scaled, Number(0, x)]);
        result.RefineShape(x.shape);
        return result;
    }

    private static Tensor Number(double number, Tensor like) =>
        TensorConversion.Convert(number, like.dtype.as_base_dtype(), graph: like.graph);
}

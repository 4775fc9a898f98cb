using Tensorflow.Graphs;
using Tensorflow.Operations;
using Tensorflow.Values;

namespace Tensorflow;

/// <summary>Makes the initial value of a variable.</summary>
public interface IInitializer
{
    /// <summary>A tensor of this shape and type, made of nodes of the default graph.</summary>
    Tensor call(Shape shape, TF_DataType dtype);
}

/// <summary>The initializers of TensorFlow 1 (init_ops.py).</summary>
internal static class Initializers
{
    // The deviation of a standard normal distribution that is cut off at -2 and 2.
    private const double TruncatedDeviation = 0.87962566103423978;

    public static IInitializer Zeros { get; } = Of((shape, dtype) => SourceOps.Zeros(shape, dtype));

    public static IInitializer Ones { get; } = Of((shape, dtype) => SourceOps.Ones(shape, dtype));

    /// <summary>An initializer of a function's making.</summary>
    public static IInitializer Of(Func<Shape, TF_DataType, Tensor> make) => new Made(make);

    public static IInitializer Constant(object value) =>
        Of((shape, dtype) => TensorConversion.Constant(HostArrays.ToValue(value, dtype), shape, null));

    public static IInitializer RandomNormal(double mean, double stddev, int? seed) =>
        Of((shape, dtype) => RandomOps.Normal(shape, mean, stddev, dtype, seed, null));

    public static IInitializer TruncatedNormal(double mean, double stddev, int? seed) =>
        Of((shape, dtype) => RandomOps.TruncatedNormal(shape, mean, stddev, dtype, seed, null));

    /// <summary>Uniform numbers; integers need the upper bound.</summary>
    public static IInitializer RandomUniform(double minval, double? maxval, int? seed) =>
        Of(
            (shape, dtype) =>
                dtype.is_integer()
                    ? RandomOps.Uniform(shape, (long)minval, maxval is { } high ? (long)high : null, dtype, seed)
                    : RandomOps.Uniform(shape, minval, maxval, dtype, seed)
        );

    public static IInitializer GlorotUniform(int? seed = null) => VarianceScaling(1, "fan_avg", "uniform", seed);

    /// <summary>Numbers whose variance is the scale over the number of inputs, of outputs, or their mean.</summary>
    /// <exception cref="ValueError">The scale is not above 0, or mode or distribution is none of TensorFlow's.</exception>
    public static IInitializer VarianceScaling(double scale, string mode, string distribution, int? seed)
    {
        if (!(scale > 0))
            throw new ValueError($"Argument `scale` must be a positive float. Received: {scale}");
        if (mode is not ("fan_in" or "fan_out" or "fan_avg"))
            throw new ValueError($"Argument `mode` should be one of fan_in, fan_out, fan_avg. Received: {mode}");
        if (distribution is not ("normal" or "uniform" or "truncated_normal" or "untruncated_normal"))
            throw new ValueError(
                "Argument `distribution` should be one of normal, uniform, truncated_normal, untruncated_normal. "
                    + $"Received: {distribution}"
            );
        return Of(
            (shape, dtype) =>
            {
                var (fanIn, fanOut) = Fans(shape);
                var fan =
                    mode == "fan_in" ? fanIn
                    : mode == "fan_out" ? fanOut
                    : (fanIn + fanOut) / 2.0;
                var variance = scale / Math.Max(1.0, fan);
                return distribution switch
                {
                    "uniform" => Uniform(Math.Sqrt(3.0 * variance)),
                    "untruncated_normal" => RandomOps.Normal(shape, 0.0, Math.Sqrt(variance), dtype, seed, null),
                    _ => RandomOps.TruncatedNormal(
                        shape,
                        0.0,
                        Math.Sqrt(variance) / TruncatedDeviation,
                        dtype,
                        seed,
                        null
                    ),
                };
                Tensor Uniform(double limit) => RandomOps.Uniform(shape, -limit, limit, dtype, seed);
            }
        );
    }

    /// <summary>A matrix whose columns, or rows where those are fewer, are orthonormal: the Q of normal numbers.</summary>
    public static IInitializer Orthogonal(double gain, int? seed) =>
        Of(
            (shape, dtype) =>
            {
                if (shape.ndim < 2)
                    throw new ValueError("The tensor to initialize must be at least two-dimensional.");
                var columns = shape[-1];
                var rows = shape.dims[..^1].Aggregate(1L, (product, dim) => product * dim);
                var flat = new Shape(Math.Max(rows, columns), Math.Min(rows, columns));
                var numbers = RandomOps.Normal(flat, 0.0, 1.0, dtype, seed, null);
                var (q, r) = LinearAlgebraOps.Qr(numbers);
                var uniform = MathOps.Mul(q, OpBuilder.Tensor("Sign", null, [LinearAlgebraOps.DiagPart(r)]));
                if (rows < columns)
                    uniform = LayoutOps.MatrixTranspose(uniform);
                return MathOps.Mul(gain, ShapeOps.Reshape(uniform, shape));
            }
        );

    /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
    public static IInitializer Identity(double gain) =>
        Of(
            (shape, dtype) =>
                shape.ndim == 2
                    ? MathOps.Mul(gain, DiagonalOps.Eye(shape[0], shape[1], dtype))
                    : throw new ValueError("Identity matrix initializer can only be used for 2D matrices.")
        );

    /// <summary>What <c>get_variable</c> uses where neither call nor scope names one.</summary>
    /// <exception cref="ValueError">The type has no default.</exception>
    public static IInitializer Default(TF_DataType dtype, string name) =>
        dtype.is_floating() ? GlorotUniform()
        : dtype.is_integer() || dtype == TF_DataType.TF_BOOL ? Zeros
        : throw new ValueError($"An initializer for variable {name} of {dtype.as_numpy_name()} is required");

    /// <summary>Inputs and outputs of a weight: the last two dimensions times the receptive field before them.</summary>
    private static (double In, double Out) Fans(Shape shape)
    {
        var dims = shape.dims;
        if (dims.Length < 1)
            return (1, 1);
        if (dims.Length == 1)
            return (dims[0], dims[0]);
        double field = 1;
        foreach (var dim in dims.AsSpan()[..^2])
            field *= dim;
        return (dims[^2] * field, dims[^1] * field);
    }

    private sealed class Made(Func<Shape, TF_DataType, Tensor> make) : IInitializer
    {
        public Tensor call(Shape shape, TF_DataType dtype) => make(shape, dtype);
    }
}

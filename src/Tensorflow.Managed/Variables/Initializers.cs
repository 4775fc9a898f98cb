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
    public static IInitializer Zeros { get; } = new Made((shape, dtype) => SourceOps.Zeros(shape, dtype));

    public static IInitializer Ones { get; } = new Made((shape, dtype) => SourceOps.Ones(shape, dtype));

    public static IInitializer GlorotUniform(int? seed = null) =>
        new Made(
            (shape, dtype) =>
            {
                // Fans as in init_ops._compute_fans: the last two dimensions times the receptive field before them.
                var (fanIn, fanOut) = Fans(shape);
                var limit = Math.Sqrt(3.0 * (1.0 / Math.Max(1.0, (fanIn + fanOut) / 2.0)));
                return RandomOps.Uniform(shape, -limit, limit, dtype, seed);
            }
        );

    public static IInitializer Constant(object value) =>
        new Made((shape, dtype) => TensorConversion.Constant(HostArrays.ToValue(value, dtype), shape, null));

    /// <summary>What <c>get_variable</c> uses where neither call nor scope names one.</summary>
    /// <exception cref="ValueError">The type has no default.</exception>
    public static IInitializer Default(TF_DataType dtype, string name) =>
        dtype.is_floating() ? GlorotUniform()
        : dtype.is_integer() || dtype == TF_DataType.TF_BOOL ? Zeros
        : throw new ValueError($"An initializer for variable {name} of {dtype.as_numpy_name()} is required");

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

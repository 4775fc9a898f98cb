using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Arithmetic, comparison, reduction.</content>
public sealed partial class tensorflow
{
    /// <summary>a + b, with broadcasting (<c>AddV2</c>).</summary>
    public Tensor add(Tensor a, Tensor b, string? name = null) => OpBuilder.Tensor("AddV2", name ?? "Add", [a, b]);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public Tensor subtract(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Sub", name, [x, y]);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public Tensor multiply(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Mul", name, [x, y]);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public Tensor divide(Tensor a, Tensor b) => MathOps.TrueDiv(a, b);

    /// <summary>-x (<c>Neg</c>).</summary>
    public Tensor negative(Tensor x, string? name = null) => OpBuilder.Tensor("Neg", name, [x]);

    /// <summary>The absolute value (<c>Abs</c>).</summary>
    public Tensor abs(Tensor x, string? name = null) => OpBuilder.Tensor("Abs", name, [x]);

    /// <summary>e to the power of x (<c>Exp</c>).</summary>
    public Tensor exp(Tensor x, string? name = null) => OpBuilder.Tensor("Exp", name, [x]);

    /// <summary>The natural logarithm (<c>Log</c>).</summary>
    public Tensor log(Tensor x, string? name = null) => OpBuilder.Tensor("Log", name, [x]);

    /// <summary>The square root (<c>Sqrt</c>).</summary>
    public Tensor sqrt(Tensor a, string? name = null) => OpBuilder.Tensor("Sqrt", name, [a]);

    /// <summary>The square (<c>Square</c>).</summary>
    public Tensor square(Tensor x, string? name = null) => OpBuilder.Tensor("Square", name, [x]);

    /// <summary>The hyperbolic tangent (<c>Tanh</c>).</summary>
    public Tensor tanh(Tensor x, string? name = null) => OpBuilder.Tensor("Tanh", name, [x]);

    /// <summary>1 / (1 + e^-x) (<c>Sigmoid</c>).</summary>
    public Tensor sigmoid(Tensor x, string? name = null) => OpBuilder.Tensor("Sigmoid", name, [x]);

    /// <summary>The larger of x and y, with broadcasting (<c>Maximum</c>).</summary>
    public Tensor maximum(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Maximum", name, [x, y]);

    /// <summary>The smaller of x and y, with broadcasting (<c>Minimum</c>).</summary>
    public Tensor minimum(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Minimum", name, [x, y]);

    /// <summary>The sum of tensors of one shape (<c>AddN</c>).</summary>
    public Tensor add_n(Tensor[] inputs, string? name = null) => MathOps.AddN(inputs, name);

    /// <summary>The product of two matrices (<c>MatMul</c>).</summary>
    /// <exception cref="ValueError">The inner dimensions differ, or an operand is no matrix.</exception>
    public Tensor matmul(Tensor a, Tensor b, bool transpose_a = false, bool transpose_b = false) =>
        MatrixOps.MatMul(a, b, transpose_a, transpose_b);

    /// <summary>Whether x equals y, element by element, with broadcasting (<c>Equal</c>).</summary>
    public Tensor equal(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Equal", name, [x, y]);

    /// <summary>Whether x differs from y, element by element (<c>NotEqual</c>).</summary>
    public Tensor not_equal(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("NotEqual", name, [x, y]);

    /// <summary>Whether x is above y, element by element (<c>Greater</c>).</summary>
    public Tensor greater(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Greater", name, [x, y]);

    /// <summary>Whether x is below y, element by element (<c>Less</c>).</summary>
    public Tensor less(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("Less", name, [x, y]);

    /// <summary>The tensor in another element type (<c>Cast</c>); itself where it has it already.</summary>
    public Tensor cast(Tensor x, TF_DataType dtype, string? name = null) => MathOps.Cast(x, dtype, name);

    /// <summary>The sum along axes, all of them where none are named (<c>Sum</c>).</summary>
    public Tensor reduce_sum(Tensor input, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Sum(input, axis?.Value, keepdims, name);

    /// <summary>The mean along axes, all of them where none are named (<c>Mean</c>).</summary>
    public Tensor reduce_mean(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("Mean", input_tensor, axis?.Value, keepdims, name);

    /// <summary>The largest element along axes, all of them where none are named (<c>Max</c>).</summary>
    public Tensor reduce_max(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("Max", input_tensor, axis?.Value, keepdims, name);

    /// <summary>The smallest element along axes, all of them where none are named (<c>Min</c>).</summary>
    public Tensor reduce_min(Tensor input_tensor, Axis? axis = null, bool keepdims = false, string? name = null) =>
        ReduceOps.Reduce("Min", input_tensor, axis?.Value, keepdims, name);

    /// <summary>The index of the largest element along an axis, the first of equals (<c>ArgMax</c>).</summary>
    public Tensor argmax(
        Tensor input,
        int axis = 0,
        string? name = null,
        TF_DataType output_type = TF_DataType.TF_INT64
    ) => ReduceOps.Arg("ArgMax", input, axis, output_type, name);

    /// <summary>The tensor again, if all of it is finite (<c>CheckNumerics</c>).</summary>
    /// <param name="tensor">float32 or float64.</param>
    /// <param name="message">What the error begins with where it is not.</param>
    /// <param name="name">The node's name.</param>
    public Tensor check_numerics(Tensor tensor, string message, string? name = null) =>
        OpBuilder.Tensor("CheckNumerics", name, [tensor], ("message", message.Given()));
}

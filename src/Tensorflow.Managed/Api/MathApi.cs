using static Tensorflow.Binding;

namespace Tensorflow;

/// <summary>Mathematics (<c>tf.math</c>): the functions of <c>tf</c>, under the names that later versions prefer.</summary>
public sealed partial class MathApi
{
    internal MathApi() { }

    /// <summary>The absolute value (<c>Abs</c>).</summary>
    public Tensor abs(Tensor x, string? name = null) => tf.abs(x, name);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public Tensor add(Tensor x, Tensor y, string? name = null) => tf.add(x, y, name);

    /// <summary>The sum of tensors of one shape (<c>AddN</c>).</summary>
    public Tensor add_n(Tensor[] inputs, string? name = null) => tf.add_n(inputs, name);

    /// <summary>The inverse hyperbolic sine (<c>Asinh</c>).</summary>
    public Tensor asinh(Tensor x, string? name = null) => tf.asinh(x, name);

    /// <summary>The inverse tangent, in radians (<c>Atan</c>).</summary>
    public Tensor atan(Tensor x, string? name = null) => tf.atan(x, name);

    /// <summary>The least whole number not below x (<c>Ceil</c>).</summary>
    public Tensor ceil(Tensor x, string? name = null) => tf.ceil(x, name);

    /// <summary>The cosine; x in radians (<c>Cos</c>).</summary>
    public Tensor cos(Tensor x, string? name = null) => tf.cos(x, name);

    /// <summary>The hyperbolic cosine (<c>Cosh</c>).</summary>
    public Tensor cosh(Tensor x, string? name = null) => tf.cosh(x, name);

    /// <summary>The derivative of lgamma (<c>Digamma</c>).</summary>
    public Tensor digamma(Tensor x, string? name = null) => tf.digamma(x, name);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public Tensor divide(Tensor x, Tensor y) => tf.divide(x, y);

    /// <summary>x / y, and zero where y is zero, with broadcasting (<c>DivNoNan</c>).</summary>
    public Tensor divide_no_nan(Tensor x, Tensor y, string? name = null) => tf.div_no_nan(x, y, name);

    /// <summary>Whether x equals y, element by element, with broadcasting (<c>Equal</c>).</summary>
    public Tensor equal(Tensor x, Tensor y, string? name = null) => tf.equal(x, y, name);

    /// <summary>The error function (<c>Erf</c>).</summary>
    public Tensor erf(Tensor x, string? name = null) => tf.erf(x, name);

    /// <summary>e to the power of x (<c>Exp</c>).</summary>
    public Tensor exp(Tensor x, string? name = null) => tf.exp(x, name);

    /// <summary>e to the power of x, less 1; exact near 0 too (<c>Expm1</c>).</summary>
    public Tensor expm1(Tensor x, string? name = null) => tf.expm1(x, name);

    /// <summary>The greatest whole number not above x (<c>Floor</c>).</summary>
    public Tensor floor(Tensor x, string? name = null) => tf.floor(x, name);

    /// <summary>x / y rounded down, with broadcasting (<c>FloorDiv</c>).</summary>
    public Tensor floordiv(Tensor x, Tensor y, string? name = null) => tf.floordiv(x, y, name);

    /// <summary>What <see cref="floordiv"/> leaves, with the sign of y, with broadcasting (<c>FloorMod</c>).</summary>
    public Tensor floormod(Tensor x, Tensor y, string? name = null) => tf.floormod(x, y, name);

    /// <summary>Whether x is above y, element by element, with broadcasting (<c>Greater</c>).</summary>
    public Tensor greater(Tensor x, Tensor y, string? name = null) => tf.greater(x, y, name);

    /// <summary>Whether x is not below y, element by element, with broadcasting (<c>GreaterEqual</c>).</summary>
    public Tensor greater_equal(Tensor x, Tensor y, string? name = null) => tf.greater_equal(x, y, name);

    /// <summary>Whether each target is among the k greatest predictions (<c>InTopKV2</c>).</summary>
    public Tensor in_top_k(Tensor predictions, Tensor targets, int k, string? name = null) =>
        tf.nn.in_top_k(predictions, targets, k, name);

    /// <summary>Whether x is a finite number (<c>IsFinite</c>).</summary>
    public Tensor is_finite(Tensor x, string? name = null) => tf.is_finite(x, name);

    /// <summary>Whether x is infinite (<c>IsInf</c>).</summary>
    public Tensor is_inf(Tensor x, string? name = null) => tf.is_inf(x, name);

    /// <summary>Whether x is no number (<c>IsNan</c>).</summary>
    public Tensor is_nan(Tensor x, string? name = null) => tf.is_nan(x, name);

    /// <summary>Each vector along the axis divided by its length.</summary>
    public Tensor l2_normalize(Tensor x, Axis axis, float epsilon = 1e-12f, string? name = null) =>
        tf.nn.l2_normalize(x, axis, epsilon, name);

    /// <summary>Whether x is below y, element by element, with broadcasting (<c>Less</c>).</summary>
    public Tensor less(Tensor x, Tensor y, string? name = null) => tf.less(x, y, name);

    /// <summary>Whether x is not above y, element by element, with broadcasting (<c>LessEqual</c>).</summary>
    public Tensor less_equal(Tensor x, Tensor y, string? name = null) => tf.less_equal(x, y, name);

    /// <summary>The logarithm of the absolute value of the gamma function (<c>Lgamma</c>).</summary>
    public Tensor lgamma(Tensor x, string? name = null) => tf.lgamma(x, name);

    /// <summary>The natural logarithm (<c>Log</c>).</summary>
    public Tensor log(Tensor x, string? name = null) => tf.log(x, name);

    /// <summary>The natural logarithm of 1 + x; exact near 0 too (<c>Log1p</c>).</summary>
    public Tensor log1p(Tensor x, string? name = null) => tf.log1p(x, name);

    /// <summary>Whether both hold, element by element, with broadcasting (<c>LogicalAnd</c>).</summary>
    public Tensor logical_and(Tensor x, Tensor y, string? name = null) => tf.logical_and(x, y, name);

    /// <summary>Whether x does not hold (<c>LogicalNot</c>).</summary>
    public Tensor logical_not(Tensor x, string? name = null) => tf.logical_not(x, name);

    /// <summary>Whether one of both holds, element by element, with broadcasting (<c>LogicalOr</c>).</summary>
    public Tensor logical_or(Tensor x, Tensor y, string? name = null) => tf.logical_or(x, y, name);

    /// <summary>Whether exactly one of both holds, element by element (<c>LogicalAnd</c>).</summary>
    public Tensor logical_xor(Tensor x, Tensor y, string name = "LogicalXor") => tf.logical_xor(x, y, name);

    /// <summary>The larger of x and y, with broadcasting (<c>Maximum</c>).</summary>
    public Tensor maximum(Tensor x, Tensor y, string? name = null) => tf.maximum(x, y, name);

    /// <summary>The smaller of x and y, with broadcasting (<c>Minimum</c>).</summary>
    public Tensor minimum(Tensor x, Tensor y, string? name = null) => tf.minimum(x, y, name);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public Tensor multiply(Tensor x, Tensor y, string? name = null) => tf.multiply(x, y, name);

    /// <summary>-x (<c>Neg</c>).</summary>
    public Tensor negative(Tensor x, string? name = null) => tf.negative(x, name);

    /// <summary>Whether x differs from y, element by element, with broadcasting (<c>NotEqual</c>).</summary>
    public Tensor not_equal(Tensor x, Tensor y, string? name = null) => tf.not_equal(x, y, name);

    /// <summary>1 / x (<c>Reciprocal</c>).</summary>
    public Tensor reciprocal(Tensor x, string? name = null) => tf.reciprocal(x, name);

    /// <summary>The nearest whole number, the even one of two (<c>Round</c>).</summary>
    public Tensor round(Tensor x, string? name = null) => tf.round(x, name);

    /// <summary>1 / sqrt(x) (<c>Rsqrt</c>).</summary>
    public Tensor rsqrt(Tensor x, string? name = null) => tf.rsqrt(x, name);

    /// <summary>1 / (1 + e^-x) (<c>Sigmoid</c>).</summary>
    public Tensor sigmoid(Tensor x, string? name = null) => tf.sigmoid(x, name);

    /// <summary>-1, 0 or 1 by the sign of x; NaN stays (<c>Sign</c>).</summary>
    public Tensor sign(Tensor x, string? name = null) => tf.sign(x, name);

    /// <summary>The sine; x in radians (<c>Sin</c>).</summary>
    public Tensor sin(Tensor x, string? name = null) => tf.sin(x, name);

    /// <summary>The hyperbolic sine (<c>Sinh</c>).</summary>
    public Tensor sinh(Tensor x, string? name = null) => tf.sinh(x, name);

    /// <summary>ln(1 + e^x) (<c>Softplus</c>).</summary>
    public Tensor softplus(Tensor features, string? name = null) => tf.nn.softplus(features, name);

    /// <summary>The square root (<c>Sqrt</c>).</summary>
    public Tensor sqrt(Tensor x, string? name = null) => tf.sqrt(x, name);

    /// <summary>The square (<c>Square</c>).</summary>
    public Tensor square(Tensor x, string? name = null) => tf.square(x, name);

    /// <summary>(x - y)^2, with broadcasting (<c>SquaredDifference</c>).</summary>
    public Tensor squared_difference(Tensor x, Tensor y, string? name = null) => tf.squared_difference(x, y, name);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public Tensor subtract(Tensor x, Tensor y, string? name = null) => tf.subtract(x, y, name);

    /// <summary>The tangent; x in radians (<c>Tan</c>).</summary>
    public Tensor tan(Tensor x, string? name = null) => tf.tan(x, name);

    /// <summary>The hyperbolic tangent (<c>Tanh</c>).</summary>
    public Tensor tanh(Tensor x, string? name = null) => tf.tanh(x, name);

    /// <summary>The k greatest elements of each row and where they lie (<c>TopKV2</c>).</summary>
    public (Tensor values, Tensor indices) top_k(Tensor input, int k = 1, bool sorted = true, string? name = null) =>
        tf.nn.top_k(input, k, sorted, name);

    /// <summary>x / y rounded towards zero, with broadcasting (<c>TruncateDiv</c>).</summary>
    public Tensor truncatediv(Tensor x, Tensor y, string? name = null) => tf.truncatediv(x, y, name);

    /// <summary>What <see cref="truncatediv"/> leaves, with the sign of x, with broadcasting (<c>TruncateMod</c>).</summary>
    public Tensor truncatemod(Tensor x, Tensor y, string? name = null) => tf.truncatemod(x, y, name);

    /// <summary>x to the power of y, with broadcasting (<c>Pow</c>); either may be a number.</summary>
    public Tensor pow<T1, T2>(T1 x, T2 y, string? name = null)
        where T1 : notnull
        where T2 : notnull => tf.pow(x, y, name);
}

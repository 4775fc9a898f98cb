using Tensorflow.Graphs;
using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Functions of one number or two, element by element.</content>
public sealed partial class tensorflow
{
    /// <summary>The sine; x in radians (<c>Sin</c>).</summary>
    public Tensor sin(Tensor x, string? name = null) => OpBuilder.Tensor("Sin", name, [x]);

    /// <summary>The cosine; x in radians (<c>Cos</c>).</summary>
    public Tensor cos(Tensor x, string? name = null) => OpBuilder.Tensor("Cos", name, [x]);

    /// <summary>The tangent; x in radians (<c>Tan</c>).</summary>
    public Tensor tan(Tensor x, string? name = null) => OpBuilder.Tensor("Tan", name, [x]);

    /// <summary>The greatest whole number not above x (<c>Floor</c>).</summary>
    public Tensor floor(Tensor x, string? name = null) => OpBuilder.Tensor("Floor", name, [x]);

    /// <summary>The least whole number not below x (<c>Ceil</c>).</summary>
    public Tensor ceil(Tensor x, string? name = null) => OpBuilder.Tensor("Ceil", name, [x]);

    /// <summary>The error function (<c>Erf</c>).</summary>
    public Tensor erf(Tensor x, string? name = null) => OpBuilder.Tensor("Erf", name, [x]);

    /// <summary>e to the power of x, less 1; exact near 0 too (<c>Expm1</c>).</summary>
    public Tensor expm1(Tensor x, string? name = null) => OpBuilder.Tensor("Expm1", name, [x]);

    /// <summary>1 / x (<c>Reciprocal</c>).</summary>
    public Tensor reciprocal(Tensor x, string? name = null) => OpBuilder.Tensor("Reciprocal", name, [x]);

    /// <summary>-1, 0 or 1 by the sign of x; NaN stays (<c>Sign</c>).</summary>
    public Tensor sign(Tensor x, string? name = null) => OpBuilder.Tensor("Sign", name, [x]);

    /// <summary>Whether x is no number (<c>IsNan</c>).</summary>
    public Tensor is_nan(Tensor x, string? name = null) => OpBuilder.Tensor("IsNan", name, [x]);

    /// <summary>Whether x is infinite (<c>IsInf</c>).</summary>
    public Tensor is_inf(Tensor x, string? name = null) => OpBuilder.Tensor("IsInf", name, [x]);

    /// <summary>Whether x is a finite number (<c>IsFinite</c>).</summary>
    public Tensor is_finite(Tensor x, string? name = null) => OpBuilder.Tensor("IsFinite", name, [x]);

    /// <summary>The inverse hyperbolic sine (<c>Asinh</c>).</summary>
    public Tensor asinh(Tensor x, string? name = null) => OpBuilder.Tensor("Asinh", name, [x]);

    /// <summary>The inverse tangent, in radians (<c>Atan</c>).</summary>
    public Tensor atan(Tensor x, string? name = null) => OpBuilder.Tensor("Atan", name, [x]);

    /// <summary>The hyperbolic sine (<c>Sinh</c>).</summary>
    public Tensor sinh(Tensor x, string? name = null) => OpBuilder.Tensor("Sinh", name, [x]);

    /// <summary>The hyperbolic cosine (<c>Cosh</c>).</summary>
    public Tensor cosh(Tensor x, string? name = null) => OpBuilder.Tensor("Cosh", name, [x]);

    /// <summary>1 / sqrt(x) (<c>Rsqrt</c>).</summary>
    public Tensor rsqrt(Tensor x, string? name = null) => OpBuilder.Tensor("Rsqrt", name, [x]);

    /// <summary>The natural logarithm of 1 + x; exact near 0 too (<c>Log1p</c>).</summary>
    public Tensor log1p(Tensor x, string? name = null) => OpBuilder.Tensor("Log1p", name, [x]);

    /// <summary>The logarithm of the absolute value of the gamma function (<c>Lgamma</c>).</summary>
    public Tensor lgamma(Tensor x, string? name = null) => OpBuilder.Tensor("Lgamma", name, [x]);

    /// <summary>The derivative of <see cref="lgamma"/> (<c>Digamma</c>).</summary>
    public Tensor digamma(Tensor x, string? name = null) => OpBuilder.Tensor("Digamma", name, [x]);

    /// <summary>The nearest whole number, the even one of two (<c>Round</c>); integers are handed on.</summary>
    public Tensor round(Tensor x, string? name = null) => MathOps.Round(x, name);

    /// <summary>(x - y)^2, with broadcasting (<c>SquaredDifference</c>).</summary>
    public Tensor squared_difference(Tensor x, Tensor y, string? name = null) =>
        OpBuilder.Tensor("SquaredDifference", name, [x, y]);

    /// <summary>What <see cref="floordiv"/> leaves, with the sign of y, with broadcasting (<c>FloorMod</c>).</summary>
    public Tensor floormod(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("FloorMod", name, [x, y]);

    /// <summary>x / y rounded towards zero, with broadcasting (<c>TruncateDiv</c>).</summary>
    public Tensor truncatediv(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("TruncateDiv", name, [x, y]);

    /// <summary>What <see cref="truncatediv"/> leaves, with the sign of x, with broadcasting (<c>TruncateMod</c>).</summary>
    public Tensor truncatemod(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("TruncateMod", name, [x, y]);

    /// <summary>Whether x is not above y, element by element, with broadcasting (<c>LessEqual</c>).</summary>
    public Tensor less_equal(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("LessEqual", name, [x, y]);

    /// <summary>Whether x is not below y, element by element, with broadcasting (<c>GreaterEqual</c>).</summary>
    public Tensor greater_equal(Tensor x, Tensor y, string? name = null) =>
        OpBuilder.Tensor("GreaterEqual", name, [x, y]);

    /// <summary>Whether both hold, element by element, with broadcasting (<c>LogicalAnd</c>).</summary>
    public Tensor logical_and(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("LogicalAnd", name, [x, y]);

    /// <summary>Whether one of both holds, element by element, with broadcasting (<c>LogicalOr</c>).</summary>
    public Tensor logical_or(Tensor x, Tensor y, string? name = null) => OpBuilder.Tensor("LogicalOr", name, [x, y]);

    /// <summary>x / y rounded down, with broadcasting (<c>FloorDiv</c>).</summary>
    public Tensor floordiv(Tensor x, Tensor y, string? name = null) => MathOps.FloorDiv(x, y, name);

    /// <summary>x / y, and zero where y is zero, with broadcasting (<c>DivNoNan</c>).</summary>
    public Tensor div_no_nan(Tensor x, Tensor y, string? name = null) => MathOps.DivNoNan(x, y, name);

    /// <summary>Whether exactly one of both holds, element by element, with broadcasting.</summary>
    public Tensor logical_xor(Tensor x, Tensor y, string name = "LogicalXor") => MathOps.LogicalXor(x, y, name);

    /// <summary>Whether x does not hold (<c>LogicalNot</c>).</summary>
    public Tensor logical_not(Tensor x, string? name = null) => OpBuilder.Tensor("LogicalNot", name, [x]);

    /// <summary>x to the power of y, with broadcasting (<c>Pow</c>); either may be a number.</summary>
    public Tensor pow<T1, T2>(T1 x, T2 y, string? name = null)
        where T1 : notnull
        where T2 : notnull => MathOps.Pow(x, y, name);
}

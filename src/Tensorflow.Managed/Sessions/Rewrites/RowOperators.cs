using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>The elementwise ops that work row by row, with the operators of their own kernels.</summary>
internal static class RowOperators
{
    private static readonly Dictionary<string, Func<RowPlace, RowPlace, RowStep>> _unary = new(StringComparer.Ordinal)
    {
        ["Abs"] = Of<Abs>,
        ["Elu"] = Of<Elu>,
        ["Exp"] = Of<Exp>,
        ["Log"] = Of<Log>,
        ["Neg"] = Of<Neg>,
        ["Reciprocal"] = Of<Reciprocal>,
        ["Relu"] = Of<Relu>,
        ["Relu6"] = Of<Relu6>,
        ["Rsqrt"] = Of<Rsqrt>,
        ["Sigmoid"] = Of<Sigmoid>,
        ["Softplus"] = Of<Softplus>,
        ["Softsign"] = Of<Softsign>,
        ["Sqrt"] = Of<Sqrt>,
        ["Square"] = Of<Square>,
        ["Tanh"] = Of<Tanh>,
    };

    private static readonly Dictionary<string, Func<RowPlace, RowPlace, RowPlace, RowStep>> _binary = new(
        StringComparer.Ordinal
    )
    {
        ["Add"] = Of<Add>,
        ["AddV2"] = Of<Add>,
        ["BiasAdd"] = Of<Add>,
        ["Maximum"] = Of<Maximum>,
        ["Minimum"] = Of<Minimum>,
        ["Mul"] = Of<Mul>,
        ["RealDiv"] = Of<RealDiv>,
        ["SquaredDifference"] = Of<SquaredDifference>,
        ["Sub"] = Of<Sub>,
    };

    /// <summary>Ops of two operands of one shape.</summary>
    private static readonly Dictionary<string, Func<RowPlace, RowPlace, RowPlace, RowStep>> _pairs = new(
        StringComparer.Ordinal
    )
    {
        ["EluGrad"] = Of<EluGrad>,
        ["ReciprocalGrad"] = Of<ReciprocalGrad>,
        ["ReluGrad"] = Of<ReluGrad>,
        ["Relu6Grad"] = Of<Relu6Grad>,
        ["RsqrtGrad"] = Of<RsqrtGrad>,
        ["SigmoidGrad"] = Of<SigmoidGrad>,
        ["SoftplusGrad"] = Of<SoftplusGrad>,
        ["SoftsignGrad"] = Of<SoftsignGrad>,
        ["SqrtGrad"] = Of<SqrtGrad>,
        ["TanhGrad"] = Of<TanhGrad>,
    };

    public static bool IsUnary(string type) => _unary.ContainsKey(type);

    /// <summary>Whether the op takes two operands that broadcast.</summary>
    public static bool IsBinary(string type) => _binary.ContainsKey(type);

    public static bool IsPair(string type) => _pairs.ContainsKey(type);

    public static RowStep Unary(string type, RowPlace x, RowPlace y) => _unary[type](x, y);

    public static RowStep Binary(string type, RowPlace a, RowPlace b, RowPlace y) =>
        (_binary.GetValueOrDefault(type) ?? _pairs[type])(a, b, y);

    private static RowStep Of<TOp>(RowPlace x, RowPlace y)
        where TOp : struct, IUnaryOperator<TOp> => new RowUnary<TOp>(x, y);

    private static RowStep Of<TOp>(RowPlace a, RowPlace b, RowPlace y)
        where TOp : struct, IBinaryOperator<TOp> => new RowBinary<TOp>(a, b, y);
}

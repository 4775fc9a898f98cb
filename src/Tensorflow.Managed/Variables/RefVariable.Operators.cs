using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Python's operators; beside a tensor, the tensor's own apply.</content>
public sealed partial class RefVariable
{
    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(RefVariable x, RefVariable y) => MathOps.Add(x, y);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(RefVariable x, double y) => MathOps.Add(x, y);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(double x, RefVariable y) => MathOps.Add(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(RefVariable x, RefVariable y) => MathOps.Sub(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(RefVariable x, double y) => MathOps.Sub(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(double x, RefVariable y) => MathOps.Sub(x, y);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public static Tensor operator *(RefVariable x, RefVariable y) => MathOps.Mul(x, y);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public static Tensor operator *(RefVariable x, double y) => MathOps.Mul(x, y);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public static Tensor operator *(double x, RefVariable y) => MathOps.Mul(x, y);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public static Tensor operator /(RefVariable x, RefVariable y) => MathOps.TrueDiv(x, y);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public static Tensor operator /(RefVariable x, double y) => MathOps.TrueDiv(x, y);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public static Tensor operator /(double x, RefVariable y) => MathOps.TrueDiv(x, y);

    /// <summary>-x (<c>Neg</c>).</summary>
    public static Tensor operator -(RefVariable x) => MathOps.Negate(x);
}

using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Python's operators with a whole number on one side, which takes the tensor's element type.</content>
public sealed partial class Tensor
{
    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(Tensor x, int y) => MathOps.Add(x.Given(), y);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(int x, Tensor y) => MathOps.Add(x, y.Given());

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(Tensor x, int y) => MathOps.Sub(x.Given(), y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(int x, Tensor y) => MathOps.Sub(x, y.Given());

    /// <summary>x times y, element by element (<c>Mul</c>).</summary>
    public static Tensor operator *(Tensor x, int y) => MathOps.Mul(x.Given(), y);

    /// <summary>x times y, element by element (<c>Mul</c>).</summary>
    public static Tensor operator *(int x, Tensor y) => MathOps.Mul(x, y.Given());

    /// <summary>x / y as real numbers (<c>RealDiv</c>).</summary>
    public static Tensor operator /(Tensor x, int y) => MathOps.TrueDiv(x.Given(), y);

    /// <summary>x / y as real numbers (<c>RealDiv</c>).</summary>
    public static Tensor operator /(int x, Tensor y) => MathOps.TrueDiv(x, y.Given());

    /// <summary>The remainder with the sign of y (<c>FloorMod</c>).</summary>
    public static Tensor operator %(Tensor x, int y) => MathOps.FloorMod(x.Given(), y);

    /// <summary>The remainder with the sign of y (<c>FloorMod</c>).</summary>
    public static Tensor operator %(int x, Tensor y) => MathOps.FloorMod(x, y.Given());

    /// <summary>Whether x is below y, element by element (<c>Less</c>).</summary>
    public static Tensor operator <(Tensor x, int y) => Compare("Less", x.Given(), y);

    /// <summary>Whether x is at most y, element by element (<c>LessEqual</c>).</summary>
    public static Tensor operator <=(Tensor x, int y) => Compare("LessEqual", x.Given(), y);

    /// <summary>Whether x is above y, element by element (<c>Greater</c>).</summary>
    public static Tensor operator >(Tensor x, int y) => Compare("Greater", x.Given(), y);

    /// <summary>Whether x is at least y, element by element (<c>GreaterEqual</c>).</summary>
    public static Tensor operator >=(Tensor x, int y) => Compare("GreaterEqual", x.Given(), y);
}

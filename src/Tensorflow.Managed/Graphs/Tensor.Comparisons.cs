using Tensorflow.Graphs;

namespace Tensorflow;

/// <content>Python's comparisons by size, which give truth values; a number takes the tensor's element type.</content>
public sealed partial class Tensor
{
    /// <summary>Whether x is below y, element by element, with broadcasting (<c>Less</c>).</summary>
    public static Tensor operator <(Tensor x, Tensor y) => Compare("Less", x, y);

    /// <summary>Whether x is below y, element by element (<c>Less</c>).</summary>
    public static Tensor operator <(Tensor x, double y) => Compare("Less", x, y);

    /// <summary>Whether x is at most y, element by element, with broadcasting (<c>LessEqual</c>).</summary>
    public static Tensor operator <=(Tensor x, Tensor y) => Compare("LessEqual", x, y);

    /// <summary>Whether x is at most y, element by element (<c>LessEqual</c>).</summary>
    public static Tensor operator <=(Tensor x, double y) => Compare("LessEqual", x, y);

    /// <summary>Whether x is above y, element by element, with broadcasting (<c>Greater</c>).</summary>
    public static Tensor operator >(Tensor x, Tensor y) => Compare("Greater", x, y);

    /// <summary>Whether x is above y, element by element (<c>Greater</c>).</summary>
    public static Tensor operator >(Tensor x, double y) => Compare("Greater", x, y);

    /// <summary>Whether x is at least y, element by element, with broadcasting (<c>GreaterEqual</c>).</summary>
    public static Tensor operator >=(Tensor x, Tensor y) => Compare("GreaterEqual", x, y);

    /// <summary>Whether x is at least y, element by element (<c>GreaterEqual</c>).</summary>
    public static Tensor operator >=(Tensor x, double y) => Compare("GreaterEqual", x, y);

    private static Tensor Compare(string type, Tensor x, object y) => OpBuilder.Tensor(type, null, [x, y]);
}

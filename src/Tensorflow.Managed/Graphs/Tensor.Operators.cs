using Tensorflow.Operations;

namespace Tensorflow;

/// <content>Python's operators. A number on one side becomes a constant of the tensor's element type.</content>
public sealed partial class Tensor
{
    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(Tensor x, Tensor y) => MathOps.Add(x, y);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(Tensor x, double y) => MathOps.Add(x, y);

    /// <summary>x + y, with broadcasting (<c>AddV2</c>).</summary>
    public static Tensor operator +(double x, Tensor y) => MathOps.Add(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(Tensor x, Tensor y) => MathOps.Sub(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(Tensor x, double y) => MathOps.Sub(x, y);

    /// <summary>x - y, with broadcasting (<c>Sub</c>).</summary>
    public static Tensor operator -(double x, Tensor y) => MathOps.Sub(x, y);

    /// <summary>-x (<c>Neg</c>).</summary>
    public static Tensor operator -(Tensor x) => MathOps.Negate(x);

    /// <summary>x times y, element by element, with broadcasting (<c>Mul</c>).</summary>
    public static Tensor operator *(Tensor x, Tensor y) => MathOps.Mul(x, y);

    /// <summary>x times y, element by element (<c>Mul</c>).</summary>
    public static Tensor operator *(Tensor x, double y) => MathOps.Mul(x, y);

    /// <summary>x times y, element by element (<c>Mul</c>).</summary>
    public static Tensor operator *(double x, Tensor y) => MathOps.Mul(x, y);

    /// <summary>x / y as real numbers, with broadcasting (<c>RealDiv</c>).</summary>
    public static Tensor operator /(Tensor x, Tensor y) => MathOps.TrueDiv(x, y);

    /// <summary>x / y as real numbers (<c>RealDiv</c>).</summary>
    public static Tensor operator /(Tensor x, double y) => MathOps.TrueDiv(x, y);

    /// <summary>x / y as real numbers (<c>RealDiv</c>).</summary>
    public static Tensor operator /(double x, Tensor y) => MathOps.TrueDiv(x, y);

    /// <summary>The remainder with the sign of y (<c>FloorMod</c>).</summary>
    public static Tensor operator %(Tensor x, Tensor y) => MathOps.FloorMod(x, y);

    /// <summary>The element or row at this index (<c>StridedSlice</c>).</summary>
    public Tensor this[int index] => SliceOps.Item(this, Slice.Index(index));

    /// <summary>
    /// Part of the tensor, an argument for each of the first axes: an index, a C# range, a <see cref="Slice"/>, or its
    /// text (<c>t[1.., 0]</c>, <c>t["::-1", 1]</c>, <c>t[Slice.Ellipsis, Slice.NewAxis, 0]</c>) (<c>StridedSlice</c>).
    /// </summary>
    public Tensor this[params Slice[] slices]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(slices);
            foreach (var slice in slices)
                ArgumentNullException.ThrowIfNull(slice, nameof(slices));
            return SliceOps.Item(this, slices);
        }
    }
}

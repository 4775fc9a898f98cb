namespace Tensorflow.Kernels;

/// <summary>
/// One or several floats on which an operator works at once, so that its formula is written once for every width.
/// Nothing here fuses a multiplication with an addition: TensorFlow's build does not, and every width must give the
/// same bits.
/// </summary>
internal interface IFloatPacket<TSelf>
    where TSelf : struct, IFloatPacket<TSelf>
{
    /// <summary>How many floats.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The same value in every place.</summary>
    static abstract TSelf Of(float value);

    /// <summary>The same bits in every place.</summary>
    static abstract TSelf OfBits(uint bits);

    static abstract TSelf Load(ref float source, nuint index);
    static abstract void Store(TSelf value, ref float target, nuint index);

    /// <summary>The lesser of two; the first where one is NaN.</summary>
    static abstract TSelf Min(TSelf first, TSelf second);

    /// <summary>The greater of two; the first where one is NaN.</summary>
    static abstract TSelf Max(TSelf first, TSelf second);

    static abstract TSelf Sqrt(TSelf value);
    static abstract TSelf Floor(TSelf value);

    static abstract TSelf And(TSelf left, TSelf right);
    static abstract TSelf Or(TSelf left, TSelf right);
    static abstract TSelf Xor(TSelf left, TSelf right);

    /// <summary>All bits set where left is less than right.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary>All bits set where both are equal.</summary>
    static abstract TSelf Same(TSelf left, TSelf right);

    /// <summary>The first where the mask's bits are set, else the second.</summary>
    static abstract TSelf Select(TSelf mask, TSelf first, TSelf second);

    /// <summary>A whole number, as a float, to the float whose bits are that number times 2^23.</summary>
    static abstract TSelf ToExponentField(TSelf value);

    /// <summary>The bits above the 23 of the mantissa, without the sign, as a float.</summary>
    static abstract TSelf FromExponentField(TSelf value);
}

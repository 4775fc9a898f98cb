using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tensorflow.Kernels;

/// <summary>Sixteen floats in a register.</summary>
internal readonly struct Packet16(Vector512<float> value) : IFloatPacket<Packet16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 operator +(Packet16 left, Packet16 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 operator -(Packet16 left, Packet16 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 operator *(Packet16 left, Packet16 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 operator /(Packet16 left, Packet16 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 OfBits(uint bits) => new(Vector512.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Load(ref float source, nuint index) => new(Vector512.LoadUnsafe(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Packet16 value, ref float target, nuint index) =>
        value._value.StoreUnsafe(ref target, index);

    // x86's minimum and maximum give the second operand where one is NaN; elsewhere that is spelled out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Min(Packet16 first, Packet16 second) =>
        Avx512F.IsSupported
            ? new(Avx512F.Min(second._value, first._value))
            : Select(Less(second, first), second, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Max(Packet16 first, Packet16 second) =>
        Avx512F.IsSupported
            ? new(Avx512F.Max(second._value, first._value))
            : Select(Less(first, second), second, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Sqrt(Packet16 value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Floor(Packet16 value) => new(Vector512.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 And(Packet16 left, Packet16 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Or(Packet16 left, Packet16 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Xor(Packet16 left, Packet16 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Less(Packet16 left, Packet16 right) => new(Vector512.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Same(Packet16 left, Packet16 right) => new(Vector512.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 Select(Packet16 mask, Packet16 first, Packet16 second) =>
        new(Vector512.ConditionalSelect(mask._value, first._value, second._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 ToExponentField(Packet16 value) =>
        new((Vector512.ConvertToInt32Native(value._value) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet16 FromExponentField(Packet16 value) =>
        new(Vector512.ConvertToSingle((Vector512.Abs(value._value).AsInt32() >>> 23)));
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tensorflow.Kernels;

/// <summary>Eight floats in a register.</summary>
internal readonly struct Packet8(Vector256<float> value) : IFloatPacket<Packet8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 operator +(Packet8 left, Packet8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 operator -(Packet8 left, Packet8 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 operator *(Packet8 left, Packet8 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 operator /(Packet8 left, Packet8 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 OfBits(uint bits) => new(Vector256.Create(bits).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Load(ref float source, nuint index) => new(Vector256.LoadUnsafe(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Packet8 value, ref float target, nuint index) =>
        value._value.StoreUnsafe(ref target, index);

    // x86's minimum and maximum give the second operand where one is NaN; elsewhere that is spelled out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Min(Packet8 first, Packet8 second) =>
        Avx.IsSupported ? new(Avx.Min(second._value, first._value)) : Select(Less(second, first), second, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Max(Packet8 first, Packet8 second) =>
        Avx.IsSupported ? new(Avx.Max(second._value, first._value)) : Select(Less(first, second), second, first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Sqrt(Packet8 value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Floor(Packet8 value) => new(Vector256.Floor(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 And(Packet8 left, Packet8 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Or(Packet8 left, Packet8 right) => new(left._value | right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Xor(Packet8 left, Packet8 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Less(Packet8 left, Packet8 right) => new(Vector256.LessThan(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Same(Packet8 left, Packet8 right) => new(Vector256.Equals(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 Select(Packet8 mask, Packet8 first, Packet8 second) =>
        new(Vector256.ConditionalSelect(mask._value, first._value, second._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 ToExponentField(Packet8 value) =>
        new((Vector256.ConvertToInt32Native(value._value) << 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Packet8 FromExponentField(Packet8 value) =>
        new(Vector256.ConvertToSingle((Vector256.Abs(value._value).AsInt32() >>> 23)));
}

using System.Runtime.CompilerServices;

namespace Tensorflow.Kernels;

/// <summary>A single float: the scalar twin of the wider packets.</summary>
internal readonly struct Packet1(float value) : IFloatPacket<Packet1>
{
    /// <summary>The float itself.</summary>
    public readonly float Value = value;

    public static int Count => 1;

    public static Packet1 operator +(Packet1 left, Packet1 right) => new(left.Value + right.Value);

    public static Packet1 operator -(Packet1 left, Packet1 right) => new(left.Value - right.Value);

    public static Packet1 operator *(Packet1 left, Packet1 right) => new(left.Value * right.Value);

    public static Packet1 operator /(Packet1 left, Packet1 right) => new(left.Value / right.Value);

    public static Packet1 Of(float value) => new(value);

    public static Packet1 OfBits(uint bits) => new(BitConverter.UInt32BitsToSingle(bits));

    public static Packet1 Load(ref float source, nuint index) => new(Unsafe.Add(ref source, index));

    public static void Store(Packet1 value, ref float target, nuint index) =>
        Unsafe.Add(ref target, index) = value.Value;

    public static Packet1 Min(Packet1 first, Packet1 second) => second.Value < first.Value ? second : first;

    public static Packet1 Max(Packet1 first, Packet1 second) => first.Value < second.Value ? second : first;

    public static Packet1 Sqrt(Packet1 value) => new(MathF.Sqrt(value.Value));

    public static Packet1 Floor(Packet1 value) => new(MathF.Floor(value.Value));

    public static Packet1 And(Packet1 left, Packet1 right) => OfBits(Bits(left) & Bits(right));

    public static Packet1 Or(Packet1 left, Packet1 right) => OfBits(Bits(left) | Bits(right));

    public static Packet1 Xor(Packet1 left, Packet1 right) => OfBits(Bits(left) ^ Bits(right));

    public static Packet1 Less(Packet1 left, Packet1 right) => OfBits(left.Value < right.Value ? uint.MaxValue : 0);

    public static Packet1 Same(Packet1 left, Packet1 right) => OfBits(left.Value == right.Value ? uint.MaxValue : 0);

    public static Packet1 Select(Packet1 mask, Packet1 first, Packet1 second) => Bits(mask) != 0 ? first : second;

    public static Packet1 ToExponentField(Packet1 value) =>
        OfBits((uint)(float.IsNaN(value.Value) ? 0 : (int)value.Value) << 23);

    public static Packet1 FromExponentField(Packet1 value) => new((Bits(value) & 0x7fffffff) >> 23);

    private static uint Bits(Packet1 packet) => BitConverter.SingleToUInt32Bits(packet.Value);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>A tensor's value, taken from a checkpoint or from a constant of a graph.</summary>
public sealed class TensorElements
{
    private readonly byte[] _bytes;
    private readonly byte[][]? _strings;

    internal TensorElements(string name, DataType type, IReadOnlyList<long> shape, byte[] bytes)
    {
        Name = name;
        Type = type;
        Shape = shape;
        _bytes = bytes;
        Count = bytes.Length / ElementTypes.SizeOf(type);
    }

    internal TensorElements(string name, IReadOnlyList<long> shape, byte[][] strings)
    {
        Name = name;
        Type = DataType.DtString;
        Shape = shape;
        _bytes = [];
        _strings = strings;
        Count = strings.Length;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public DataType Type { get; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>How many elements it has, in row-major order.</summary>
    public int Count { get; }

    /// <summary>Whether the elements are single real numbers, so that <see cref="NumberAt"/> has them.</summary>
    public bool IsNumeric => _strings is null && Type is not (DataType.DtComplex64 or DataType.DtComplex128);

    /// <summary>An element as text, the same in every country: numbers as Python prints them, strings as quoted text.</summary>
    public string TextAt(int index)
    {
        if (_strings is not null)
        {
            var text = new StringWriter(CultureInfo.InvariantCulture);
            text.Write('"');
            TextEscapes.Write(text, _strings[index]);
            text.Write('"');
            return text.ToString();
        }
        ReadOnlySpan<byte> element = At(index);
        return Type switch
        {
            DataType.DtBool => element[0] == 0 ? "False" : "True",
            DataType.DtFloat => PythonFloat.Format(BinaryPrimitives.ReadSingleLittleEndian(element)),
            DataType.DtDouble => PythonFloat.Format(BinaryPrimitives.ReadDoubleLittleEndian(element)),
            DataType.DtInt64 => BinaryPrimitives.ReadInt64LittleEndian(element).ToString(CultureInfo.InvariantCulture),
            DataType.DtUint64 => BinaryPrimitives
                .ReadUInt64LittleEndian(element)
                .ToString(CultureInfo.InvariantCulture),
            DataType.DtComplex64 => Complex(
                BinaryPrimitives.ReadSingleLittleEndian(element),
                BinaryPrimitives.ReadSingleLittleEndian(element[4..])
            ),
            DataType.DtComplex128 => Complex(
                BinaryPrimitives.ReadDoubleLittleEndian(element),
                BinaryPrimitives.ReadDoubleLittleEndian(element[8..])
            ),
            _ => NumberAt(index).ToString("G9", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>An element as a number.</summary>
    public double NumberAt(int index)
    {
        if (!IsNumeric)
        {
            throw new InvalidOperationException($"Tensor {Name} has elements of type {ElementTypes.NameOf(Type)}.");
        }
        ReadOnlySpan<byte> element = At(index);
        return Type switch
        {
            DataType.DtFloat => BinaryPrimitives.ReadSingleLittleEndian(element),
            DataType.DtDouble => BinaryPrimitives.ReadDoubleLittleEndian(element),
            DataType.DtHalf => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
            DataType.DtBfloat16 => BitConverter.Int32BitsToSingle(
                BinaryPrimitives.ReadUInt16LittleEndian(element) << 16
            ),
            DataType.DtFloat8E5M2 => (double)BitConverter.UInt16BitsToHalf((ushort)(element[0] << 8)),
            DataType.DtFloat8E4M3Fn => Float8E4M3(element[0]),
            DataType.DtInt8 or DataType.DtQint8 or DataType.DtInt4 => (sbyte)element[0],
            DataType.DtInt16 or DataType.DtQint16 => BinaryPrimitives.ReadInt16LittleEndian(element),
            DataType.DtUint16 or DataType.DtQuint16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
            DataType.DtInt32 or DataType.DtQint32 => BinaryPrimitives.ReadInt32LittleEndian(element),
            DataType.DtUint32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
            DataType.DtInt64 => BinaryPrimitives.ReadInt64LittleEndian(element),
            DataType.DtUint64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
            _ => element[0],
        };
    }

    /// <summary>The bytes of an element of type string.</summary>
    public ReadOnlyMemory<byte> StringAt(int index) =>
        _strings is { } strings
            ? strings[index]
            : throw new InvalidOperationException($"Tensor {Name} has elements of type {ElementTypes.NameOf(Type)}.");

    private ReadOnlySpan<byte> At(int index)
    {
        int size = ElementTypes.SizeOf(Type);
        return _bytes.AsSpan(index * size, size);
    }

    /// <summary>4 bits of exponent with a bias of 7, 3 of fraction; no infinities, all ones is no number.</summary>
    private static double Float8E4M3(byte bits)
    {
        int exponent = (bits >> 3) & 15;
        int fraction = bits & 7;
        double size =
            exponent == 15 && fraction == 7 ? double.NaN
            : exponent == 0 ? Math.ScaleB(fraction, -9)
            : Math.ScaleB(8 + fraction, exponent - 10);
        return bits >= 0x80 ? -size : size;
    }

    private static string Complex(double real, double imaginary) =>
        string.Create(CultureInfo.InvariantCulture, $"({real:G9}{(imaginary < 0 ? "" : "+")}{imaginary:G9}j)");
}

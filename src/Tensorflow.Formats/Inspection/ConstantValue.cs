using System.Buffers.Binary;
using Google.Protobuf;
using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>The value of a Const node: bytes, or a list whose last element fills up the rest.</summary>
internal static class ConstantValue
{
    /// <summary>A list can be far shorter than the tensor; above this it is not written out.</summary>
    private const long MaxBytes = 1L << 28;

    public static TensorElements Read(string file, NodeDef node)
    {
        TensorProto tensor =
            node.Attr.TryGetValue("value", out AttrValue? value) && value.Tensor is { } found
                ? found
                : throw Damaged(file, node, "it has no value");
        if (TensorShapes.TryRead(tensor.TensorShape, out long[] shape, out long count) is { } problem)
        {
            throw Damaged(file, node, problem);
        }
        if (tensor.Dtype == DataType.DtString)
        {
            return new TensorElements(node.Name, shape, Strings(file, node, tensor, count));
        }
        int size = ElementTypes.SizeOf(tensor.Dtype);
        if (size == 0 || count > MaxBytes / size)
        {
            throw Damaged(file, node, $"{count} elements of {ElementTypes.NameOf(tensor.Dtype)} cannot be shown");
        }
        var bytes = new byte[count * size];
        if (tensor.TensorContent.Length > 0)
        {
            if (tensor.TensorContent.Length != bytes.Length)
            {
                throw Damaged(file, node, $"it has {tensor.TensorContent.Length} bytes, and {bytes.Length} are due");
            }
            tensor.TensorContent.CopyTo(bytes, 0);
        }
        else if (!Fill(tensor, bytes, size))
        {
            throw Damaged(file, node, "its list of elements does not fit its shape");
        }
        return new TensorElements(node.Name, tensor.Dtype, shape, bytes);
    }

    private static byte[][] Strings(string file, NodeDef node, TensorProto tensor, long count)
    {
        if (count > MaxBytes / 16 || tensor.StringVal.Count > count || (tensor.StringVal.Count == 0 && count > 1))
        {
            throw Damaged(file, node, $"it has {tensor.StringVal.Count} strings, and {count} are due");
        }
        var strings = new byte[count][];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] =
                tensor.StringVal.Count == 0
                    ? []
                    : tensor.StringVal[Math.Min(i, tensor.StringVal.Count - 1)].ToByteArray();
        }
        return strings;
    }

    /// <summary>Writes the list's elements one after the other, then the last again and again; an empty list is all zeros.</summary>
    private static bool Fill(TensorProto tensor, Span<byte> bytes, int size)
    {
        List<byte[]> elements = [.. Elements(tensor, size)];
        if ((long)elements.Count * size > bytes.Length)
        {
            return false;
        }
        for (int at = 0; at < bytes.Length && elements.Count > 0; at += size)
        {
            elements[Math.Min(at / size, elements.Count - 1)].CopyTo(bytes[at..]);
        }
        return true;
    }

    private static IEnumerable<byte[]> Elements(TensorProto tensor, int size) =>
        tensor.Dtype switch
        {
            DataType.DtFloat => tensor.FloatVal.Select(BitConverter.GetBytes),
            DataType.DtDouble => tensor.DoubleVal.Select(BitConverter.GetBytes),
            DataType.DtInt64 => tensor.Int64Val.Select(BitConverter.GetBytes),
            DataType.DtUint64 => tensor.Uint64Val.Select(BitConverter.GetBytes),
            DataType.DtUint32 => tensor.Uint32Val.Select(BitConverter.GetBytes),
            DataType.DtBool => tensor.BoolVal.Select(BitConverter.GetBytes),
            DataType.DtHalf or DataType.DtBfloat16 => tensor.HalfVal.Select(value => Low(value, size)),
            DataType.DtFloat8E5M2 or DataType.DtFloat8E4M3Fn => tensor.Float8Val.Select(value => (byte[])[value]),
            DataType.DtComplex64 => tensor.ScomplexVal.Chunk(2).Where(pair => pair.Length == 2).Select(Pair),
            DataType.DtComplex128 => tensor.DcomplexVal.Chunk(2).Where(pair => pair.Length == 2).Select(Pair),
            _ => tensor.IntVal.Select(value => Low(value, size)),
        };

    private static byte[] Pair(float[] pair) => [.. BitConverter.GetBytes(pair[0]), .. BitConverter.GetBytes(pair[1])];

    private static byte[] Pair(double[] pair) => [.. BitConverter.GetBytes(pair[0]), .. BitConverter.GetBytes(pair[1])];

    private static byte[] Low(int value, int size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes[..size].ToArray();
    }

    private static TensorFileException Damaged(string file, NodeDef node, string what) =>
        new(FileErrorKind.DataLoss, file, $"constant '{node.Name}': {what}");
}

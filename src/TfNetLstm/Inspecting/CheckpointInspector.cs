using System.Globalization;
using NumSharp;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Inspecting;

/// <summary>Looks into checkpoints.</summary>
internal static class CheckpointInspector
{
    /// <summary>The tensors of a checkpoint, with statistics.</summary>
    public static Inspected Read(CheckpointReader reader)
    {
        var items = reader.Entries.OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => Item(reader, e)).ToArray();
        return new(
            "checkpoint (V2)",
            reader.Prefix,
            [
                ("tensors", Text(items.Length)),
                ("elements", Text(reader.Entries.Sum(e => e.ElementCount))),
                ("bytes", Text(items.Sum(i => i.Bytes ?? 0))),
                ("data files", Text(reader.ShardCount)),
            ],
            items
        );
    }

    /// <summary>What a type is called in Python.</summary>
    public static string TypeName(DataType type) =>
        type.ToString()["Dt".Length..].ToLowerInvariant() switch
        {
            "float" => "float32",
            "double" => "float64",
            "half" => "float16",
            var name => name,
        };

    /// <summary>A shape as Python prints it, <c>[128,10]</c>.</summary>
    public static string ShapeText(IEnumerable<long> shape) => $"[{string.Join(',', shape.Select(Text))}]";

    /// <summary>The tensors as arrays for an npz file; what is no number is left out.</summary>
    public static byte[] Npz(CheckpointReader reader)
    {
        var arrays = reader
            .Entries.Where(e => e.Type is DataType.DtFloat or DataType.DtDouble or DataType.DtInt32 or DataType.DtInt64)
            .ToDictionary(e => e.Name, e => Array(e, reader.ReadBytes(e.Name)), StringComparer.Ordinal);
        var file = np.savez_compressed(arrays);
        foreach (var array in arrays.Values)
            array.Dispose();
        return file;
    }

    private static NDArray Array(CheckpointEntry entry, byte[] bytes)
    {
        var type = entry.Type switch
        {
            DataType.DtFloat => NPTypeCode.Single,
            DataType.DtDouble => NPTypeCode.Double,
            DataType.DtInt32 => NPTypeCode.Int32,
            _ => NPTypeCode.Int64,
        };
        var array = new NDArray(type, new Shape([.. entry.Shape.Select(s => (int)s)]), fillZeros: false);
        unsafe
        {
            bytes.CopyTo(new Span<byte>(array.Unsafe.Address, bytes.Length));
        }
        return array;
    }

    private static InspectedItem Item(CheckpointReader reader, CheckpointEntry entry)
    {
        var numbers =
            entry.Type == DataType.DtString ? null : TensorValues.Numbers(entry.Type, reader.ReadBytes(entry.Name));
        return new(
            entry.Name,
            TypeName(entry.Type),
            ShapeText(entry.Shape),
            entry.Size,
            TensorValues.Statistics(numbers)
        );
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

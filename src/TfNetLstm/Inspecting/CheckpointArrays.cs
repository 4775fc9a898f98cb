using NumSharp;
using Tensorflow.Formats;
using Tensorflow.Formats.Proto;

namespace TfNetLstm.Inspecting;

/// <summary>A checkpoint's tensors as arrays for NumPy.</summary>
internal static class CheckpointArrays
{
    /// <summary>An npz file; tensors that NumPy's formats lack a type for are left out.</summary>
    public static byte[] Npz(string path)
    {
        using var reader = CheckpointReader.Open(path);
        var arrays = reader
            .Entries.Where(e => TypeOf(e.Type) is not null)
            .ToDictionary(e => e.Name, e => Array(e, reader.ReadBytes(e.Name)), StringComparer.Ordinal);
        var file = np.savez_compressed(arrays);
        foreach (var array in arrays.Values)
            array.Dispose();
        return file;
    }

    private static NPTypeCode? TypeOf(DataType type) =>
        type switch
        {
            DataType.DtFloat => NPTypeCode.Single,
            DataType.DtDouble => NPTypeCode.Double,
            DataType.DtInt32 => NPTypeCode.Int32,
            DataType.DtInt64 => NPTypeCode.Int64,
            DataType.DtUint8 => NPTypeCode.Byte,
            DataType.DtBool => NPTypeCode.Boolean,
            _ => null,
        };

    private static unsafe NDArray Array(CheckpointEntry entry, byte[] bytes)
    {
        var shape = new Shape([.. entry.Shape.Select(s => (int)s)]);
        var array = new NDArray(TypeOf(entry.Type)!.Value, shape, fillZeros: false);
        bytes.CopyTo(new Span<byte>(array.Unsafe.Address, bytes.Length));
        return array;
    }
}

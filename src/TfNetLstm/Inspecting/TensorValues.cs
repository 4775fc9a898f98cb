using System.Globalization;
using System.Runtime.InteropServices;
using Tensorflow.Formats.Proto;
using TfNetLstm.Training;

namespace TfNetLstm.Inspecting;

/// <summary>The elements of a tensor as numbers and as text.</summary>
internal static class TensorValues
{
    /// <summary>The elements as numbers; null where they are none, as strings.</summary>
    public static double[]? Numbers(DataType type, byte[] bytes) =>
        type switch
        {
            DataType.DtFloat => Cast<float>(bytes, v => v),
            DataType.DtDouble => Cast<double>(bytes, v => v),
            DataType.DtHalf => Cast<Half>(bytes, v => (double)v),
            DataType.DtInt8 => Cast<sbyte>(bytes, v => v),
            DataType.DtUint8 or DataType.DtBool => Cast<byte>(bytes, v => v),
            DataType.DtInt16 => Cast<short>(bytes, v => v),
            DataType.DtUint16 => Cast<ushort>(bytes, v => v),
            DataType.DtInt32 => Cast<int>(bytes, v => v),
            DataType.DtUint32 => Cast<uint>(bytes, v => v),
            DataType.DtInt64 => Cast<long>(bytes, v => v),
            DataType.DtUint64 => Cast<ulong>(bytes, v => v),
            _ => null,
        };

    /// <summary>Least, mean and largest, in a few digits.</summary>
    public static string Statistics(double[]? values)
    {
        if (values is null || values.Length == 0)
            return "";
        var bad = values.Count(v => !double.IsFinite(v));
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToArray();
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"min {finite.Min():G4}, mean {finite.Average():G4}, max {finite.Max():G4}"
        );
        return bad == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $", {bad} not finite");
    }

    /// <summary>A number as NumPy prints it.</summary>
    public static string Text(DataType type, double value) =>
        type == DataType.DtFloat ? PythonFormat.Repr((float)value)
        : type is DataType.DtDouble or DataType.DtHalf ? PythonFormat.Json(value)
        : value.ToString("F0", CultureInfo.InvariantCulture);

    private static double[] Cast<T>(byte[] bytes, Func<T, double> convert)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = convert(values[i]);
        return result;
    }
}

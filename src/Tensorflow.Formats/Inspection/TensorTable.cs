using Tensorflow.Formats.Proto;

namespace Tensorflow.Formats.Inspection;

/// <summary>The table of tensors that reports of several kinds of files have.</summary>
internal static class TensorTable
{
    private static readonly string[] Plain = ["name", "dtype", "shape", "elements", "bytes"];
    private static readonly string[] OfStatistics = ["min", "max", "mean", "std", "zeros", "not finite"];

    public static ReportTable Begin(FileReport report, bool statistics, params string[] more) =>
        report.AddTable("tensors", [.. Plain, .. more, .. statistics ? OfStatistics : []]);

    public static void Add(
        ReportTable table,
        bool statistics,
        string name,
        DataType type,
        ReadOnlySpan<long> shape,
        long size,
        TensorElements? elements,
        params object?[] more
    )
    {
        long? count = TensorShapes.TryCount(shape, out long known) ? known : null;
        object?[] plain = [name, ElementTypes.NameOf(type), TensorShapes.Text(shape), count, size];
        object?[] numbers = [];
        if (statistics)
        {
            TensorStatistics? values = elements is null ? null : TensorStatistics.Of(elements);
            numbers =
            [
                values?.Min,
                values?.Max,
                values?.Mean,
                values?.StandardDeviation,
                values?.Zeros,
                values?.NotFinite,
            ];
        }
        table.Add([.. plain, .. more, .. numbers]);
    }
}

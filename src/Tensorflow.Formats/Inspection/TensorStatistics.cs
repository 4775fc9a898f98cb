namespace Tensorflow.Formats.Inspection;

/// <summary>A tensor's elements in a few numbers; those that are not finite are counted and otherwise left out.</summary>
public sealed record TensorStatistics
{
    /// <summary>The least finite element; NaN when there is none.</summary>
    public required double Min { get; init; }

    /// <summary>The greatest finite element; NaN when there is none.</summary>
    public required double Max { get; init; }

    /// <summary>The mean of the finite elements; NaN when there is none.</summary>
    public required double Mean { get; init; }

    /// <summary>The standard deviation of the finite elements; NaN when there is none.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>How many elements are zero.</summary>
    public required long Zeros { get; init; }

    /// <summary>How many elements are no numbers or infinite.</summary>
    public required long NotFinite { get; init; }

    /// <summary>The statistics of a tensor, or null when its elements are no numbers.</summary>
    public static TensorStatistics? Of(TensorElements tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!tensor.IsNumeric)
        {
            return null;
        }
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        double mean = 0;
        double squares = 0;
        long finite = 0;
        long zeros = 0;
        for (int i = 0; i < tensor.Count; i++)
        {
            double value = tensor.NumberAt(i);
            if (!double.IsFinite(value))
            {
                continue;
            }
            finite++;
            zeros += value == 0 ? 1 : 0;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            // Welford's way: the sum of squares of differences from a mean that moves.
            double difference = value - mean;
            mean += difference / finite;
            squares += difference * (value - mean);
        }
        return new TensorStatistics
        {
            Min = finite == 0 ? double.NaN : min,
            Max = finite == 0 ? double.NaN : max,
            Mean = finite == 0 ? double.NaN : mean,
            StandardDeviation = finite == 0 ? double.NaN : Math.Sqrt(squares / finite),
            Zeros = zeros,
            NotFinite = tensor.Count - finite,
        };
    }
}

namespace Tensorflow.Kernels;

/// <summary>
/// Counts numbers in the buckets of TensorFlow's histograms: limits that grow by a tenth from 1e-12 to 1e20, the same
/// below zero, and one bucket beyond on each side.
/// </summary>
internal sealed class Histogram
{
    private static readonly double[] _limits = Limits();

    private readonly double[] _counts = new double[_limits.Length];

    /// <summary>The least number; the greatest there is while there is none.</summary>
    public double Min { get; private set; } = double.MaxValue;

    /// <summary>The greatest number; the least there is while there is none.</summary>
    public double Max { get; private set; } = -double.MaxValue;

    /// <summary>How many numbers there are.</summary>
    public double Count { get; private set; }

    public double Sum { get; private set; }

    public double SumOfSquares { get; private set; }

    /// <summary>Counts a finite number.</summary>
    public void Add(double number)
    {
        _counts[BucketOf(number)]++;
        Min = Math.Min(Min, number);
        Max = Math.Max(Max, number);
        Count++;
        Sum += number;
        SumOfSquares += number * number;
    }

    /// <summary>The upper limits and counts of the buckets; a run of empty ones is one bucket.</summary>
    public IEnumerable<(double Limit, double Count)> Buckets()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0)
                while (i + 1 < _counts.Length && _counts[i + 1] == 0)
                    i++;
            yield return (_limits[i], _counts[i]);
        }
    }

    /// <summary>The bucket whose upper limit is the first above the number; the last one has the greatest number too.</summary>
    private static int BucketOf(double number)
    {
        var found = Array.BinarySearch(_limits, number);
        return Math.Min(found >= 0 ? found + 1 : ~found, _limits.Length - 1);
    }

    private static double[] Limits()
    {
        var above = new List<double>();
        for (var limit = 1.0e-12; limit < 1.0e20; limit *= 1.1)
            above.Add(limit);
        above.Add(double.MaxValue);
        return [.. above.AsEnumerable().Reverse().Select(limit => -limit), 0.0, .. above];
    }
}

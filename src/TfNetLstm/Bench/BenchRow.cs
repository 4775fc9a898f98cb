namespace TfNetLstm.Bench;

/// <summary>One line of the table.</summary>
/// <param name="Work">What is measured.</param>
/// <param name="Unit">ms, s, MB or bytes.</param>
/// <param name="Value">The minimum, in that unit; null where it could not be measured.</param>
/// <param name="Median">The median, where there were several.</param>
/// <param name="TensorFlow">What TensorFlow 2.15 takes, on a machine where R is 190 on two threads and 95 on one.</param>
/// <param name="Goal">At most this much, on such a machine; as text where it is a share of R.</param>
internal sealed record BenchRow(
    string Work,
    string Unit,
    double? Value,
    double? Median = null,
    string TensorFlow = "",
    string Goal = ""
)
{
    /// <summary>For a training step: multiplications and additions over time, as a share of the yardstick.</summary>
    public double? ShareOfR { get; init; }
}

/// <summary>The rate of a 1024x1024x1024 product of float32, in GFLOP/s.</summary>
/// <param name="Threads">On so many threads.</param>
/// <param name="Rate">The best of many.</param>
/// <param name="Library">Who multiplied.</param>
internal sealed record YardstickRate(int Threads, double Rate, string Library);

using Tensorflow.Values;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>What is known of a value of a run before it runs.</summary>
internal sealed class FlowSlot
{
    public required TF_DataType Type { get; init; }

    /// <summary>The dimensions, null where only the run tells.</summary>
    public long[]? Dims { get; set; }

    /// <summary>The value itself, where it follows from constants and dimensions.</summary>
    public Value? Known { get; set; }

    /// <summary>Whether the slot has its value from the start: a constant's or a variable's.</summary>
    public bool IsBound { get; init; }

    /// <summary>Whether the value may be the memory of a variable.</summary>
    public bool SharesVariable { get; set; }

    /// <summary>The number of elements, -1 where it is not known.</summary>
    public long Count
    {
        get
        {
            if (Dims is null)
                return -1;
            var count = 1L;
            foreach (var dim in Dims)
                count *= dim;
            return count;
        }
    }

    public bool IsFloat => Type == TF_DataType.TF_FLOAT;

    public bool HasDimsOf(FlowSlot other) =>
        Dims is not null && other.Dims is not null && Dims.AsSpan().SequenceEqual(other.Dims);
}

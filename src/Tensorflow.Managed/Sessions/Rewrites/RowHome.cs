using Tensorflow.Kernels;

namespace Tensorflow.Sessions.Rewrites;

/// <summary>Memory that matrices of a region lie in: a slot's, or a block's own.</summary>
internal sealed class RowHome(int slot, int stride)
{
    /// <summary>The slot whose value it is, -1 for what lives within a block of rows.</summary>
    public int Slot => slot;

    /// <summary>From one row to the next, 0 where one row serves all.</summary>
    public int Stride => stride;

    public bool IsLocal => slot < 0;

    /// <summary>The number by which steps know it.</summary>
    public int Buffer { get; set; } = -1;

    /// <summary>The first step that writes it.</summary>
    public int FirstStep { get; set; } = int.MaxValue;

    /// <summary>The last step that uses it.</summary>
    public int LastStep { get; set; } = -1;

    /// <summary>Where it begins in a block's memory, for each row.</summary>
    public int OffsetPerRow { get; set; }

    public void Use(int step) => (FirstStep, LastStep) = (Math.Min(FirstStep, step), Math.Max(LastStep, step));
}

/// <summary>A matrix within a home, or a single value in each row.</summary>
internal sealed record RowView(RowHome Home, int Offset, int Columns, bool IsSingle = false)
{
    public RowPlace Place => new(Home.Buffer, Offset, Home.Stride, Columns, IsSingle);

    public RowView Part(int first, int columns) => this with { Offset = Offset + first, Columns = columns };
}

namespace Tensorflow.Kernels;

/// <summary>
/// Where a matrix of floats lies: row r begins at its buffer's address + Offset + r · Stride. A stride of 0 repeats one
/// row; a single value in each row stands for all of its columns.
/// </summary>
internal readonly record struct RowPlace(int Buffer, int Offset, int Stride, int Columns, bool IsSingle = false)
{
    /// <summary>Whether each row follows the one before at once.</summary>
    public bool IsDense => Stride == Columns && !IsSingle;

    /// <summary>Whether it is one value.</summary>
    public bool IsScalar => IsSingle && Stride == 0;

    /// <summary>Some of the columns.</summary>
    public RowPlace Part(int first, int columns) => this with { Offset = Offset + first, Columns = columns };
}

/// <summary>The addresses of buffers while some rows of all of them are worked on.</summary>
internal readonly unsafe struct RowAddresses(float** buffers)
{
    /// <summary>Where a row begins.</summary>
    public float* Of(in RowPlace place, int row) => buffers[place.Buffer] + place.Offset + (nint)row * place.Stride;
}

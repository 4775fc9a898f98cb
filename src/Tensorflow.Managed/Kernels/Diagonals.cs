namespace Tensorflow.Kernels;

/// <summary>Diagonals of matrices that lie one after the other, each [rows, columns].</summary>
/// <remarks>
/// Diagonal k starts at row max(-k, 0) and column max(k, 0). Packed, the diagonals from upper to lower are the rows of
/// [count, width]; the shorter ones are set to the left or right of theirs.
/// </remarks>
internal readonly record struct Diagonals(
    int Rows,
    int Columns,
    int Lower,
    int Upper,
    bool UpperToLeft,
    bool LowerToLeft
)
{
    /// <summary>How many diagonals there are.</summary>
    public int Count => Upper - Lower + 1;

    /// <summary>The length of the longest.</summary>
    public int Width => Math.Min(Rows + Math.Min(Upper, 0), Columns - Math.Max(Lower, 0));

    /// <summary>y holds the packed diagonals of x, with padding where a row is not filled.</summary>
    public void Take<T>(ReadOnlySpan<T> x, T padding, Span<T> y)
    {
        var (size, packed) = (Rows * Columns, Count * Width);
        y.Fill(padding);
        for (var matrix = 0; packed > 0 && matrix < y.Length / packed; matrix++)
        for (var k = Upper; k >= Lower; k--)
        {
            var (start, length, offset) = Diagonal(k);
            for (var i = 0; i < length; i++)
                y[matrix * packed + offset + i] = x[matrix * size + start + i * (Columns + 1)];
        }
    }

    /// <summary>y holds matrices with the packed diagonals of x, and padding elsewhere.</summary>
    public void Put<T>(ReadOnlySpan<T> x, T padding, Span<T> y)
    {
        y.Fill(padding);
        Set(x, y);
    }

    /// <summary>The diagonals of the matrices y become the packed ones of x.</summary>
    public void Set<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        var (size, packed) = (Rows * Columns, Count * Width);
        for (var matrix = 0; size > 0 && matrix < y.Length / size; matrix++)
        for (var k = Upper; k >= Lower; k--)
        {
            var (start, length, offset) = Diagonal(k);
            for (var i = 0; i < length; i++)
                y[matrix * size + start + i * (Columns + 1)] = x[matrix * packed + offset + i];
        }
    }

    /// <summary>
    /// y is x where an element lies at most lower places below the main diagonal and upper above it, else zero; a
    /// negative number stands for all.
    /// </summary>
    public static void Band<T>(ReadOnlySpan<T> x, int rows, int columns, long lower, long upper, T zero, Span<T> y)
    {
        for (var at = 0; at < x.Length; at += columns)
        {
            var row = at / columns % rows;
            var from = lower < 0 ? 0 : (int)Math.Clamp(row - lower, 0, columns);
            var to = upper < 0 ? columns : (int)Math.Clamp(row + upper + 1, from, columns);
            y.Slice(at, from).Fill(zero);
            x.Slice(at + from, to - from).CopyTo(y.Slice(at + from, to - from));
            y.Slice(at + to, columns - to).Fill(zero);
        }
    }

    private (int Start, int Length, int Offset) Diagonal(int k)
    {
        var length = Math.Min(Rows + Math.Min(k, 0), Columns - Math.Max(k, 0));
        var left = k >= 0 ? UpperToLeft : LowerToLeft;
        var row = (Upper - k) * Width;
        return (Math.Max(-k, 0) * Columns + Math.Max(k, 0), length, left ? row : row + Width - length);
    }
}

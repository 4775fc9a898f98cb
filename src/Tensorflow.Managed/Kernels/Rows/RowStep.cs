namespace Tensorflow.Kernels;

/// <summary>One operation on rows that do not depend on each other.</summary>
internal abstract class RowStep
{
    /// <summary>Whether a few rows at a time are as good as many, so that what they hold stays in the first-level cache.</summary>
    public virtual bool IsElementwise => true;

    /// <summary>How many columns it works on.</summary>
    public abstract int Width { get; }

    /// <summary>Multiplications and additions of the products in it, for each row.</summary>
    public virtual long FlopsPerRow => 0;

    /// <summary>Works on the rows [start, end) of so many.</summary>
    public abstract void Run(RowAddresses at, int start, int end, int rows);

    /// <summary>
    /// The packets of eight in which TensorFlow computes a whole array end here: the elements from this one on are
    /// computed one by one.
    /// </summary>
    protected static long TailStart(int rows, int columns) => (long)rows * columns / 8 * 8;

    /// <summary>How many of the elements [first, first + count) lie before the tail.</summary>
    protected static int BeforeTail(long tailStart, long first, long count) =>
        (int)Math.Clamp(tailStart - first, 0, count);
}

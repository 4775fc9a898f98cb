namespace Tensorflow.Kernels;

/// <summary>y = x</summary>
internal sealed unsafe class RowCopy(RowPlace x, RowPlace y) : RowStep
{
    public override int Width => y.Columns;

    public override void Run(RowAddresses at, int start, int end, int rows)
    {
        for (var row = start; row < end; row++)
            new ReadOnlySpan<float>(at.Of(x, row), x.Columns).CopyTo(new Span<float>(at.Of(y, row), y.Columns));
    }
}

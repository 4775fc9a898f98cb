namespace Tensorflow.Kernels;

/// <summary>Walks over dimensions in row-major order and keeps the offset that steps along each axis give.</summary>
internal ref struct Odometer
{
    private readonly ReadOnlySpan<int> _dims;
    private readonly ReadOnlySpan<int> _steps;
    private readonly Span<int> _index;

    /// <summary>Starts at the origin; the index is scratch memory as long as the dimensions.</summary>
    public Odometer(ReadOnlySpan<int> dims, ReadOnlySpan<int> steps, Span<int> index, int offset = 0)
    {
        _dims = dims;
        _steps = steps;
        _index = index[..dims.Length];
        _index.Clear();
        Offset = offset;
    }

    /// <summary>The offset of the current place.</summary>
    public int Offset { get; private set; }

    /// <summary>Moves to the next place; after the last one it stands at the origin again.</summary>
    public void Next()
    {
        for (int axis = _dims.Length - 1; axis >= 0; axis--)
        {
            Offset += _steps[axis];
            if (++_index[axis] < _dims[axis])
                return;
            Offset -= _steps[axis] * _dims[axis];
            _index[axis] = 0;
        }
    }
}

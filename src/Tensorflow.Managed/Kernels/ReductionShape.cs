namespace Tensorflow.Kernels;

/// <summary>Dimensions joined into runs that are alternately kept and reduced.</summary>
internal ref struct ReductionShape
{
    /// <summary>Whether the first run is a reduced one; the second is not, and so on.</summary>
    public bool ReducesFirst;

    /// <summary>The sizes of the runs.</summary>
    public ReadOnlySpan<int> Runs;

    /// <summary>Joins the axes; those to reduce may be negative, counted from the end.</summary>
    public static ReductionShape Of(ReadOnlySpan<int> dims, ReadOnlySpan<int> axes, Span<int> runs)
    {
        Span<bool> reduced = stackalloc bool[dims.Length];
        reduced.Clear();
        foreach (int axis in axes)
            reduced[axis < 0 ? axis + dims.Length : axis] = true;
        int count = 0;
        bool first = true;
        bool last = true;
        for (int axis = 0; axis < dims.Length; axis++)
        {
            // A size of one belongs to whatever run stands there.
            if (dims[axis] == 1)
                continue;
            if (count > 0 && reduced[axis] == last)
            {
                runs[count - 1] *= dims[axis];
                continue;
            }
            last = reduced[axis];
            first = count == 0 ? last : first;
            runs[count++] = dims[axis];
        }
        return new ReductionShape { ReducesFirst = first, Runs = runs[..count] };
    }
}

namespace Tensorflow.Kernels;

/// <summary>Choosing values by a condition.</summary>
internal static class Selecting
{
    /// <summary>y = condition ? a : b for arrays of one length.</summary>
    public static void Select<T>(ReadOnlySpan<bool> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        condition = condition[..y.Length];
        a = a[..y.Length];
        b = b[..y.Length];
        for (int i = 0; i < y.Length; i++)
            y[i] = condition[i] ? a[i] : b[i];
    }

    /// <summary>y = condition ? a : b, the condition one value for each row of a and b.</summary>
    public static void SelectRows<T>(ReadOnlySpan<bool> condition, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        int inner = condition.IsEmpty ? 0 : y.Length / condition.Length;
        for (int row = 0; row < condition.Length; row++)
            (condition[row] ? a : b).Slice(row * inner, inner).CopyTo(y.Slice(row * inner, inner));
    }

    /// <summary>y = condition ? a : b, where all three broadcast to the dimensions of y.</summary>
    public static void Broadcast<T>(
        ReadOnlySpan<bool> condition,
        ReadOnlySpan<int> conditionDims,
        ReadOnlySpan<T> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<T> b,
        ReadOnlySpan<int> bDims,
        Span<T> y,
        ReadOnlySpan<int> yDims
    )
    {
        Span<int> cSteps = stackalloc int[yDims.Length];
        Span<int> aSteps = stackalloc int[yDims.Length];
        Span<int> bSteps = stackalloc int[yDims.Length];
        Span<int> index = stackalloc int[yDims.Length];
        Steps(conditionDims, yDims, cSteps);
        Steps(aDims, yDims, aSteps);
        Steps(bDims, yDims, bSteps);
        index.Clear();
        int cAt = 0;
        int aAt = 0;
        int bAt = 0;
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = condition[cAt] ? a[aAt] : b[bAt];
            for (int axis = yDims.Length - 1; axis >= 0; axis--)
            {
                cAt += cSteps[axis];
                aAt += aSteps[axis];
                bAt += bSteps[axis];
                if (++index[axis] < yDims[axis])
                    break;
                cAt -= cSteps[axis] * yDims[axis];
                aAt -= aSteps[axis] * yDims[axis];
                bAt -= bSteps[axis] * yDims[axis];
                index[axis] = 0;
            }
        }
    }

    private static void Steps(ReadOnlySpan<int> dims, ReadOnlySpan<int> yDims, Span<int> steps)
    {
        int step = 1;
        for (int axis = yDims.Length - 1; axis >= 0; axis--)
        {
            int own = axis - (yDims.Length - dims.Length);
            int size = own < 0 ? 1 : dims[own];
            steps[axis] = size == 1 ? 0 : step;
            step *= size;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tensorflow.Kernels;

/// <summary>Runs a function of two operands over dimensions that broadcast as in NumPy.</summary>
internal static class Broadcasting
{
    // Fewer values than this are not worth a second thread.
    private const int ParallelLength = 32 * 1024;

    // Pieces of a row start at multiples of this, so that threads do not move the row's tail.
    private const int Block = 1024;

    /// <summary>y = f(a, b), where y's dimensions are those that a's and b's give together.</summary>
    public static void Run<TIn, TOut, TRows>(
        ReadOnlySpan<TIn> a,
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<TIn> b,
        ReadOnlySpan<int> bDims,
        Span<TOut> y,
        WorkerPool? pool = null
    )
        where TIn : unmanaged
        where TOut : unmanaged
        where TRows : struct, IRows<TIn, TOut>
    {
        if (y.IsEmpty)
            return;
        int most = Math.Max(1, Math.Max(aDims.Length, bDims.Length));
        Span<int> dims = stackalloc int[most];
        Span<int> aSteps = stackalloc int[most];
        Span<int> bSteps = stackalloc int[most];
        int rank = Collapse(aDims, bDims, dims, aSteps, bSteps);
        if (rank == 1)
        {
            Row<TIn, TOut, TRows>(a, aSteps[0], b, bSteps[0], y, pool);
            return;
        }
        ref TIn aStart = ref MemoryMarshal.GetReference(a);
        ref TIn bStart = ref MemoryMarshal.GetReference(b);
        ref TOut yStart = ref MemoryMarshal.GetReference(y);
        int inner = dims[rank - 1];
        Span<int> index = stackalloc int[rank];
        index.Clear();
        int aAt = 0;
        int bAt = 0;
        for (int at = 0; at < y.Length; at += inner)
        {
            Piece<TIn, TOut, TRows>(
                ref Unsafe.Add(ref aStart, aAt),
                aSteps[rank - 1],
                ref Unsafe.Add(ref bStart, bAt),
                bSteps[rank - 1],
                ref Unsafe.Add(ref yStart, at),
                inner
            );
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                aAt += aSteps[axis];
                bAt += bSteps[axis];
                if (++index[axis] < dims[axis])
                    break;
                aAt -= aSteps[axis] * dims[axis];
                bAt -= bSteps[axis] * dims[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>
    /// Joins neighbouring axes along which both operands run alike. Returns how many remain, at least one; a step of
    /// zero repeats the operand along that axis.
    /// </summary>
    public static int Collapse(
        ReadOnlySpan<int> aDims,
        ReadOnlySpan<int> bDims,
        Span<int> dims,
        Span<int> aSteps,
        Span<int> bSteps
    )
    {
        int rank = Math.Max(aDims.Length, bDims.Length);
        int kept = 0;
        bool aRuns = false;
        bool bRuns = false;
        for (int axis = 0; axis < rank; axis++)
        {
            int aSize = SizeAt(aDims, axis, rank);
            int bSize = SizeAt(bDims, axis, rank);
            if (aSize != bSize && aSize != 1 && bSize != 1)
                throw new ArgumentException("dimensions that do not broadcast");
            int size = aSize == 1 ? bSize : aSize;
            if (size == 1)
                continue;
            if (kept > 0 && aRuns == (aSize != 1) && bRuns == (bSize != 1))
            {
                dims[kept - 1] *= size;
                continue;
            }
            aRuns = aSize != 1;
            bRuns = bSize != 1;
            dims[kept] = size;
            aSteps[kept] = aRuns ? 1 : 0;
            bSteps[kept] = bRuns ? 1 : 0;
            kept++;
        }
        if (kept == 0)
        {
            dims[0] = 1;
            aSteps[0] = 1;
            bSteps[0] = 1;
            return 1;
        }
        int aStep = 1;
        int bStep = 1;
        for (int axis = kept - 1; axis >= 0; axis--)
        {
            bool aMoves = aSteps[axis] != 0;
            bool bMoves = bSteps[axis] != 0;
            aSteps[axis] *= aStep;
            bSteps[axis] *= bStep;
            aStep *= aMoves ? dims[axis] : 1;
            bStep *= bMoves ? dims[axis] : 1;
        }
        return kept;
    }

    /// <summary>One row: both operands as long as y, or one of them a single value (step zero).</summary>
    public static unsafe void Row<TIn, TOut, TRows>(
        ReadOnlySpan<TIn> a,
        int aStep,
        ReadOnlySpan<TIn> b,
        int bStep,
        Span<TOut> y,
        WorkerPool? pool
    )
        where TIn : unmanaged
        where TOut : unmanaged
        where TRows : struct, IRows<TIn, TOut>
    {
        if (pool is null || pool.Threads == 1 || y.Length < ParallelLength)
        {
            Piece<TIn, TOut, TRows>(
                ref MemoryMarshal.GetReference(a),
                aStep,
                ref MemoryMarshal.GetReference(b),
                bStep,
                ref MemoryMarshal.GetReference(y),
                y.Length
            );
            return;
        }
        fixed (
            TIn* aPointer = a,
                bPointer = b
        )
        fixed (TOut* yPointer = y)
        {
            var body = new RowBody<TIn, TOut, TRows>(aPointer, aStep, bPointer, bStep, yPointer, y.Length);
            pool.For((y.Length + Block - 1) / Block, ParallelLength / Block / 4, ref body);
        }
    }

    private static int SizeAt(ReadOnlySpan<int> dims, int axis, int rank)
    {
        int own = axis - (rank - dims.Length);
        return own < 0 ? 1 : dims[own];
    }

    private static void Piece<TIn, TOut, TRows>(ref TIn a, int aStep, ref TIn b, int bStep, ref TOut y, int count)
        where TRows : struct, IRows<TIn, TOut>
    {
        if (aStep == 0)
            TRows.LeftScalar(a, ref b, ref y, (nuint)count);
        else if (bStep == 0)
            TRows.RightScalar(ref a, b, ref y, (nuint)count);
        else
            TRows.Pair(ref a, ref b, ref y, (nuint)count);
    }

    private readonly unsafe struct RowBody<TIn, TOut, TRows>(TIn* a, int aStep, TIn* b, int bStep, TOut* y, int length)
        : IRangeBody
        where TIn : unmanaged
        where TOut : unmanaged
        where TRows : struct, IRows<TIn, TOut>
    {
        public void Invoke(int start, int end)
        {
            int from = start * Block;
            int count = Math.Min(end * Block, length) - from;
            Piece<TIn, TOut, TRows>(
                ref *(a + from * aStep),
                aStep,
                ref *(b + from * bStep),
                bStep,
                ref *(y + from),
                count
            );
        }
    }
}

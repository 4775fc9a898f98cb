namespace Tensorflow.Kernels;

/// <content>Reductions with many results, cut by results: each is one thread's, in the order that it has on one.</content>
internal static partial class FloatReduction
{
    /// <summary>Results that a piece is cut by: a cache line of them.</summary>
    private const int Grain = 16;

    /// <summary>Values below which a second thread costs more than it takes over.</summary>
    private const int ParallelLength = 32 * 1024;

    /// <summary>y[i] from the row x[i, inner].</summary>
    public static unsafe void Rows<TReducer>(ReadOnlySpan<float> x, int inner, Span<float> y, WorkerPool? pool = null)
        where TReducer : struct, IReducer
    {
        fixed (
            float* xPointer = x,
                yPointer = y
        )
        {
            var body = new RowsBody<TReducer>(xPointer, inner, yPointer, y.Length);
            Run(pool, x.Length, y.Length, ref body);
        }
    }

    /// <summary>y[outer, inner] from x[outer, middle, inner], inner greater than one.</summary>
    public static unsafe void Middle<TReducer>(
        ReadOnlySpan<float> x,
        int outer,
        int middle,
        int inner,
        Span<float> y,
        WorkerPool? pool = null
    )
        where TReducer : struct, IReducer
    {
        fixed (
            float* xPointer = x,
                yPointer = y
        )
        {
            var body = new MiddleBody<TReducer>(xPointer, middle, inner, yPointer, outer * inner);
            Run(pool, x.Length, outer * inner, ref body);
        }
    }

    private static void Run<TBody>(WorkerPool? pool, int length, int results, ref TBody body)
        where TBody : struct, IRangeBody
    {
        var pieces = (results + Grain - 1) / Grain;
        if (pool is null || length < ParallelLength)
            body.Invoke(0, pieces);
        else
            pool.For(pieces, 1, ref body);
    }

    private readonly unsafe struct RowsBody<TReducer>(float* x, int inner, float* y, int results) : IRangeBody
        where TReducer : struct, IReducer
    {
        public void Invoke(int start, int end)
        {
            for (int row = start * Grain; row < Math.Min(end * Grain, results); row++)
                y[row] = Row<TReducer>(new ReadOnlySpan<float>(x + (nint)row * inner, inner));
        }
    }

    private readonly unsafe struct MiddleBody<TReducer>(float* x, int middle, int inner, float* y, int total)
        : IRangeBody
        where TReducer : struct, IReducer
    {
        public void Invoke(int start, int end)
        {
            int packed = total - total % Lanes;
            int limit = Math.Min(end * Grain, total);
            for (int at = start * Grain; at < limit; )
            {
                int column = at % inner;
                ref float first = ref *(x + (nint)(at / inner) * middle * inner + column);
                if (at < packed && at % Lanes == 0 && column + Lanes <= inner)
                {
                    Packet8.Store(Column<TReducer, Packet8>(ref first, middle, inner), ref y[at], 0);
                    at += Lanes;
                }
                else
                {
                    y[at] = Single<TReducer>(ref first, middle, inner);
                    at++;
                }
            }
        }
    }
}

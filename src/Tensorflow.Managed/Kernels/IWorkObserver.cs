namespace Tensorflow.Kernels;

/// <summary>Sees when the threads of a <see cref="WorkerPool"/> work.</summary>
internal interface IWorkObserver
{
    /// <summary>The thread of this number, from 1, has worked from start to end, in ticks of the stopwatch.</summary>
    void Worked(int thread, long start, long end);
}

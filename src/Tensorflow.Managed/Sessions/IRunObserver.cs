namespace Tensorflow;

/// <summary>Sees the kernels of a session's runs: <see cref="Session.Observer"/>. Without one, nothing is measured.</summary>
public interface IRunObserver
{
    /// <summary>A kernel has ended, on the thread that called <c>run</c>; others may have helped it.</summary>
    void KernelRan(in KernelRun kernel);

    /// <summary>A thread of the session's pool has worked for a kernel, and there was nothing left to take over.</summary>
    /// <param name="thread">The thread's number, from 1; the calling thread is none of these.</param>
    /// <param name="start">When it began, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> tells the time.</param>
    /// <param name="end">When it ended.</param>
    void WorkerRan(int thread, long start, long end);
}

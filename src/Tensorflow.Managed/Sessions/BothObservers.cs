namespace Tensorflow.Sessions;

/// <summary>Lets two observers see one run.</summary>
internal sealed class BothObservers(IRunObserver first, IRunObserver second) : IRunObserver
{
    /// <summary>The observer that stands for these two.</summary>
    public static IRunObserver? Of(IRunObserver? first, IRunObserver? second) =>
        first is null ? second
        : second is null ? first
        : new BothObservers(first, second);

    public void KernelRan(in KernelRun kernel)
    {
        first.KernelRan(kernel);
        second.KernelRan(kernel);
    }

    public void WorkerRan(int thread, long start, long end)
    {
        first.WorkerRan(thread, start, end);
        second.WorkerRan(thread, start, end);
    }
}

namespace Tensorflow.GrpcServer;

/// <summary>
/// How many steps may compute at a time, whatever their sessions. Each of them holds a thread; all others wait without one, and
/// so there are always threads for calls that list, close or reset.
/// </summary>
internal sealed class StepPlaces
{
    /// <summary>How many.</summary>
    public static int Count { get; } = 4 * Environment.ProcessorCount;

    /// <summary>The places.</summary>
    public SharedGate Gate { get; } = new(Count);

    /// <summary>Lets the pool of the process have threads for all places, and some more, without a wait.</summary>
    public static void ReserveThreads()
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Count + 2 * Environment.ProcessorCount), ports);
    }
}

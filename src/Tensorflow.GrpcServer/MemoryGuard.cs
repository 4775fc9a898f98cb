namespace Tensorflow.GrpcServer;

/// <summary>Refuses calls while the process has more memory than it may.</summary>
/// <param name="limit">The most, in bytes; three quarters of the machine's where 0.</param>
internal sealed class MemoryGuard(long limit)
{
    private readonly long _limit = limit > 0 ? limit : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <exception cref="ResourceExhaustedError">There is more, and a collection does not help.</exception>
    public void Check()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) <= _limit)
            return;
        if (GC.GetTotalMemory(forceFullCollection: true) > _limit)
            throw new ResourceExhaustedError(
                FormattableString.Invariant(
                    $"The server has more than {_limit >> 20} MiB in use: close sessions, or reset its containers."
                )
            );
    }
}

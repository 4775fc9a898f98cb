namespace Tensorflow.Values;

/// <summary>What a handle leads to: an object of one run, let go of when the last value that holds it is.</summary>
internal abstract class SharedResource
{
    private int _users;

    public void Retain() => Interlocked.Increment(ref _users);

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Free();
    }

    /// <summary>Lets go of the memory it holds.</summary>
    protected abstract void Free();
}

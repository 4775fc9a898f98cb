namespace Tensorflow;

/// <summary>An open block; disposing it puts back what was in force before.</summary>
internal sealed class Scope(Action close) : IDisposable
{
    private Action? _close = close;

    public void Dispose()
    {
        _close?.Invoke();
        _close = null;
    }
}

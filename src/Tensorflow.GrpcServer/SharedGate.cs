namespace Tensorflow.GrpcServer;

/// <summary>
/// Lets several in at once, or one alone, in the order in which they came: steps that only read variables run side by side, one
/// that writes has them to itself. Who waits holds no thread.
/// </summary>
/// <param name="places">How many may be in at once.</param>
internal sealed class SharedGate(int places)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _queue = [];
    private int _inside;
    private bool _isTaken;

    /// <summary>Waits until there is a place, which is free again once the result is disposed.</summary>
    public async ValueTask<IDisposable> Enter(bool alone, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var waiter = new Waiter(this, alone);
        lock (_lock)
        {
            _queue.AddLast(waiter);
            LetIn();
        }
        await using (stop.UnsafeRegister(static w => ((Waiter)w!).GiveUp(), waiter).ConfigureAwait(false))
            await waiter.Entered.Task.ConfigureAwait(false);
        return waiter;
    }

    private void LetIn()
    {
        while (_queue.First is { Value: var next } && !_isTaken && (next.IsAlone ? _inside == 0 : _inside < places))
        {
            _queue.RemoveFirst();
            _inside++;
            _isTaken = next.IsAlone;
            next.Entered.SetResult();
        }
    }

    private sealed class Waiter(SharedGate gate, bool alone) : IDisposable
    {
        private bool _isOut;

        public bool IsAlone => alone;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GiveUp()
        {
            lock (gate._lock)
            {
                if (!gate._queue.Remove(this))
                    return;
                Entered.SetCanceled();
                gate.LetIn();
            }
        }

        public void Dispose()
        {
            lock (gate._lock)
            {
                if (_isOut)
                    return;
                _isOut = true;
                gate._inside--;
                gate._isTaken = false;
                gate.LetIn();
            }
        }
    }
}

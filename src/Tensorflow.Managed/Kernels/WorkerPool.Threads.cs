using System.Diagnostics;

namespace Tensorflow.Kernels;

/// <content>Waiting: a thread first looks around for a while, then blocks on an event of its own. Neither allocates.</content>
internal sealed partial class WorkerPool
{
    private readonly AutoResetEvent _callerWakes = new(false);
    private int _callerSleeps;

    [ThreadStatic]
    private static bool _hasWaited;

    /// <summary>The first wait of a thread allocates; that is done with before its first loop.</summary>
    private static void WaitOnce()
    {
        using var never = new AutoResetEvent(false);
        never.WaitOne(0);
        _hasWaited = true;
    }

    private void AwaitClaimedPieces()
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - start < SpinTicks; )
        for (var i = 0; i < 16; i++)
        {
            if (AllDone(this))
                return;
            Thread.SpinWait(1);
        }
        while (true)
        {
            Interlocked.Exchange(ref _callerSleeps, 1);
            if (AllDone(this))
            {
                // Whoever has seen the caller asleep sets the event, now or soon.
                if (Interlocked.Exchange(ref _callerSleeps, 0) == 0)
                    _callerWakes.WaitOne();
                return;
            }
            _callerWakes.WaitOne();
            if (AllDone(this))
                return;
        }
    }

    private void WakeCaller()
    {
        if (Volatile.Read(ref _callerSleeps) != 0 && Interlocked.Exchange(ref _callerSleeps, 0) != 0)
            _callerWakes.Set();
    }

    /// <summary>One thread of the pool.</summary>
    private sealed class Worker
    {
        private readonly WorkerPool _pool;
        private readonly Thread _thread;
        private readonly AutoResetEvent _wakes = new(false);
        private int _sleeps;

        public Worker(WorkerPool pool, int number)
        {
            (_pool, Number) = (pool, number);
            _thread = new Thread(Loop) { IsBackground = true, Name = "TensorFlow worker" };
            _thread.Start();
        }

        /// <summary>From 1; a job may be for the first few workers alone.</summary>
        public int Number { get; }

        public void Wake()
        {
            if (Volatile.Read(ref _sleeps) != 0 && Interlocked.Exchange(ref _sleeps, 0) != 0)
                _wakes.Set();
        }

        public void End()
        {
            Interlocked.MemoryBarrier();
            Wake();
            _thread.Join();
        }

        private void Loop()
        {
            while (!_pool._disposed)
                if (!_pool.WorkOnOpenJob(this) && !SpinForWork())
                    Sleep();
        }

        private bool SpinForWork()
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - start < SpinTicks; )
            for (var i = 0; i < 16; i++)
            {
                if (_pool.HasWork(Number))
                    return true;
                Thread.SpinWait(1);
            }
            return false;
        }

        private void Sleep()
        {
            Interlocked.Exchange(ref _sleeps, 1);
            // Who posts a job looks for sleepers after that: either it sees this one, or this one sees the job.
            if (!_pool.HasWork(Number))
                _wakes.WaitOne();
            else if (Interlocked.Exchange(ref _sleeps, 0) == 0)
                _wakes.WaitOne();
        }
    }
}

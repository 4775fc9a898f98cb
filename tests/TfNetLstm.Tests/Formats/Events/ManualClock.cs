namespace TfNetLstm.Tests.Formats.Events;

/// <summary>A clock that stands still until a test moves it; timers fire as it passes them.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Alarm> _alarms = [];

    public DateTimeOffset Time { get; private set; } = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_250);

    /// <summary>The alarms that are set.</summary>
    public int Waiting => _alarms.Count(a => a.Due is not null);

    public override DateTimeOffset GetUtcNow() => Time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        _alarms.Add(alarm);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Move(TimeSpan by)
    {
        Time += by;
        foreach (var alarm in _alarms.Where(a => a.Due <= Time).ToArray())
            alarm.Fire();
    }

    private sealed class Alarm(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Time + dueTime;
            return true;
        }

        public void Fire()
        {
            Due = null;
            callback(state);
        }

        public void Dispose() => Forget();

        public ValueTask DisposeAsync()
        {
            Forget();
            return ValueTask.CompletedTask;
        }

        private void Forget() => clock._alarms.Remove(this);
    }
}

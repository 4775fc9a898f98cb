using Tensorflow.Formats.Proto;

namespace Tensorflow.Sessions;

/// <summary>The end of the time that a run has; it stops between two kernels.</summary>
internal sealed class RunDeadline : IDisposable
{
    private readonly long _milliseconds;
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;

    private RunDeadline(long milliseconds, CancellationToken stop)
    {
        _milliseconds = milliseconds;
        _clock = new(TimeSpan.FromMilliseconds(milliseconds));
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, stop);
    }

    /// <summary>What is said when it is over.</summary>
    public string Message => FormattableString.Invariant($"The run took longer than {_milliseconds} ms and was ended.");

    /// <summary>Whether that is over.</summary>
    public bool IsOver => _clock.IsCancellationRequested;

    /// <summary>Cancelled when it is, or when the caller stops the run.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>The deadline of a run; null where it has none.</summary>
    /// <param name="options">Of the run: <c>timeout_in_ms</c>, where above 0.</param>
    /// <param name="usual">What the session's runs have otherwise (<c>operation_timeout_in_ms</c>), where above 0.</param>
    /// <param name="stop">Cancelled when the caller stops the run.</param>
    public static RunDeadline? Of(RunOptions? options, long usual, CancellationToken stop)
    {
        var milliseconds = options is { TimeoutInMs: > 0 } ? options.TimeoutInMs : usual;
        return milliseconds > 0 ? new(Math.Min(milliseconds, int.MaxValue), stop) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}

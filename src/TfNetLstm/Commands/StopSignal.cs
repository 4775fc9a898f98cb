using System.Runtime.InteropServices;

namespace TfNetLstm.Commands;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancelled token; the second one ends the process as ever.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Starts to listen.</summary>
    public StopSignal() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];

    /// <summary>Cancelled once a signal has come.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the first signal makes of the exit code.</summary>
    public ExitCode ExitCode { get; private set; } = ExitCode.Interrupted;

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
        _source.Dispose();
    }

    /// <summary>Answers one signal.</summary>
    internal void Handle(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel && context.Signal == PosixSignal.SIGTERM)
            ExitCode = ExitCode.Terminated;
        _source.Cancel();
    }
}

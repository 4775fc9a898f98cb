using System.Runtime.InteropServices;
using TfNetLstm.Commands;

namespace TfNetLstm.Tests.Program;

public class StopSignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT)]
    [InlineData(PosixSignal.SIGTERM)]
    public void TheFirstSignalCancelsAndTheSecondEndsTheProcess(PosixSignal signal)
    {
        using var stop = new StopSignal();
        Assert.False(stop.Token.IsCancellationRequested);

        var first = new PosixSignalContext(signal);
        stop.Handle(first);
        Assert.True(stop.Token.IsCancellationRequested);
        Assert.True(first.Cancel);

        var second = new PosixSignalContext(signal);
        stop.Handle(second);
        Assert.False(second.Cancel);
    }
}

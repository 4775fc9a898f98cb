using System.Diagnostics;
using System.Globalization;
using Tensorflow;
using Tensorflow.GrpcServer;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Server;

public class ServeProcessTests
{
    private static readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task MoreMemoryThanThereMayBeIsAnErrorOfTheStep()
    {
        using var server = await ServeProcess.Start("--memory-mib", "256");
        var graph = new Graph();
        var (dims, sum) = Built(
            graph,
            () =>
            {
                var dims = tf.placeholder(tf.int32, 1);
                return (dims, tf.reduce_sum(tf.fill(dims, tf.constant(1f))));
            }
        );
        using var session = tf.Session(server.Target, graph);
        for (var i = 0; i < 3; i++)
        {
            var error = Assert.Throws<ResourceExhaustedError>(() => session.run(sum, (dims, new[] { 100_000_000 })));
            Assert.Contains("memory", error.Message, StringComparison.Ordinal);
            Assert.Equal(1000f, (float)session.run(sum, (dims, new[] { 1000 })));
        }
    }

    [Fact]
    public async Task ARequestToTerminateIsAnOrderlyEnd()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent with kill");
        using var server = await ServeProcess.Start();
        var graph = new Graph();
        var one = Built(graph, () => tf.constant(1f));
        using var session = tf.Session(server.Target, graph);
        Assert.Equal(1f, (float)session.run(one));
        var pid = server.Process.Id.ToString(CultureInfo.InvariantCulture);
        using (var kill = Process.Start("kill", ["-TERM", pid]))
            await kill.WaitForExitAsync(_stop);
        Assert.Contains(
            "stopping: steps that run are finished",
            await server.Process.StandardError.ReadToEndAsync(_stop),
            StringComparison.Ordinal
        );
        await server.Process.WaitForExitAsync(_stop);
        Assert.Equal(0, server.Process.ExitCode);
        Assert.Throws<UnavailableError>(() => session.run(one));
    }

    [Fact]
    public async Task AStepThatRunsIsFinishedBeforeTheEnd()
    {
        await using var server = new MasterServer(new() { Port = 0, Grace = TimeSpan.FromMinutes(1) });
        await server.StartAsync(_stop);
        var graph = new Graph();
        var (limit, end) = Built(
            graph,
            () =>
            {
                var limit = tf.placeholder(tf.int32, Tensorflow.Shape.Scalar);
                return (limit, tf.while_loop(i => i < limit, i => i + 1, tf.constant(0)));
            }
        );
        using var session = tf.Session(server.Target, graph);
        session.run(end, (limit, 1));
        var run = Task.Factory.StartNew(
            () => (int)session.run(end, (limit, 300_000)),
            _stop,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        while (server.Master.CallCount == 0)
            await Task.Yield();
        await server.StopAsync();
        Assert.Equal(300_000, await run);
        Assert.Throws<UnavailableError>(() => session.run(end, (limit, 1)));
    }

    // The block of a default graph is a thread's: it ends before the test goes on on another one.
    private static T Built<T>(Graph graph, Func<T> build)
    {
        using (graph.as_default())
            return build();
    }
}

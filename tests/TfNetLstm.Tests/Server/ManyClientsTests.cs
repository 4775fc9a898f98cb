using NumSharp;
using Tensorflow;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Server;

/// <summary>The server as a process of its own, with eight clients at once.</summary>
public class ManyClientsTests
{
    private const int Clients = 8;
    private const int Steps = 1000;

    /// <summary>What the memory may differ by where it does not grow: the collector's freedom.</summary>
    private const long Tolerance = 64 << 20;

    [Fact]
    public async Task EightClientsOfAThousandStepsLeaveTheMemoryAsItWas()
    {
        var stop = TestContext.Current.CancellationToken;
        using var server = await ServeProcess.Start();
        var memory = new List<long>();
        using var quarter = new Barrier(Clients, _ => memory.Add(server.Memory));
        var clients = Enumerable
            .Range(0, Clients)
            .Select(client =>
                Task.Factory.StartNew(
                    () => Run(server.Target, client, quarter),
                    stop,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        await Task.WhenAll(clients);
        using var graph = new Graph().as_default();
        var (count, _, _) = Build();
        using var last = tf.Session(server.Target);
        Assert.Equal(Clients * Steps, (long)last.run(count));
        Assert.Equal(5, memory.Count);
        var told = $"MiB after each quarter: {string.Join(", ", memory.Select(m => m >> 20))}";
        Assert.True(memory[^1] - memory[1] < Tolerance, told);
        TestContext.Current.TestOutputHelper!.WriteLine(told);
    }

    /// <summary>Steps that add one to what all share, and tell what only this client fed.</summary>
    private static void Run(string target, int client, Barrier quarter)
    {
        using var graph = new Graph().as_default();
        var (_, x, both) = Build();
        using var session = tf.Session(target);
        if (client == 0)
            session.run(tf.global_variables_initializer());
        var rows = np.full(new NumSharp.Shape(64, 784), (float)client);
        for (var step = 0; step < Steps; step++)
        {
            if (step % (Steps / 4) == 0)
                quarter.SignalAndWait();
            using var sum = session.run(both, (x, rows));
            Assert.Equal(64f * 784 * client, (float)sum);
        }
        quarter.SignalAndWait();
    }

    private static (Tensor Count, Tensor X, Tensor Sum) Build()
    {
        var count = tf.Variable(0L, name: "count");
        var x = tf.placeholder(tf.float32, (-1, 784), name: "x");
        using (tf.control_dependencies([count.assign_add(1L).op]))
            return (count, x, tf.reduce_sum(x));
    }
}

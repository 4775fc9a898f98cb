using System.Diagnostics;
using Tensorflow;
using Tensorflow.Kernels;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

public class RunObserverTests
{
    [Fact]
    public void SeesEachKernelOfEachRunInOrder()
    {
        var graph = tf.Graph();
        using (graph.as_default())
        {
            var x = tf.placeholder(tf.float32, (-1, 2));
            var product = tf.matmul(x, tf.transpose(x));
            var sum = tf.reduce_sum(product, name: "sum");
            using var session = tf.Session(graph);
            var log = new Log();
            session.Observer = log;
            var before = Stopwatch.GetTimestamp();
            float[,] fed =
            {
                { 1, 2 },
                { 3, 4 },
                { 5, 6 },
            };
            var seen = (float)session.run(sum, (x, fed));
            Assert.Equal(
                "transpose Transpose, MatMul MatMul, sum Sum",
                string.Join(", ", log.Kernels.Select(k => k.Name))
            );
            Assert.All(log.Kernels, k => Assert.Equal(Environment.CurrentManagedThreadId, k.Thread));
            Assert.All(log.Kernels, k => Assert.InRange(k.Start, before, k.End));
            Assert.Equal([0, 2 * 3 * 3 * 2, 0], log.Kernels.Select(k => k.Flops));
            Assert.Equal(4 * (6 + 6 + 9), log.Kernels[1].Bytes);
            session.Observer = null;
            Assert.Equal(seen, (float)session.run(sum, (x, fed)));
            Assert.Equal(3, log.Kernels.Count);
        }
    }

    [Fact]
    public void SeesTheThreadsOfThePool()
    {
        using var pool = new WorkerPool(2);
        using var meeting = new Barrier(2);
        var log = new WorkLog();
        WorkerPool.Observer = log;
        var body = new MeetBody(meeting);
        pool.For(2, 1, ref body);
        WorkerPool.Observer = null;
        Assert.Equal([1], log.Threads);
    }

    private sealed class Log : IRunObserver
    {
        public List<(string Name, int Thread, long Start, long End, long Flops, long Bytes)> Kernels { get; } = [];

        public void KernelRan(in KernelRun kernel) =>
            Kernels.Add(
                (
                    $"{kernel.Node.name} {kernel.Kind}",
                    kernel.Thread,
                    kernel.Start,
                    kernel.End,
                    kernel.Flops,
                    kernel.Bytes
                )
            );

        public void WorkerRan(int thread, long start, long end) => Assert.InRange(start, 0, end);
    }

    private sealed class WorkLog : IWorkObserver
    {
        public List<int> Threads { get; } = [];

        public void Worked(int thread, long start, long end) => Threads.Add(thread);
    }

    private readonly record struct MeetBody(Barrier Meeting) : IRangeBody
    {
        public void Invoke(int start, int end) => Assert.True(Meeting.SignalAndWait(TimeSpan.FromSeconds(30)));
    }
}

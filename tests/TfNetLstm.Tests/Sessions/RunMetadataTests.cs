using NumSharp;
using Tensorflow;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Sessions;

public class RunMetadataTests
{
    private static readonly RunOptions _full = new() { TraceLevel = RunOptions.Types.TraceLevel.FullTrace };

    [Fact]
    public void ATraceTellsOfEachNode()
    {
        var (graph, x, y) = Product();
        using var session = tf.Session(graph);
        var metadata = new RunMetadata();
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000;
        using var result = session.run(y, _full, metadata, (x, np.ones(new NumSharp.Shape(2, 3))));
        var after = (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + 1) * 1000;
        Assert.Equal(new float[] { 3, 3, 3, 3 }, result.ToArray<float>());
        var device = Assert.Single(metadata.StepStats.DevStats);
        Assert.Equal("/job:localhost/replica:0/task:0/device:CPU:0", device.Device);
        var product = Assert.Single(device.NodeStats, n => n.NodeName == "MatMul");
        Assert.Equal("MatMul = MatMul(x, ones)", product.TimelineLabel);
        Assert.InRange(product.AllStartMicros, before, after);
        Assert.InRange(product.AllEndRelMicros, 0, after - before);
        Assert.Equal(product.AllStartMicros, product.AllStartNanos / 1000);
        var output = Assert.Single(product.Output).TensorDescription;
        Assert.Equal(DataType.DtFloat, output.Dtype);
        Assert.Equal([2, 2], output.Shape.Dim.Select(d => d.Size));
        Assert.Equal(16, output.AllocationDescription.AllocatedBytes);
        Assert.Equal(16, Assert.Single(product.Memory).TotalBytes);
        Assert.True(device.ThreadNames.ContainsKey(product.ThreadId));
        var starts = device.NodeStats.Select(n => n.AllStartNanos).ToArray();
        Assert.Equal(starts.Order(), starts);
    }

    [Fact]
    public void EachRunOfATraceIsNew()
    {
        var (graph, x, y) = Product();
        using var session = tf.Session(graph);
        var metadata = new RunMetadata { PartitionGraphs = { new GraphDef() } };
        var fed = (x, (object)np.ones(new NumSharp.Shape(2, 3)));
        session.run(new object[] { y, "MatMul" }, _full, metadata, fed);
        var count = metadata.StepStats.DevStats[0].NodeStats.Count;
        session.run(y, _full, metadata, fed);
        Assert.Equal(count, metadata.StepStats.DevStats[0].NodeStats.Count);
        Assert.Empty(metadata.PartitionGraphs);
        session.run(y, new RunOptions(), metadata, fed);
        Assert.Null(metadata.StepStats);
    }

    [Fact]
    public void ANodeOfALoopIsToldOfInEachIteration()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var end = tf.while_loop(i => i < 5, i => i + 1, tf.constant(0));
        using var session = tf.Session(graph);
        var metadata = new RunMetadata();
        Assert.Equal(5, (int)session.run(end, _full, metadata));
        Assert.Equal(5, metadata.StepStats.DevStats[0].NodeStats.Count(n => n.NodeName == "while/add"));
    }

    [Fact]
    public void OtherObserversSeeTheRunToo()
    {
        var (graph, x, y) = Product();
        using var session = tf.Session(graph);
        var observer = new Counter();
        session.Observer = observer;
        var metadata = new RunMetadata();
        session.run(y, _full, metadata, (x, np.ones(new NumSharp.Shape(2, 3))));
        Assert.Equal(metadata.StepStats.DevStats[0].NodeStats.Count, observer.Kernels);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(0, 20)]
    public void ATimeLimitEndsARun(int ofRun, int ofSession)
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var endless = tf.while_loop(i => i < 5, i => i + 0, tf.constant(0));
        var other = tf.constant(7);
        using var session = tf.Session(graph, new Tensorflow.ConfigProto { OperationTimeoutInMs = ofSession });
        var error = Assert.Throws<DeadlineExceededError>(() =>
            session.run(endless, new RunOptions { TimeoutInMs = ofRun }, null)
        );
        Assert.Equal(ErrorCode.DEADLINE_EXCEEDED, error.error_code);
        Assert.Equal(7, (int)session.run(other, new RunOptions { TimeoutInMs = 60_000 }, null));
    }

    private static (Graph, Tensor X, Tensor Y) Product()
    {
        var graph = tf.Graph();
        using var block = graph.as_default();
        var x = tf.placeholder(tf.float32, (-1, 3), name: "x");
        return (graph, x, tf.matmul(x, tf.ones((3, 2))));
    }

    private sealed class Counter : IRunObserver
    {
        public int Kernels { get; private set; }

        public void KernelRan(in KernelRun kernel) => Kernels++;

        public void WorkerRan(int thread, long start, long end) { }
    }
}

using Tensorflow;
using Tensorflow.Devices;
using Tensorflow.Formats.Proto;
using static Tensorflow.Binding;

namespace TfNetLstm.Tests.Devices;

public class DeviceTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/job:ps/replica:0/task:3/device:GPU:1", "/job:ps/replica:0/task:3/device:GPU:1")]
    [InlineData("/cpu:0", "/device:CPU:0")]
    [InlineData("gpu", "/device:GPU:*")]
    [InlineData("/job:w/gpu:*", "/job:w/device:GPU:*")]
    [InlineData("/device:XLA_CPU:2", "/device:XLA_CPU:2")]
    [InlineData("/task:1/job:w", "/job:w/task:1")]
    public void ANameIsReadAndWritten(string text, string name)
    {
        var spec = DeviceSpec.from_string(text);
        Assert.Equal(name, spec.to_string());
        Assert.Equal(spec, DeviceSpec.from_string(name));
    }

    [Theory]
    [InlineData("/jub:ps", "Unknown attribute 'jub' is encountered while parsing the device spec: '/jub:ps'.")]
    [InlineData(
        "/device:CPU",
        "Unknown attribute 'device' is encountered while parsing the device spec: '/device:CPU'."
    )]
    [InlineData("/task:one", "'one' is no number in the device spec: '/task:one'.")]
    [InlineData("/cpu:0/gpu:0", "Multiple device types are not allowed while parsing the device spec: /cpu:0/gpu:0.")]
    public void ANameThatIsNoneIsAnError(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<ValueError>(() => DeviceSpec.from_string(text)).Message);
        Assert.Throws<ValueError>(() => tf.device(text));
    }

    /// <summary>Blocks from the outermost to the innermost, "f:" before what a function gives, "-" for null; the node's device.</summary>
    [Theory]
    [InlineData("/job:ps", "/job:ps")]
    [InlineData("/job:ps;/task:1", "/job:ps/task:1")]
    [InlineData("/job:ps/task:0;/task:1/cpu:0", "/job:ps/task:1/device:CPU:0")]
    [InlineData("/job:ps;;/cpu:0", "/job:ps/device:CPU:0")]
    [InlineData("/job:ps;-", "")]
    [InlineData("/job:ps;-;/gpu:0", "/device:GPU:0")]
    [InlineData("f:/job:a;/cpu:0", "/job:a")]
    [InlineData("/job:b/task:2;f:/job:a", "/job:a/task:2")]
    [InlineData("f:+/job:a;/cpu:0", "/device:CPU:0/job:a")]
    public void BlocksNest(string blocks, string expected)
    {
        using var scope = tf.Graph().as_default();
        var open = new Stack<IDisposable>();
        foreach (var block in blocks.Split(';'))
            open.Push(
                block == "-" ? tf.device((string?)null)
                : block.StartsWith("f:+", StringComparison.Ordinal) ? tf.device(op => op.device + block[3..])
                : block.StartsWith("f:", StringComparison.Ordinal) ? tf.device(_ => block[2..])
                : tf.device(block)
            );
        var inside = tf.constant(1);
        while (open.TryPop(out var block))
            block.Dispose();
        Assert.Equal(expected, inside.op.device);
        Assert.Equal("", tf.constant(2).op.device);
    }

    [Fact]
    public void ColocationCountsMoreThanBlocks()
    {
        using var scope = tf.Graph().as_default();
        Tensor a;
        using (tf.device("/job:a"))
            a = tf.constant(1);
        using (tf.device("/job:b"))
        using (tf.colocate_with(a))
        {
            Assert.Equal("/job:a", tf.constant(2).op.device);
            using (tf.device("/job:c"))
                Assert.Equal("/job:a", tf.constant(3).op.device);
        }
        using (tf.device("/job:b"))
        using (tf.colocate_with(tf.constant(4)))
            Assert.Equal("/job:b", tf.constant(5).op.device);
    }

    [Fact]
    public void VariablesGoFromServerToServer()
    {
        using var scope = tf.Graph().as_default();
        var cluster = ClusterSpec.Parse("ps=a:1,b:1,c:1;worker=d:1,e:1");
        using (tf.device(tf.train.replica_device_setter(worker_device: "/job:worker/task:1", cluster: cluster)))
        {
            var variables = Enumerable.Range(0, 4).Select(i => tf.Variable((float)i)).ToArray();
            Assert.Equal(
                ["/job:ps/task:0", "/job:ps/task:1", "/job:ps/task:2", "/job:ps/task:0"],
                variables.Select(v => v.op.device).ToArray()
            );
            Assert.All(variables, v => Assert.Equal(v.op.device, v.initializer.device));
            Assert.Equal("/job:worker/task:1", tf.square(variables[0]).op.device);
            using (tf.device("/gpu:0"))
                Assert.Equal("/job:worker/task:1/device:GPU:0", tf.constant(1).op.device);
            using (tf.device("/job:worker/task:0"))
                Assert.Equal("/job:worker/task:0", tf.Variable(1f).op.device);
            Assert.Equal("/job:worker/task:1", tf.global_variables_initializer().device);
        }
        Assert.Null(tf.train.replica_device_setter());
        Assert.Null(tf.train.replica_device_setter(cluster: ClusterSpec.Parse("worker=d:1")));
        using (tf.device("/job:x"))
        using (
            tf.device(tf.train.replica_device_setter(2, merge_devices: false, ps_ops: ["Const"], ps_strategy: _ => 1))
        )
        {
            Assert.Equal("/job:ps/task:1", tf.constant(1).op.device);
            using (tf.device("/cpu:0"))
                Assert.Equal("/job:x/device:CPU:0", tf.constant(1).op.device);
        }
    }

    [Theory]
    [InlineData("", "a cluster has at least one job, such as worker=host:2223")]
    [InlineData("ps", "'ps' is no job with its tasks, such as worker=host:2223,host:2224")]
    [InlineData("=a:1", "'=a:1' is no job with its tasks, such as worker=host:2223,host:2224")]
    [InlineData("ps=", "'' is no address of a task of job 'ps', such as host:2222")]
    [InlineData("ps=host", "'host' is no address of a task of job 'ps', such as host:2222")]
    [InlineData("ps=a:1;worker=b:99999", "'b:99999' is no address of a task of job 'worker', such as host:2222")]
    [InlineData("ps=grpc://a:1", "'grpc://a:1' is no address of a task of job 'ps', such as host:2222")]
    [InlineData("ps=a:1;ps=b:1", "job 'ps' is there twice")]
    public void AClusterThatIsNoneIsAnError(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ValueError>(() => ClusterSpec.Parse(text)).Message);

    [Fact]
    public void AClusterTellsItsTasks()
    {
        var cluster = ClusterSpec.Parse("worker=b:2, c:3; ps=a:1");
        Assert.Equal(["ps", "worker"], cluster.jobs);
        Assert.Equal(2, cluster.num_tasks("worker"));
        Assert.Equal(["b:2", "c:3"], cluster.job_tasks("worker"));
        Assert.Equal("c:3", cluster.task_address("worker", 1));
        Assert.Equal(cluster.as_cluster_def(), new ClusterSpec(cluster.as_cluster_def()).as_cluster_def());
        Assert.Equal("No such job in cluster: 'x'", Assert.Throws<ValueError>(() => cluster.num_tasks("x")).Message);
        Assert.Equal(
            "No task with index 2 in job 'worker'",
            Assert.Throws<ValueError>(() => cluster.task_address("worker", 2)).Message
        );
        var sparse = new ClusterSpec(
            new Dictionary<string, IReadOnlyDictionary<int, string>>
            {
                ["w"] = new Dictionary<int, string> { [2] = "z:1" },
            }
        );
        Assert.Equal([null, null, "z:1"], sparse.job_tasks("w"));
        Assert.Equal([2], sparse.task_indices("w"));
        var server = tf.train.Server(cluster, "worker", 1);
        Assert.Equal("grpc://c:3", server.target);
        Assert.Throws<ValueError>(() => tf.train.Server(cluster));
        Assert.Throws<ValueError>(() => tf.train.Server(cluster, "worker"));
        Assert.Equal("grpc://a:1", tf.train.Server(cluster, "ps").target);
    }

    [Theory]
    [InlineData("", false, true)]
    [InlineData("/job:ps", false, true)]
    [InlineData("/job:ps/task:1/device:CPU:*", false, true)]
    [InlineData("/cpu:0", false, true)]
    [InlineData("/job:ps/task:2", false, false)]
    [InlineData("/device:GPU:0", false, false)]
    [InlineData("/device:GPU:0", true, true)]
    [InlineData("/job:other/device:GPU:0", true, false)]
    [InlineData("nonsense", true, false)]
    public void ANodeIsPlacedWhereThereIsADevice(string device, bool soft, bool exists)
    {
        var placement = new Placement([
            "/job:ps/replica:0/task:1/device:CPU:0",
            "/job:w/replica:0/task:0/device:CPU:0",
        ]);
        if (exists)
            placement.Check("n", device, soft);
        else
            Assert.Equal(
                $"Cannot assign a device for operation n: {{{{node n}}}} was explicitly assigned to {device} but available "
                    + "devices are [ /job:ps/replica:0/task:1/device:CPU:0, /job:w/replica:0/task:0/device:CPU:0 ]. Make sure "
                    + "the device specification refers to a valid device.",
                Assert.Throws<InvalidArgumentError>(() => placement.Check("n", device, soft)).Message
            );
    }

    [Fact]
    public void SettingsGoToTheServer()
    {
        var config = new Tensorflow.ConfigProto
        {
            IntraOpParallelismThreads = 3,
            AllowSoftPlacement = true,
            DeviceFilters = { "/job:ps" },
            OperationTimeoutInMs = 5,
            IsolateSessionState = true,
        };
        var expected = new Tensorflow.Formats.Proto.ConfigProto
        {
            IntraOpParallelismThreads = 3,
            AllowSoftPlacement = true,
            DeviceFilters = { "/job:ps" },
            OperationTimeoutInMs = 5,
            IsolateSessionState = true,
        };
        Assert.Equal(expected, config.ToProto());
    }
}

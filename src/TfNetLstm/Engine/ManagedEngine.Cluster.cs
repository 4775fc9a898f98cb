using Tensorflow;
using TfNetLstm.Commands;
using TfNetLstm.Distributed;
using TfNetLstm.Settings;
using static Tensorflow.Binding;

namespace TfNetLstm;

/// <content>Servers and clusters.</content>
internal static partial class Engine
{
    private const string ParameterServers = "ps";
    private const string Workers = "worker";

    /// <summary>A target of sessions, if it is one.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static string CheckTarget(string target)
    {
        try
        {
            return Tensorflow.Remote.GrpcTarget.Parse(target).ToString();
        }
        catch (ValueError e)
        {
            throw new UsageException($"--target: {e.Message}", e);
        }
    }

    /// <summary>Reads a cluster with parameter servers and workers.</summary>
    /// <exception cref="UsageException">The text is none of that.</exception>
    public static ClusterTasks ReadCluster(string text)
    {
        var cluster = Cluster(text);
        foreach (var job in (string[])[ParameterServers, Workers])
            if (!cluster.jobs.Contains(job, StringComparer.Ordinal))
                throw new UsageException(
                    $"--cluster '{text}' has no job '{job}': give one such as ps=host:2222;worker=host:2223,host:2224"
                );
        return new(text, cluster.job_tasks(Workers)!);
    }

    /// <summary>A session for the graph where it is to run.</summary>
    public static Session OpenSession(Graph graph, int threads, Deployment where)
    {
        if (where.Target is null)
            return OpenSession(graph, threads);
        var config = new ConfigProto();
        // Workers that are not there yet, or no longer, do not hold this one up.
        if (where.Task is { } task)
            foreach (var filter in (string[])[$"/job:{ParameterServers}", WorkerDevice(task)])
                config.DeviceFilters.Add(filter);
        return tf.Session(where.Target, graph, config);
    }

    /// <summary>The program's graph in the default graph, each node where it is to run.</summary>
    public static IMnistGraph Build(int? seed, ModelSettings constants, Deployment where)
    {
        if (where.Cluster is null)
            return new MnistLstm(seed, constants);
        var cluster = Cluster(where.Cluster.Text);
        if (where.Task is null)
            return new ReplicatedLstm(seed, constants, where.Cluster.Workers.Count, On);
        using (On(where.Task.Value))
            return new MnistLstm(seed, constants);

        IDisposable On(int worker) =>
            tf.device(tf.train.replica_device_setter(worker_device: WorkerDevice(worker), cluster: cluster));
    }

    /// <summary>By a variable on the parameter servers, which no checkpoint has, the chief tells the others that they may begin.</summary>
    public sealed class ChiefSignal
    {
        private readonly RefVariable _isReady;
        private readonly Tensor _value;
        private readonly Tensor _reset;
        private readonly Tensor _give;

        /// <summary>Adds the nodes.</summary>
        public ChiefSignal(Graph graph)
        {
            using var block = graph.as_default();
            using var device = tf.device(FormattableString.Invariant($"/job:{ParameterServers}/task:0"));
            _isReady = tf.Variable(false, trainable: false, name: "chief/is_ready");
            _value = _isReady.read_value();
            _reset = _isReady.assign(tf.constant(false));
            _give = _isReady.assign(tf.constant(true));
        }

        /// <summary>Takes the signal back that an earlier chief gave.</summary>
        public void Reset(Session session) => session.run(_reset.op);

        /// <summary>Lets the others begin.</summary>
        public void Give(Session session) => session.run(_give.op);

        /// <summary>Whether they may.</summary>
        public bool IsGiven(Session session)
        {
            try
            {
                using var value = session.run(_value);
                return (bool)value;
            }
            catch (FailedPreconditionError)
            {
                return false;
            }
        }
    }

    private static string WorkerDevice(int task) => FormattableString.Invariant($"/job:{Workers}/task:{task}");

    private static ClusterSpec Cluster(string text)
    {
        try
        {
            return ClusterSpec.Parse(text);
        }
        catch (ValueError e)
        {
            throw new UsageException($"--cluster: {e.Message}", e);
        }
    }
}

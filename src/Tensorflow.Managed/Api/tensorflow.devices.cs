using Tensorflow.Devices;

namespace Tensorflow;

/// <content>Devices and clusters.</content>
public sealed partial class tensorflow
{
    /// <summary>
    /// Nodes made inside want this device, as far as they or inner blocks do not say it themselves; null lifts what outer blocks
    /// ask for.
    /// </summary>
    /// <exception cref="ValueError">The name is none of a device.</exception>
    public IDisposable device(string? device_name_or_function) => get_default_graph().device(device_name_or_function);

    /// <summary>Nodes made inside want this device, as far as they or inner blocks do not say it themselves.</summary>
    public IDisposable device(DeviceSpec device_name_or_function) =>
        get_default_graph().device(device_name_or_function);

    /// <summary>Nodes made inside want the device that a function gives for each; null lifts what outer blocks ask for.</summary>
    public IDisposable device(Func<Operation, string>? device_name_or_function) =>
        get_default_graph().device(device_name_or_function);

    public sealed partial class train_internal
    {
        /// <summary>A cluster of jobs whose tasks are numbered from 0.</summary>
        public ClusterSpec ClusterSpec(IReadOnlyDictionary<string, string[]> cluster) => new(cluster);

        /// <inheritdoc cref="Tensorflow.Server(Tensorflow.ClusterSpec, string?, int?, ConfigProto?)"/>
        public Server Server(
            ClusterSpec server_or_cluster_def,
            string? job_name = null,
            int? task_index = null,
            ConfigProto? config = null
        ) => new(server_or_cluster_def, job_name, task_index, config);

        /// <summary>
        /// A function for <c>tf.device</c> that puts variables on the parameter servers and the rest on the workers; null where
        /// there are no parameter servers.
        /// </summary>
        /// <param name="ps_tasks">How many parameter servers there are; the cluster says it where one is given.</param>
        /// <param name="ps_device">Their device; the task is added.</param>
        /// <param name="worker_device">The device of the rest.</param>
        /// <param name="merge_devices">Whether the parts that a node does not name itself are filled.</param>
        /// <param name="cluster">The cluster.</param>
        /// <param name="ps_ops">The ops for the parameter servers; those that keep something where null.</param>
        /// <param name="ps_strategy">Which parameter server gets a node; one after the other where null.</param>
        /// <exception cref="ValueError">A device's name is none.</exception>
        public Func<Operation, string>? replica_device_setter(
            int ps_tasks = 0,
            string? ps_device = "/job:ps",
            string? worker_device = "/job:worker",
            bool merge_devices = true,
            ClusterSpec? cluster = null,
            IReadOnlyCollection<string>? ps_ops = null,
            Func<Operation, int>? ps_strategy = null
        )
        {
            var ps = ps_device is null ? null : DeviceSpec.from_string(ps_device);
            if (cluster is not null)
                ps_tasks =
                    ps?.job is { } job && cluster.jobs.Contains(job, StringComparer.Ordinal)
                        ? cluster.num_tasks(job)
                        : 0;
            if (ps_tasks == 0)
                return null;
            var worker = worker_device is null ? null : DeviceSpec.from_string(worker_device);
            return new ReplicaDevices(
                ps,
                worker,
                merge_devices,
                ps_ops ?? ReplicaDevices.StandardOps,
                ps_strategy ?? ReplicaDevices.RoundRobin(ps_tasks)
            ).Of;
        }
    }
}

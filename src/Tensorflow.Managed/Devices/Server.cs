using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <summary>
/// A task of a cluster as a session wants to know it (<c>tf.train.Server</c>): its <see cref="target"/> is where a session
/// begins. It describes a server that runs elsewhere, and starts none; Python's <c>tf.train.Server</c> does, and the verb
/// <c>serve</c> of the command line.
/// </summary>
public sealed class Server
{
    /// <param name="server_or_cluster_def">The cluster.</param>
    /// <param name="job_name">The job; where null, the only one there is.</param>
    /// <param name="task_index">The task of the job; where null, the only one there is.</param>
    /// <param name="config">Settings of sessions at the server.</param>
    /// <exception cref="ValueError">Job or task are not in the cluster, or one has to be chosen.</exception>
    public Server(
        ClusterSpec server_or_cluster_def,
        string? job_name = null,
        int? task_index = null,
        ConfigProto? config = null
    )
    {
        cluster = server_or_cluster_def.Given();
        this.config = config;
        this.job_name =
            job_name
            ?? (cluster.jobs is [var only] ? only : throw new ValueError("Must specify an explicit `job_name`."));
        this.task_index =
            task_index
            ?? (
                cluster.task_indices(this.job_name) is [var first]
                    ? first
                    : throw new ValueError("Must specify an explicit `task_index`.")
            );
        target = "grpc://" + cluster.task_address(this.job_name, this.task_index);
    }

    /// <summary>The cluster.</summary>
    public ClusterSpec cluster { get; }

    /// <summary>The task's job.</summary>
    public string job_name { get; }

    /// <summary>Which task of the job.</summary>
    public int task_index { get; }

    /// <summary>Settings of sessions at the server, or null.</summary>
    public ConfigProto? config { get; }

    /// <summary>What a session at the server names: <c>grpc://host:port</c>.</summary>
    public string target { get; }

    /// <summary>The cluster as a message.</summary>
    public ClusterDef cluster_def => cluster.as_cluster_def();
}

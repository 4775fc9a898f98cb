using TfNetLstm.Settings;

namespace TfNetLstm.Distributed;

/// <summary>Where a training runs: in this process, at a server, or on a cluster.</summary>
internal sealed record Deployment
{
    /// <summary>In this process.</summary>
    public static Deployment Here { get; } = new();

    /// <summary>The session's target, <c>grpc://host:port</c>; null in this process.</summary>
    public string? Target { get; private init; }

    /// <summary>The cluster, whose parameter servers have the variables; null where there is none.</summary>
    public ClusterTasks? Cluster { get; private init; }

    /// <summary>Which worker this process drives, when each worker has a process; null otherwise.</summary>
    public int? Task { get; private init; }

    /// <summary>Whether this process initializes the variables and saves them.</summary>
    public bool IsChief => Task is null or 0;

    /// <summary>Whether other processes change the variables between two steps of this one.</summary>
    public bool IsShared => Task is not null;

    /// <summary>What settings ask for.</summary>
    /// <exception cref="Commands.UsageException">The cluster or the target is none.</exception>
    public static Deployment Of(TrainSettings settings)
    {
        if (settings.Cluster is null)
            return settings.Target is null ? Here : new() { Target = Engine.CheckTarget(settings.Target) };
        var cluster = Engine.ReadCluster(settings.Cluster);
        if (settings.Task is { } task && task >= cluster.Workers.Count)
            throw new Commands.UsageException(
                FormattableString.Invariant(
                    $"--task {task} is not allowed: the cluster has {cluster.Workers.Count} workers, numbered from 0"
                )
            );
        return new()
        {
            Cluster = cluster,
            Task = settings.Task,
            Target = "grpc://" + cluster.Workers[settings.Task ?? 0],
        };
    }

    /// <summary>A line for the header of a run.</summary>
    public override string ToString() =>
        Cluster is null ? $"session at {Target}"
        : Task is null
            ? FormattableString.Invariant(
                $"session at {Target}, each batch split over {Cluster.Workers.Count} workers of {Cluster.Text}"
            )
        : FormattableString.Invariant($"session at {Target}, worker {Task} of {Cluster.Text}")
            + (IsChief ? ", the chief" : "");
}

using System.Net;
using Tensorflow;
using Tensorflow.GrpcServer;
using TfNetLstm.Commands;
using TfNetLstm.Distributed;

namespace TfNetLstm;

/// <content>The engine as a server.</content>
internal static partial class Engine
{
    private const int Mib = 20;

    /// <summary>Answers TensorFlow's <c>MasterService</c> until it is stopped.</summary>
    /// <exception cref="UsageException">The cluster is none, or does not have the task.</exception>
    public static void Serve(ServeSettings settings, Action<string> tell, CancellationToken stop)
    {
        // The runtime refuses what would be more, and the step fails. Calls are refused somewhat earlier: the server itself needs
        // memory to say so.
        if (settings.MemoryMib > 0)
        {
            AppContext.SetData("GCHeapHardLimit", (ulong)settings.MemoryMib << Mib);
            GC.RefreshMemoryLimit();
        }
        using var server = new MasterServer(Options(settings, tell));
        server.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        tell(
            $"{CommandLine.ProgramName} {Training.RunHeader.Version} serves tensorflow.MasterService at {server.Target}"
        );
        if (!IPAddress.IsLoopback(settings.Address))
            tell(
                "warning: TensorFlow's protocol has no authentication and no encryption: whoever reaches this address may run "
                    + "graphs here, which read and write files too. Keep it in a network that you trust."
            );
        stop.WaitHandle.WaitOne();
        tell("stopping: steps that run are finished; a second signal ends them");
        server.StopAsync().GetAwaiter().GetResult();
    }

    private static MasterServerOptions Options(ServeSettings settings, Action<string> tell)
    {
        var cluster = settings.Cluster is null ? null : Cluster(settings.Cluster);
        var job = settings.Job ?? (cluster is null ? "localhost" : Workers);
        if (cluster is not null && !cluster.jobs.Contains(job, StringComparer.Ordinal))
            throw new UsageException($"--cluster '{settings.Cluster}' has no job '{job}': --job names one that it has");
        if (cluster is not null && !cluster.task_indices(job).Contains(settings.Task))
            throw new UsageException(
                FormattableString.Invariant(
                    $"--task {settings.Task} is not allowed: job '{job}' has {cluster.num_tasks(job)} tasks, numbered from 0"
                )
            );
        return new()
        {
            Address = settings.Address,
            Port = settings.Port,
            Cluster = cluster?.as_cluster_def(),
            JobName = job,
            TaskIndex = settings.Task,
            Threads = settings.Threads,
            MaxSessions = settings.MaxSessions,
            MaxGraphNodes = settings.MaxGraphNodes,
            MaxMessageBytes = (int)Math.Min(int.MaxValue, (long)settings.MaxMessageMib << Mib),
            MemoryLimit = ((long)settings.MemoryMib << Mib) / 8 * 7,
            IdleTimeout = TimeSpan.FromMinutes(settings.IdleMinutes),
            StepTimeout = TimeSpan.FromSeconds(settings.StepSeconds),
            Log = settings.IsVerbose ? tell : null,
        };
    }
}

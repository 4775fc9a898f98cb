using System.Globalization;
using Tensorflow.Devices;
using Tensorflow.Formats.Proto;

namespace Tensorflow.GrpcServer;

/// <summary>
/// The devices of the server. It computes for the whole cluster, so those of the other tasks are its own under their names.
/// </summary>
internal sealed class ServerDevices
{
    private readonly string[] _others = [];
    private readonly Placement? _placement;

    public ServerDevices(MasterServerOptions options)
    {
        Own = Name(options.JobName, options.TaskIndex);
        if (options.Cluster is not { } cluster)
            return;
        var all = cluster.Job.SelectMany(job => job.Tasks.Keys.Order().Select(task => Name(job.Name, task))).ToArray();
        if (!all.Contains(Own, StringComparer.Ordinal))
            throw new ValueError(
                FormattableString.Invariant(
                    $"The cluster has no task {options.TaskIndex} of a job '{options.JobName}' that the server could be."
                )
            );
        _others = [.. all.Where(name => name != Own)];
        _placement = new([Own, .. _others]);
    }

    /// <summary>The name of the server's own device.</summary>
    public string Own { get; }

    /// <summary>The start of errors: where they come from.</summary>
    public string Task => Own[..Own.LastIndexOf("/device", StringComparison.Ordinal)];

    /// <summary>The server's own device and those of the rest of the cluster.</summary>
    public ListDevicesResponse List() =>
        new()
        {
            LocalDevice = { Sessions.DirectSession.Describe(Own) },
            RemoteDevice = { _others.Select(Sessions.DirectSession.Describe) },
        };

    /// <summary>All of them, as a session has them.</summary>
    public ListDevicesResponse ListForSession() =>
        new() { LocalDevice = { ((string[])[Own, .. _others]).Select(Sessions.DirectSession.Describe) } };

    /// <summary>Fails where a node asks for a device that is not there; without a cluster all devices are.</summary>
    /// <exception cref="InvalidArgumentError">There is none.</exception>
    public void Check(GraphDef graph, bool isSoft)
    {
        if (_placement is null)
            return;
        foreach (var node in graph.Node.DistinctBy(n => n.Device, StringComparer.Ordinal))
            _placement.Check(node.Name, node.Device, isSoft);
    }

    private static string Name(string job, int task) =>
        string.Create(CultureInfo.InvariantCulture, $"/job:{job}/replica:0/task:{task}/device:CPU:0");
}

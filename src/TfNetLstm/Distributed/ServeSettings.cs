using System.Net;

namespace TfNetLstm.Distributed;

/// <summary>What the user asked of <c>serve</c>.</summary>
internal sealed record ServeSettings
{
    /// <summary>The address to listen at.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port; 0 for any.</summary>
    public required int Port { get; init; }

    /// <summary>The cluster whose devices the server takes as its own; any device will do when null.</summary>
    public string? Cluster { get; init; }

    /// <summary>The server's own job of the cluster.</summary>
    public string? Job { get; init; }

    /// <summary>The server's own task of the job.</summary>
    public int Task { get; init; }

    /// <summary>Threads that compute; 0 for all cores.</summary>
    public int Threads { get; init; }

    /// <summary>How many sessions there may be.</summary>
    public int MaxSessions { get; init; }

    /// <summary>How many nodes a graph may have.</summary>
    public int MaxGraphNodes { get; init; }

    /// <summary>How large a message may be, in MiB.</summary>
    public int MaxMessageMib { get; init; }

    /// <summary>How much memory there may be, in MiB; three quarters of the machine's when 0.</summary>
    public int MemoryMib { get; init; }

    /// <summary>After how many minutes without a call a session is dropped; never when 0.</summary>
    public int IdleMinutes { get; init; }

    /// <summary>How many seconds a step may take; any time when 0.</summary>
    public int StepSeconds { get; init; }

    /// <summary>Whether sessions that come and go are told.</summary>
    public bool IsVerbose { get; init; }
}

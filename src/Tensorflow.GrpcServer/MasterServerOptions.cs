using System.Net;
using Tensorflow.Formats.Proto;

namespace Tensorflow.GrpcServer;

/// <summary>Where a server listens, what it calls itself, and what it lets clients have.</summary>
public sealed record MasterServerOptions
{
    /// <summary>The address to listen at; the loopback alone unless told otherwise, as nobody is asked who they are.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 2222;

    /// <summary>The cluster whose devices the server takes as its own; null, and any device will do, where there is none.</summary>
    public ClusterDef? Cluster { get; init; }

    /// <summary>The server's own job.</summary>
    public string JobName { get; init; } = "localhost";

    /// <summary>The server's own task of that job.</summary>
    public int TaskIndex { get; init; }

    /// <summary>Threads that compute, 0 for all cores; the results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>How many sessions there may be at a time.</summary>
    public int MaxSessions { get; init; } = 256;

    /// <summary>How many nodes the graph of a session may have.</summary>
    public int MaxGraphNodes { get; init; } = 1_000_000;

    /// <summary>How large a message may be, in bytes; protobuf itself ends at 2 GiB.</summary>
    public int MaxMessageBytes { get; init; } = 512 << 20;

    /// <summary>How much memory all may have together, in bytes; three quarters of the machine's where 0.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>How many connections there may be at a time.</summary>
    public int MaxConnections { get; init; } = 2048;

    /// <summary>After how long without a call a session is dropped.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long a step may take, waiting for others included; zero for no limit.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a stop waits for steps that run.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock by which sessions are idle.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes a line for each session that comes or goes.</summary>
    public Action<string>? Log { get; init; }
}

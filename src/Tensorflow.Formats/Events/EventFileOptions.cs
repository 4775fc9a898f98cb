namespace Tensorflow.Formats.Events;

/// <summary>How an event file is named and when it is written.</summary>
public sealed record EventFileOptions
{
    /// <summary>How many events wait at most before they are written.</summary>
    public int MaxQueue { get; init; } = 10;

    /// <summary>How long an event waits at most.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>What the file's name ends with.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The name of the machine in the file's name.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Tells the time and wakes up for the interval.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where the file is written.</summary>
    public IFileLayer Files { get; init; } = DiskFileLayer.Instance;
}

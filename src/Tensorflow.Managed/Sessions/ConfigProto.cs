using Tensorflow.Sessions.Rewrites;

namespace Tensorflow;

/// <summary>Settings of a session, under the names of TensorFlow's <c>ConfigProto</c>.</summary>
public sealed class ConfigProto
{
    /// <summary>Threads that work on one op; 0 for all cores.</summary>
    public int IntraOpParallelismThreads { get; set; }

    /// <summary>Ops that may run at once; this engine runs one at a time, each on all its threads.</summary>
    public int InterOpParallelismThreads { get; set; }

    /// <summary>
    /// The time in milliseconds that runs, and other calls that wait, have at most where they name none; 0 for no limit.
    /// </summary>
    public long OperationTimeoutInMs { get; set; }

    /// <summary>Whether nodes may run on another device of their task where the one that they ask for is not there.</summary>
    public bool AllowSoftPlacement { get; set; }

    /// <summary>
    /// The tasks of a cluster that a session at a server uses, as parts of device names; all where empty. Others may be down.
    /// </summary>
    public IList<string> DeviceFilters { get; } = [];

    /// <summary>Whether a session at a server keeps its variables to itself, and they end with it.</summary>
    public bool IsolateSessionState { get; set; }

    /// <summary>
    /// The names of plan rewrites that the session does without, "all" for every one of them. They cost or save time and
    /// memory; results have the same bits with and without.
    /// </summary>
    public ISet<string> DisabledRewrites { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The names of all plan rewrites, in the order in which they are made.</summary>
    public static IReadOnlyList<string> RewriteNames { get; } = [.. Rewrite.All.Select(r => r.Name)];

    /// <summary>The settings as a server takes them.</summary>
    internal Formats.Proto.ConfigProto ToProto() =>
        new()
        {
            IntraOpParallelismThreads = IntraOpParallelismThreads,
            InterOpParallelismThreads = InterOpParallelismThreads,
            AllowSoftPlacement = AllowSoftPlacement,
            DeviceFilters = { DeviceFilters },
            OperationTimeoutInMs = OperationTimeoutInMs,
            IsolateSessionState = IsolateSessionState,
        };

    /// <summary>The rewrites that are not switched off.</summary>
    /// <exception cref="ValueError">A name is none of a rewrite.</exception>
    internal IReadOnlyList<Rewrite> EnabledRewrites()
    {
        foreach (var name in DisabledRewrites)
            if (name != "all" && !RewriteNames.Contains(name, StringComparer.Ordinal))
                throw new ValueError(
                    $"'{name}' is no rewrite that can be disabled; there are {string.Join(", ", RewriteNames)}, and all."
                );
        return DisabledRewrites.Contains("all", StringComparer.Ordinal)
            ? []
            : [.. Rewrite.All.Where(r => !DisabledRewrites.Contains(r.Name, StringComparer.Ordinal))];
    }
}

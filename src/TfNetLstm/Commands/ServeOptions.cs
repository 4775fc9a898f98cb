using System.CommandLine;
using System.Net;
using TfNetLstm.Distributed;

namespace TfNetLstm.Commands;

/// <summary>The options of <c>serve</c>.</summary>
internal sealed class ServeOptions
{
    private const int DefaultPort = 2222;
    private const int MaxMib = 1 << 20;

    private readonly ValueOption<int> _port = ValueOptions.Whole("--port", 0, ushort.MaxValue, DefaultPort);
    private readonly ValueOption<IPAddress> _address = new(
        "--address",
        "address",
        "the address of one of this machine's networks, such as 10.0.0.5, or 0.0.0.0 for all",
        IPAddress.TryParse
    )
    {
        DefaultValueFactory = _ => IPAddress.Loopback,
    };
    private readonly ValueOption<string?> _cluster = ValueOptions.OptionalCluster("--cluster");
    private readonly ValueOption<string?> _job = ValueOptions.OptionalJob("--job");
    private readonly ValueOption<int> _task = ValueOptions.Whole("--task", 0, int.MaxValue, 0);
    private readonly ValueOption<int> _threads = ValueOptions.Whole("--threads", 0, 1024, 0);
    private readonly ValueOption<int> _maxSessions = ValueOptions.Whole("--max-sessions", 1, 1_000_000, 256);
    private readonly ValueOption<int> _maxNodes = ValueOptions.Whole("--max-graph-nodes", 1, int.MaxValue, 1_000_000);
    private readonly ValueOption<int> _maxMessage = ValueOptions.Whole("--max-message-mib", 1, 2048, 512);
    private readonly ValueOption<int> _memory = ValueOptions.Whole("--memory-mib", 0, MaxMib, 0);
    private readonly ValueOption<int> _idle = ValueOptions.Whole("--idle-minutes", 0, 525_600, 360);
    private readonly ValueOption<int> _step = ValueOptions.Whole("--step-seconds", 0, 2_000_000, 3600);
    private readonly ValueOption<bool> _verbose = ValueOptions.Flag("--verbose", "-v");

    /// <summary>Describes the options.</summary>
    public ServeOptions()
    {
        _port.Description = "The port to listen at; 0 for any that is free.";
        _address.Description = "The address to listen at; left out, only programs of this machine reach it.";
        _cluster.Description = "The cluster whose devices the server takes as its own; left out, it takes any.";
        _job.Description = "The server's own job of --cluster; left out, worker.";
        _task.Description = "The server's own task of that job.";
        _threads.Description = "Threads that compute, 0 for all cores; the results do not depend on it.";
        _maxSessions.Description = "How many sessions there may be at a time.";
        _maxNodes.Description = "How many nodes the graph of a session may have.";
        _maxMessage.Description = "How large a message may be, in MiB.";
        _memory.Description = "How much memory the server may have, in MiB; 0 for three quarters of the machine's.";
        _idle.Description = "Drops a session that nobody has called for so many minutes; 0 never.";
        _step.Description = "Ends a step that takes longer than so many seconds; 0 never.";
        _verbose.Description = "Tells of sessions that come and go.";
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All =>
        [
            _port,
            _address,
            _cluster,
            _job,
            _task,
            _threads,
            _maxSessions,
            _maxNodes,
            _maxMessage,
            _memory,
            _idle,
            _step,
            _verbose,
        ];

    /// <summary>The values that come out.</summary>
    public ServeSettings Read(ParseResult parsed) =>
        new()
        {
            Address = parsed.GetValue(_address)!,
            Port = parsed.GetValue(_port),
            Cluster = parsed.GetValue(_cluster),
            Job = parsed.GetValue(_job),
            Task = parsed.GetValue(_task),
            Threads = parsed.GetValue(_threads),
            MaxSessions = parsed.GetValue(_maxSessions),
            MaxGraphNodes = parsed.GetValue(_maxNodes),
            MaxMessageMib = parsed.GetValue(_maxMessage),
            MemoryMib = parsed.GetValue(_memory),
            IdleMinutes = parsed.GetValue(_idle),
            StepSeconds = parsed.GetValue(_step),
            IsVerbose = parsed.GetValue(_verbose),
        };
}
